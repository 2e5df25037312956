"""A file of eight times the size takes about eight times as long; a quadratic place would take 64 times."""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from intermezzo.adapters import library, settings_file
from intermezzo.adapters.library import Library
from intermezzo.adapters.system import resources
from intermezzo.core.settings import Settings
from intermezzo.presenters.library.prescription import own_movement

pytestmark = pytest.mark.slow

SMALL, LARGE = 12_000, 96_000
MOST_TIMES, NOISE, RUNS = 20, 0.1, 3
"""How much longer the large one may take, seconds of processor time not looked at, and runs until it does."""

_SESSION = 'format = 1\nid = "a"\nkind = "interlude"\n'
_PLAN = 'format = 1\ntitle = "a"\nfrom = 2026-01-01\n'
KINDS: dict[str, tuple[str, str, str]] = {
    "tables": ("", "[t{n}]\n", ""),
    "arrays of tables": ("", "[[steps]]\n", ""),
    "keys": ("", "k{n} = 1\n", ""),
    "dotted keys": ("", "a.b.c.d.k{n} = 1\n", ""),
    "one key again": ("", "a = 1\n", ""),
    "one line of numbers": ("a = [", "1,", "]"),
    "one line of tables": ("a = [", "{b=1},", "]"),
    "regions": (f"{_SESSION}regions = [", '"a",', "]"),
    "steps": (_SESSION, '[[steps]]\nmovement = "chin_nodd"\n', ""),
    "exercises": (_PLAN, '[[exercise]]\nreps = "a"\n', ""),
    "calendars": ("calendars = [", '{path = "a"},', "]"),
    "words": ("break_words = [", '"a",', "]"),
    "misspelt": ("", "spacing{n} = 1\n", ""),
    "blank lines": ("", "\n", "a = "),
    "comments": ("", "#\n", "="),
    "escapes": ('a = "', "\\n", '"'),
    "quotes": ('a = """', '""\\"', '"""'),
    "open strings": ("", '"', ""),
    "long keys": ("", '"' + "spacing" * 20 + '{n}" = 1\n', ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> Library:
    return library.load([resources.sessions()])


def text(kind: str, size: int) -> str:
    before, part, after = KINDS[kind]
    count = size // len(part)
    return before + "".join(part.replace("{n}", str(number)) for number in range(count)) + after


@pytest.mark.parametrize("kind", KINDS)
def test_time_grows_with_the_size(tmp_path: Path, shipped: Library, kind: str) -> None:
    path = tmp_path / "a.toml"

    def read() -> None:
        library.check([path], shipped)
        library.prescriptions(tmp_path, shipped.movements, own_movement)
        settings_file.read_again(path, Settings())

    path.write_text(text(kind, SMALL))
    small = seconds(read)
    path.write_text(text(kind, LARGE))
    # A busy machine makes any one run longer, a quadratic place every run.
    assert any(seconds(read) < MOST_TIMES * small + NOISE for _ in range(RUNS))


def seconds(call: Callable[[], None]) -> float:
    begin = process_time()
    call()
    return process_time() - begin

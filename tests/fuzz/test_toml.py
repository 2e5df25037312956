"""Any file that a user puts among movements, sessions and prescriptions, or writes as settings."""

from pathlib import Path

import pytest
from hypothesis import strategies as st

from intermezzo.adapters import library, settings_file
from intermezzo.adapters.library import Library
from intermezzo.adapters.system import resources
from intermezzo.core.settings import Settings
from intermezzo.presenters.library.prescription import own_movement
from intermezzo.presenters.messages import tell
from tests.fuzz.hunting import hunt, mutated
from tests.telling import fault_told

SHIPPED = resources.sessions()
WORDS = (
    b"[", b"]", b"{", b"}", b"=", b".", b",", b"\n", b"\t", b'"', b"'", b"#", b"\\", b"a", b"9", b"-", b"e",
    b'"""', b"'''", b"\\u0000", b"a = [", b"a.", b"[a]\n", b"[[a]]\n", b"a={", b"1_", b"nan", b"inf", b"0x",
    b"2026-11-20", b"07:30:00", b"\xef\xbb\xbf", b"\xff", b"\0", b"\r", b"\xe2\x80\xae", b"\xcc\x81", b"true",
    b"words", b"steps", b"format = 1\n", b'id = "a"\n', b"[figure]\n", b"[[exercise]]\n", b"\xf0\x9f\x98\x80",
)  # fmt: skip
PLAN = b"""format = 1
title = "Knees"
from = 2026-11-20
[[exercise]]
movement = "chin_nod_seated"
[[exercise]]
title = "Step"
instructions = "Up and down."
reps = 8
days = ["mon", "thu"]
"""


@pytest.fixture(scope="module")
def shipped() -> Library:
    return library.load([SHIPPED])


def seeds(*folders: str) -> list[bytes]:
    return [path.read_bytes() for folder in folders for path in sorted((SHIPPED / folder).glob("*.toml"))[:6]]


def test_a_movement_or_session_costs_its_lines_and_no_more(tmp_path: Path, shipped: Library) -> None:
    path = tmp_path / "a.toml"

    def check(data: bytes) -> None:
        path.write_bytes(data)
        told_on_lines(library.check([path], shipped).faults)

    hunt("library", check, mutated(seeds("movements", "interludes", "micro"), WORDS))


def test_a_prescription_costs_its_lines_and_no_more(tmp_path: Path, shipped: Library) -> None:
    path = tmp_path / "a.toml"

    def check(data: bytes) -> None:
        path.write_bytes(data)
        told_on_lines(library.prescriptions(tmp_path, shipped.movements, own_movement).faults)

    hunt("library", check, mutated([PLAN], WORDS))


def test_settings_are_read_and_what_is_wrong_is_told(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    settings_file.write(path, Settings())
    full = path.read_bytes()

    def check(data: bytes) -> None:
        path.write_bytes(data)
        found, faults = settings_file.read_again(path, Settings())
        assert isinstance(found, Settings)
        for one in faults.values():
            assert "\n" not in tell(one)
        if "" in faults:
            with fault_told("once this is fixed"):
                settings_file.write(path, found)
            assert path.read_bytes() == data
            return
        settings_file.write(path, found)
        assert settings_file.read_again(path, Settings())[0] == found

    few = mutated([full, full[:200], b'calendars = [{ path = "a.ics", me = ["me@example.org"] }]\n'], WORDS)
    hunt("settings", check, few | st.binary(max_size=100))


def told_on_lines(faults: tuple[library.FileFault, ...]) -> None:
    for fault in faults:
        line = tell(fault.message)
        assert "\n" not in line
        assert len(line) < 2000 + len(str(fault.path))

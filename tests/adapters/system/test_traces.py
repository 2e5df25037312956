"""What is shown of an exception has neither values nor paths of the user."""

import faulthandler
import logging
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from intermezzo.adapters.store import Store
from intermezzo.adapters.system import traces
from intermezzo.core.faults import Fault

CANARY = "Meeting with Grace"


@pytest.fixture
def last() -> Iterator[traces.LastTrace]:
    one = traces.LastTrace()
    logging.getLogger().addHandler(one)
    yield one
    logging.getLogger().removeHandler(one)


def log(error: BaseException) -> None:
    logging.getLogger("intermezzo.test").error("Not caught", exc_info=error)


def test_kinds_and_places_and_no_value(last: traces.LastTrace, tmp_path: Path) -> None:
    path = tmp_path / CANARY / "settings.toml"
    try:
        try:
            path.read_text()
        except OSError as error:
            raise Fault("store.os_error", path=path, what=CANARY) from error
    except Fault as error:
        log(error)
    first, *places, second, place = last.lines
    assert first == "FileNotFoundError: 2"
    assert places[-1].startswith("  pathlib.py, line ")
    assert second == "Fault: store.os_error"
    assert place == f"  test_traces.py, line {place.split()[2][:-1]}, in test_kinds_and_places_and_no_value"
    text = "\n".join(last.lines)
    for secret in (CANARY, str(tmp_path), str(Path.home()), "/"):
        assert secret not in text.replace("intermezzo/", "")


def test_places_of_ours_of_others_and_of_the_library(last: traces.LastTrace, tmp_path: Path) -> None:
    with pytest.raises(Fault, match="Is a directory") as caught:
        Store.open(tmp_path, tmp_path, patience=0.01)
    log(caught.value)
    places = [line for line in last.lines if line.startswith("  ")]
    assert any(line.startswith("  intermezzo/adapters/store/") for line in places)
    with pytest.raises(tomllib.TOMLDecodeError) as other:
        tomllib.loads(CANARY)
    log(other.value)
    assert last.lines[0] == "TOMLDecodeError"
    assert last.lines[-1].startswith("  tomllib/_parser.py, line ")


def test_only_what_is_logged_as_an_exception_counts(last: traces.LastTrace) -> None:
    logging.getLogger("intermezzo.test").error("a line")
    assert last.lines == ()


def test_a_deep_recursion_is_short(last: traces.LastTrace) -> None:
    def deeper(number: int) -> int:
        return deeper(number + 1)

    with pytest.raises(RecursionError) as caught:
        deeper(0)
    log(caught.value)
    assert len(last.lines) == traces.MOST_PLACES + 1


def test_a_crash_as_faulthandler_writes_it(tmp_path: Path) -> None:
    with (tmp_path / "crash").open("w+") as file:
        faulthandler.dump_traceback(file)
        file.seek(0)
        written = file.read()
    lines = traces.of_crash("Fatal Python error: Aborted\n\n" + written + "\nExtension modules: secret\n")
    assert lines[0] == "Fatal Python error: Aborted"
    # An earlier test may have left other threads, which stand before this one.
    (current,) = (number for number, line in enumerate(lines) if line.startswith("Current thread "))
    assert lines[current + 1].startswith("  test_traces.py, line ")
    assert not any("secret" in line or str(Path(__file__).parent) in line for line in lines)

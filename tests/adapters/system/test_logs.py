"""The log: small, told of once an hour, and it knows when the app was closed unexpectedly."""

import logging
import re
import shlex
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from intermezzo.adapters.system import logs
from intermezzo.core.faults import Fault, Message, message
from intermezzo.presenters.messages import tell


class Clock:
    """Monotonic seconds that a test moves."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "intermezzo.log"


@pytest.fixture
def log(path: Path, told: list[Message], clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[logs.Log]:
    # What they would print is wanted on a terminal and not here.
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    one = logs.Log(path, told.append, clock)
    yield one
    one.stop()


def slip(error: BaseException) -> None:
    """Let an exception reach the top, as PySide6 does with one from a slot."""
    with pytest.raises(type(error)) as caught:
        throw(error)
    sys.excepthook(caught.type, caught.value, caught.tb)


def throw(error: BaseException) -> None:
    raise error


def test_what_slips_through_is_logged_with_its_traceback_and_told(
    log: logs.Log, path: Path, told: list[Message]
) -> None:
    slip(ValueError("no such slot"))
    text = path.read_text()
    assert re.match(
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z ERROR intermezzo: Not caught: ValueError\n", text
    )
    assert "in throw" in text
    assert "ValueError: no such slot" in text
    assert told == [message("log.unexpected", kind="ValueError")]


def test_one_kind_is_told_once_an_hour_and_logged_each_time(
    log: logs.Log, path: Path, told: list[Message], clock: Clock
) -> None:
    for _ in range(3):
        slip(ValueError("a"))
        slip(KeyError("b"))
    assert len(told) == 2
    clock.now += 3599
    slip(ValueError("a"))
    assert len(told) == 2
    clock.now += 1
    slip(ValueError("a"))
    assert len(told) == 3
    assert path.read_text().count("Not caught: ValueError") == 5


def test_a_fault_is_told_in_its_own_words(log: logs.Log, told: list[Message]) -> None:
    slip(Fault("store.in_use", path="history.db"))
    assert told == [message("store.in_use", path="history.db")]


def test_a_thread_that_dies_is_logged_and_told(log: logs.Log, path: Path, told: list[Message]) -> None:
    thread = threading.Thread(target=lambda: 1 // 0, name="reader")
    thread.start()
    thread.join()
    assert "Not caught in thread reader: ZeroDivisionError" in path.read_text()
    assert len(told) == 1


def test_ctrl_c_is_nobodys_fault(log: logs.Log, path: Path, told: list[Message]) -> None:
    slip(KeyboardInterrupt())
    assert told == []
    assert path.read_text() == ""


def test_the_log_stays_below_five_megabytes(log: logs.Log, path: Path) -> None:
    logger = logging.getLogger("intermezzo.noisy")
    logger.warning("x" * 3_000_000)
    for number in range(400):
        logger.warning("%d %s", number, "y" * 30_000)
    files = list(path.parent.glob("intermezzo.log*"))
    assert len(files) == 5
    assert sum(one.stat().st_size for one in files) <= 5_000_000
    assert "399" in path.read_text()


def test_what_cannot_be_encoded_is_no_reason_to_fail(
    log: logs.Log, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("intermezzo").error("lone \udc80 surrogate")
    assert "lone ? surrogate" in path.read_text()
    assert capsys.readouterr().err == ""


def test_the_marker_tells_a_crash_from_an_ending(log: logs.Log) -> None:
    assert not log.opened()
    log.closed()
    assert not log.opened()
    assert log.opened(), "the last time nobody said closed"
    log.closed()
    log.closed()


CRASH = """
import faulthandler, sys
from pathlib import Path
from intermezzo.adapters.system import logs
log = logs.Log(Path(sys.argv[1]), print, lambda: 0.0)
print(log.opened(), flush=True)
faulthandler._sigabrt() if sys.argv[2] == "crash" else log.closed()
"""


@pytest.mark.slow
def test_after_a_crash_the_next_start_knows_where_it_was(path: Path) -> None:
    def run(how: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", CRASH, str(path), how], capture_output=True, text=True, check=False
        )

    crashed = run("crash")
    assert (crashed.stdout, crashed.returncode) == ("False\n", -6)
    assert run("end").stdout == "True\n"
    assert "The crash before:\nFatal Python error: Aborted" in path.read_text()
    assert run("end").stdout == "False\n"
    assert path.read_text().count("The crash before") == 1


def test_a_folder_that_cannot_be_written_is_told_and_does_not_stop_us(
    tmp_path: Path, told: list[Message], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    (tmp_path / "state").write_text("a file where the folder should be")
    log = logs.Log(tmp_path / "state" / "intermezzo.log", told.append, clock)
    assert log.fault is not None
    assert tell(log.fault) == f"The log can’t be written to {tmp_path}/state/intermezzo.log: File exists."
    assert not log.opened()
    slip(ValueError())
    assert len(told) == 1
    log.closed()
    log.stop()


def test_stop_puts_the_hooks_back(path: Path, clock: Clock) -> None:
    def hooks() -> tuple[Callable[..., object], Callable[..., object], list[logging.Handler]]:
        return sys.excepthook, threading.excepthook, list(logging.getLogger().handlers)

    before = hooks()
    logs.Log(path, print, clock).stop()
    assert hooks() == before


FULL = """
import logging, sys
from pathlib import Path
from intermezzo.adapters.system import logs
log = logs.Log(Path(sys.argv[1]), print, lambda: 0.0)
logger = logging.getLogger("intermezzo.any")
for number in range(3):
    logger.error("entry %d", number)
    logger.error("%d is not a number", "this")
print(log.last.lines)
try:
    1 // 0
except ZeroDivisionError:
    logger.exception("ours")
print(log.last.lines)
log.closed()
"""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("closed", ["", " 2>&-", " 2>/dev/full"], ids=["open", "closed", "full"])
def test_a_full_disk_and_a_closed_output_print_nothing(path: Path, closed: str) -> None:
    path.parent.mkdir()
    path.symlink_to("/dev/full")
    command = [sys.executable, "-c", FULL, str(path)]
    done = subprocess.run(
        f"{shlex.join(command)}{closed}", shell=True, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "()\n('ZeroDivisionError', '  <string>, line 12, in <module>')\n"


def test_forgetting_empties_the_log_in_use_and_deletes_the_older(log: logs.Log, path: Path) -> None:
    logger = logging.getLogger("intermezzo.any")
    logger.error("canary")
    for name in ("intermezzo.log.1", "intermezzo.log.4", "intermezzo.crash"):
        path.with_name(name).write_text("canary")
    logs.forget(path)
    assert sorted(one.name for one in path.parent.iterdir()) == ["intermezzo.crash", "intermezzo.log"]
    logger.error("later")
    assert path.read_text().endswith("later\n")
    assert "canary" not in path.read_text()
    assert path.read_bytes().count(0) == 0, "no hole where it was"

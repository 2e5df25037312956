"""The worker: off the GUI thread, in order, within limits, and gone when told to stop."""

import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal
from pytestqt.qtbot import QtBot

from intermezzo.app.runtime.worker import Worker
from intermezzo.core.faults import Fault
from intermezzo.presenters.messages import tell


class Heard(QObject):
    """What came back, in order."""

    came = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.values: list[object] = []
        self.lines: list[str] = []
        self.threads: set[QThread] = set()

    def done(self, value: object) -> None:
        self.threads.add(QThread.currentThread())
        self.values.append(value)
        self.came.emit()

    def error(self, fault: Fault) -> None:
        self.threads.add(QThread.currentThread())
        self.lines.append(tell(fault))
        self.came.emit()


@pytest.fixture
def heard(qtbot: QtBot) -> Heard:
    return Heard()


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What a stuck call waits for; opened at the end so that no thread is left behind."""
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def worker(qtbot: QtBot, gate: threading.Event) -> Iterator[Worker]:
    one = Worker()
    yield one
    gate.set()
    assert one.stop() == ()


def waits_for(gate: threading.Event, value: object = "late") -> Callable[[], object]:
    def stuck() -> object:
        gate.wait()
        return value

    return stuck


def test_the_work_is_done_elsewhere_and_the_answer_comes_here(
    qtbot: QtBot, worker: Worker, heard: Heard
) -> None:
    with qtbot.waitSignal(heard.came):
        worker.submit("store.append", lambda: threading.current_thread().name, heard.done, heard.error, 5)
    app = QCoreApplication.instance()
    assert app is not None
    assert heard.values == ["worker-store"]
    assert heard.threads == {app.thread()}


def test_a_lane_keeps_its_order(qtbot: QtBot, worker: Worker, heard: Heard) -> None:
    with qtbot.waitSignals([heard.came] * 200):
        for number in range(200):
            worker.submit("store.append", partial(int, number), heard.done, heard.error, 5)
    assert heard.values == list(range(200))


def test_the_worlds_fault_comes_as_it_is(qtbot: QtBot, worker: Worker, heard: Heard) -> None:
    def locked() -> None:
        raise Fault("history.db is locked by another program.")

    with qtbot.waitSignal(heard.came):
        worker.submit("store.append", locked, heard.done, heard.error, 5)
    assert heard.lines == ["history.db is locked by another program."]


def test_our_own_fault_reaches_the_excepthook_and_the_lane_goes_on(
    qtbot: QtBot, worker: Worker, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooked: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: hooked.append(error))
    with qtbot.waitSignals([heard.came] * 2):
        worker.submit("store.append", lambda: 1 // 0, heard.done, heard.error, 5)
        worker.submit("store.append", lambda: "next", heard.done, heard.error, 5)
    assert [type(one) for one in hooked] == [ZeroDivisionError]
    assert heard.lines == ["The database failed unexpectedly. Details are in the log."]
    assert heard.values == ["next"]


def test_a_stuck_call_is_told_and_does_not_hold_up_another_lane(
    qtbot: QtBot, worker: Worker, heard: Heard, gate: threading.Event
) -> None:
    with qtbot.waitSignals([heard.came] * 2):
        worker.submit("notify.offer", waits_for(gate), heard.done, heard.error, 0.05)
        worker.submit("store.append", lambda: "stored", heard.done, heard.error, 5)
    assert heard.values == ["stored"]
    assert heard.lines == ["The notification: no answer within 0.05 s."]


def test_behind_a_stuck_call_others_are_told_and_never_begun(
    qtbot: QtBot, worker: Worker, heard: Heard, gate: threading.Event
) -> None:
    begun: list[str] = []
    with qtbot.waitSignals([heard.came] * 3):
        worker.submit("store.backup", waits_for(gate), heard.done, heard.error, 0.02)
        worker.submit("store.append", lambda: begun.append("first"), heard.done, heard.error, 0.02)
        worker.submit("store.append", lambda: begun.append("second"), heard.done, heard.error, 0.02)
    assert heard.lines[1:] == ["The database: the last attempt is still running."] * 2
    with qtbot.waitSignal(heard.came):
        worker.submit("store.append", lambda: "after", heard.done, heard.error, 5)
        gate.set()
    assert heard.values == ["after"], "the late answer of the stuck call is thrown away"
    assert begun == []


def test_a_call_that_waited_for_a_stuck_one_still_has_its_whole_limit(
    qtbot: QtBot, worker: Worker, heard: Heard, gate: threading.Event
) -> None:
    with qtbot.waitSignal(heard.came):
        worker.submit("store.backup", waits_for(gate), heard.done, heard.error, 0.02)
        worker.submit("store.append", lambda: "stored", heard.done, heard.error, 5)
    with qtbot.waitSignal(heard.came):
        gate.set()
    assert heard.values == ["stored"]


def test_stop_lets_what_was_submitted_finish_and_calls_nobody(qtbot: QtBot, heard: Heard) -> None:
    worker = Worker()
    stored: list[int] = []
    for number in range(50):
        worker.submit("store.append", partial(stored.append, number), heard.done, heard.error, 5)
    assert worker.stop() == ()
    QCoreApplication.processEvents()
    assert stored == list(range(50))
    assert heard.values == []
    worker.submit("store.append", lambda: stored.append(99), heard.done, heard.error, 5)
    assert len(stored) == 50


def test_stop_does_not_wait_for_a_stuck_lane(qtbot: QtBot, heard: Heard, gate: threading.Event) -> None:
    worker = Worker()
    worker.submit("notify.offer", waits_for(gate), heard.done, heard.error, 5)
    worker.submit("store.append", lambda: None, heard.done, heard.error, 5)
    assert worker.stop(0.1) == ("notify",)

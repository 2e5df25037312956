"""Everything that may block runs here, outside the GUI thread, each call with a time limit."""

import logging
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from intermezzo.core.faults import Fault
from intermezzo.presenters import _

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class _Call:
    name: str
    func: Callable[[], Any]
    on_done: Callable[[Any], object]
    on_error: Callable[[Fault], object]
    limit_seconds: float


@dataclass(frozen=True, slots=True)
class _Answer:
    call: _Call
    value: Any = None
    error: BaseException | None = None


class Worker(QObject):
    """Runs calls one after the other, in a lane of their own for each group of names.

    The group is what stands before the first dot: ``store.append`` and ``store.week`` share a lane and keep
    their order, while a notification daemon that never answers (``notify.offer``) does not hold them up.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[str, _Lane] = {}
        self._stopped = False

    def submit(
        self,
        name: str,
        func: Callable[[], Any],
        on_done: Callable[[Any], object],
        on_error: Callable[[Fault], object],
        limit_seconds: float,
    ) -> None:
        """Call ``func`` in the lane of ``name``; then ``on_done`` or ``on_error`` in the GUI thread, once.

        ``limit_seconds`` begins when the call's turn has come. After it ``on_error`` hears a Fault and a late
        answer is thrown away: the thread itself cannot be stopped, so what it was doing may still come about.
        A call whose turn comes while another is stuck, and that cannot begin within its own limit, is never
        begun. An exception that is no Fault is our own: ``on_error`` hears a line and ``sys.excepthook`` the
        exception. After ``stop`` nothing is accepted any more.
        """
        if self._stopped:
            return
        group = name.partition(".")[0]
        lane = self._lanes.get(group)
        if lane is None:
            lane = self._lanes[group] = _Lane(group, self)
        lane.submit(_Call(name, func, on_done, on_error, limit_seconds))

    def stop(self, limit_seconds: float = 3.0) -> tuple[str, ...]:
        """Let what was submitted finish, without calling back, for at most ``limit_seconds`` altogether.

        Returns the lanes that were still busy then; their threads end with the process.
        """
        self._stopped = True
        for lane in self._lanes.values():
            lane.close()
        # One thread waits for all of them, so that the limit holds for all together.
        waiting = Thread(target=self._join_all, name="worker-end", daemon=True)
        waiting.start()
        waiting.join(limit_seconds)
        return tuple(name for name, lane in self._lanes.items() if lane.thread_of_lane.is_alive())

    def _join_all(self) -> None:
        for lane in self._lanes.values():
            lane.thread_of_lane.join()


class _Lane(QObject):
    """One thread and its queue. The queue lives in the GUI thread; the thread holds one call at a time."""

    _answered = Signal(object)

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[_Call] = deque()
        self._turn: _Call | None = None
        """Whose limit runs."""
        self._held: _Call | None = None
        """What the thread is at: the same call, or one that is stuck."""
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._on_limit)
        self._answered.connect(self._on_answer, Qt.ConnectionType.QueuedConnection)
        self._closed = False
        self._box: SimpleQueue[_Call | None] = SimpleQueue()
        # A daemon thread: one that is stuck in a call must not keep the process alive.
        self.thread_of_lane = Thread(target=self._work, name=f"worker-{name}", daemon=True)
        self.thread_of_lane.start()

    def submit(self, call: _Call) -> None:
        self._waiting.append(call)
        self._next()

    def close(self) -> None:
        self._closed = True
        self._limit.stop()
        if self._turn is not None and self._turn is not self._held:
            self._box.put(self._turn)
        for call in self._waiting:
            self._box.put(call)
        self._box.put(None)

    def _next(self) -> None:
        if self._turn is None and self._waiting:
            self._turn = self._waiting.popleft()
            self._limit.start(round(self._turn.limit_seconds * 1000))
            self._hand_over()

    def _hand_over(self) -> None:
        if self._turn is not None and self._held is None:
            self._held = self._turn
            self._limit.start(round(self._turn.limit_seconds * 1000))
            self._box.put(self._turn)

    def _on_answer(self, answer: _Answer) -> None:
        if self._closed:
            return
        self._held = None
        if answer.call is not self._turn:
            _log.warning("%s answered after its time limit", answer.call.name)
            self._hand_over()
            return
        self._limit.stop()
        self._turn = None
        self._next()
        _deliver(answer)

    def _on_limit(self) -> None:
        call, self._turn = self._turn, None
        if call is None:
            return
        stuck = self._held
        self._next()
        _log.warning("%s took longer than %s s", call.name, call.limit_seconds)
        if stuck is None or stuck is call:
            line = _("{name} did not answer within {seconds:g} s.").format(
                name=call.name, seconds=call.limit_seconds
            )
        else:
            line = _("{name} could not begin: {stuck} has not come back.").format(
                name=call.name, stuck=stuck.name
            )
        call.on_error(Fault(line))

    def _work(self) -> None:
        while (call := self._box.get()) is not None:
            try:
                answer = _Answer(call, value=call.func())
            except BaseException as error:  # noqa: BLE001 - told to the GUI thread, which raises what is ours
                answer = _Answer(call, error=error)
            if not self._closed:
                self._answered.emit(answer)
            elif answer.error is not None:
                _log.error("%s failed while stopping", call.name, exc_info=answer.error)


def _deliver(answer: _Answer) -> None:
    """Call back in the GUI thread."""
    error = answer.error
    if error is None:
        answer.call.on_done(answer.value)
    elif isinstance(error, Fault):
        answer.call.on_error(error)
    else:
        sys.excepthook(type(error), error, error.__traceback__)
        answer.call.on_error(
            Fault(_("{name} failed unexpectedly; the log has the details.").format(name=answer.call.name))
        )

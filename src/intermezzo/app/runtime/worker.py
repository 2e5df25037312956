"""Runs calls that may block outside the GUI thread, each with a time limit."""

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

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class _Call:
    name: str
    func: Callable[[], Any]
    on_done: Callable[[Any], object]
    on_error: Callable[[Fault], object]
    limit_seconds: float


class Worker(QObject):
    """Runs the calls of each group one after the other, in a thread (a lane) for each group.

    The group is the part of the name before the first dot: ``store.append`` and ``store.week`` share a lane
    and keep their order, while a notification daemon that hangs (``notify.offer``) does not delay them.
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

        ``limit_seconds`` count from the call's turn. After them ``on_error`` gets a Fault and a late result
        is discarded; the thread itself cannot be stopped, so its effects may still happen. A call whose turn
        comes while an earlier one is stuck, and that cannot begin within its own limit, is never begun. An
        exception other than Fault is passed to ``sys.excepthook``, and ``on_error`` gets a Fault. After
        ``stop`` calls are ignored.
        """
        if self._stopped:
            return
        group = name.partition(".")[0]
        lane = self._lanes.get(group)
        if lane is None:
            lane = self._lanes[group] = _Lane(group, self)
        lane.submit(_Call(name, func, on_done, on_error, limit_seconds))

    def stop(self, limit_seconds: float = 3.0) -> tuple[str, ...]:
        """Finish what was submitted, without calling back, for at most ``limit_seconds`` in all.

        Return the lanes that are still busy then; their threads end with the process.
        """
        self._stopped = True
        for lane in self._lanes.values():
            lane.close()
        # One thread joins all lanes, so that the limit applies to all of them together.
        waiting = Thread(target=self._join_all, name="worker-end", daemon=True)
        waiting.start()
        waiting.join(limit_seconds)
        return tuple(name for name, lane in self._lanes.items() if lane.thread_of_lane.is_alive())

    def _join_all(self) -> None:
        for lane in self._lanes.values():
            lane.thread_of_lane.join()


class _Lane(QObject):
    """One thread and its queue. The queue belongs to the GUI thread; the thread has one call at a time."""

    _finished = Signal(object, object, object)
    """The call, the value that it returned, and the exception that it raised."""

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[_Call] = deque()
        self._turn: _Call | None = None
        """Call whose time limit is running."""
        self._held: _Call | None = None
        """Call executing on the thread: the same one, or one that is stuck."""
        self._limit = QTimer(self, singleShot=True)
        self._limit.timeout.connect(self._on_limit)
        self._finished.connect(self._on_result, Qt.ConnectionType.QueuedConnection)
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

    def _on_result(self, call: _Call, value: Any, error: BaseException | None) -> None:
        if self._closed:
            return
        self._held = None
        if call is not self._turn:
            _log.warning("%s answered after its time limit", call.name)
            self._hand_over()
            return
        self._limit.stop()
        self._turn = None
        self._next()
        _deliver(call, value, error)

    def _on_limit(self) -> None:
        call, self._turn = self._turn, None
        if call is None:
            return
        stuck = self._held
        self._next()
        _log.warning("%s took longer than %s s", call.name, call.limit_seconds)
        if stuck is None or stuck is call:
            fault = Fault("worker.timed_out", name=call.name, seconds=call.limit_seconds)
        else:
            fault = Fault("worker.not_begun", name=call.name, stuck=stuck.name)
        call.on_error(fault)

    def _work(self) -> None:
        while (call := self._box.get()) is not None:
            value, failed = None, None
            try:
                value = call.func()
            except BaseException as error:  # noqa: BLE001 - passed to the GUI thread
                failed = error
            if not self._closed:
                self._finished.emit(call, value, failed)
            elif isinstance(failed, Fault):
                _log.warning("%s failed while stopping: %s", call.name, failed)
            elif failed is not None:
                _log.error("%s failed while stopping", call.name, exc_info=failed)


def _deliver(call: _Call, value: Any, error: BaseException | None) -> None:
    if error is None:
        call.on_done(value)
    elif isinstance(error, Fault):
        call.on_error(error)
    else:
        sys.excepthook(type(error), error, error.__traceback__)
        call.on_error(Fault("worker.failed", name=call.name))

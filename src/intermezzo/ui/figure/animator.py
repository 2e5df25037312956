"""The one timer that moves figures: it fires when the next visible change is due."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from math import ceil, floor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

FRAME_RATE = 30
"""Frames a second, at most."""
_EARLY = 0.002
"""Seconds by which a frame may be early."""
_BATCH = 6
"""Frames that are prepared together."""
_LAST = 0.9
"""No frame is planned within this part of a step before the end of the plan, which redraws all anyway."""

_T = TypeVar("_T")


def plan_frames(
    begin: float,
    end: float,
    step: float,
    rendered: _T,
    frame_at: Callable[[float], _T],
    next_visible: Callable[[_T, _T], _T],
) -> list[tuple[float, _T]]:
    """Return the frames after ``begin`` and before ``end``, each with its elapsed time in seconds.

    ``next_visible`` takes the frame on the screen and a later one, and returns what to render: the very
    object on the screen as long as no change can be seen. Frames are at whole multiples of ``step``, so that
    a repetition renders the same poses as the one before it.
    """
    frames = []
    for number in range(floor(begin / step) + 1, ceil(end / step - _LAST)):
        elapsed = number * step
        frame = next_visible(rendered, frame_at(elapsed))
        if frame is not rendered:
            frames.append((elapsed, frame))
        rendered = frame
    return frames


class FigureAnimator(QObject):
    """Call ``render`` with each planned frame when it is due, and emit ``ended`` at the end of the plan.

    ``clock`` returns seconds and never goes back; elapsed time passes ``speed`` times as fast. Caches of the
    processor are cold after some 30 ms without work, so ``prepare`` is called with the next frames in
    batches: to prepare a frame alone takes three times as long. Both are called without a signal, which
    would take 20 µs more then.
    """

    ended = Signal()

    def __init__(
        self,
        clock: Callable[[], float],
        parent: QObject,
        render: Callable[[Any], object] = lambda _frame: None,
        prepare: Callable[[Sequence[Any]], object] = lambda _frames: None,
        *,
        speed: float = 1.0,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._render = render
        self._prepare = prepare
        self._speed = speed
        self._origin = 0.0
        """Clock time at which nothing had elapsed."""
        self._end = 0.0
        self._frames: deque[tuple[float, object]] = deque()
        self._prepared = 0
        """Number of frames, from the first on, that were announced."""
        self.timer = QTimer(self)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._on_timeout)

    def set_elapsed(self, elapsed: float, at: float) -> None:
        """Set the elapsed time that belongs to the clock time ``at``."""
        self._origin = at - elapsed / self._speed

    def elapsed(self) -> float:
        """Return the elapsed seconds now."""
        return (self._clock() - self._origin) * self._speed

    def start(self, frames: Iterable[tuple[float, object]], end: float) -> None:
        """Begin a new plan: frames in order of their elapsed times, and its end."""
        self._frames = deque(frames)
        self._prepared = 0
        self._end = end
        self._wait(self.elapsed())

    def stop(self) -> None:
        """Call and emit nothing more until the next ``start``."""
        self.timer.stop()

    def _wait(self, elapsed: float) -> None:
        until = self._frames[0][0] if self._frames else self._end
        interval = max(1, ceil((until - elapsed) / self._speed * 1000))
        # Starting a timer anew costs more than the rest of a timeout.
        if not self.timer.isActive() or abs(self.timer.interval() - interval) > 2:
            self.timer.start(interval)

    def _on_timeout(self) -> None:
        elapsed = self.elapsed()
        if elapsed >= self._end:
            self.ended.emit()
            return
        frame = None
        while self._frames and self._frames[0][0] <= elapsed + _EARLY * self._speed:
            frame = self._frames.popleft()[1]
            self._prepared -= 1
        if frame is not None:
            self._render(frame)
            if self._prepared <= 0:
                batch = [one for _at, one in islice(self._frames, _BATCH)]
                self._prepared = len(batch)
                self._prepare(batch)
        self._wait(elapsed)

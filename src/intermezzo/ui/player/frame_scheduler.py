"""What the player draws until a second is over, planned at once and drawn when it is time."""

from collections import deque
from collections.abc import Callable
from itertools import islice
from math import ceil

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.timeline import Moment, walkthrough
from intermezzo.ui.figure.drawing import Drawing
from intermezzo.ui.figure.view import pose_of
from intermezzo.ui.kit import style
from intermezzo.ui.player.dial import Dial, Look
from intermezzo.ui.player.frames import frames, next_second

FRAMES = 30
"""A second, at most."""
_EARLY = 0.002
"""Seconds that a frame may come too soon."""
_TOGETHER = 6
"""So many frames have their outlines found together."""


class FrameScheduler(QObject):
    """Moves a dial from second to second; ``second`` comes when one is over, and all else turns with it.

    After 30 milliseconds of rest a processor has forgotten everything: what a frame needs, thought of alone,
    takes three times as long. So all that can be is thought of together.
    """

    second = Signal()

    def __init__(self, dial: Dial, clock: Callable[[], float], speed: float, parent: QObject) -> None:
        super().__init__(parent)
        self._dial = dial
        self._clock = clock
        self._speed = speed
        self._zero = 0.0
        """When, by the clock, no time had elapsed."""
        self._second = 0.0
        """The elapsed time at which this second is over."""
        self._frames: deque[tuple[float, Look]] = deque()
        self._found: deque[Drawing | None] = deque()
        """How the first of them are drawn."""
        self.timer = QTimer(self)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._on_time)

    def stop(self) -> None:
        """Let everything stand still."""
        self.timer.stop()

    def plan(self, playing: Playing, since: float, *, moves: bool) -> None:
        """Begin anew with where the player was at ``since`` by the clock; no frames unless it ``moves``."""
        self._frames.clear()
        self._found.clear()
        self._zero = since - playing.elapsed / self._speed
        elapsed = self._elapsed()
        self._second = next_second(playing.session, elapsed)
        if moves:
            step, dial = self._speed / FRAMES, self._dial
            planned = frames(elapsed, self._second, step, dial.drawn, _looks(playing), dial.seen)
            self._frames.extend(planned)
        self._sleep(elapsed)

    def _elapsed(self) -> float:
        return (self._clock() - self._zero) * self._speed

    def _sleep(self, elapsed: float) -> None:
        """Wait for the next frame, or for the second to be over."""
        until = self._frames[0][0] if self._frames else self._second
        wait = max(1, ceil((until - elapsed) / self._speed * 1000))
        # To set a timer costs more than all that is left of a tick.
        if not self.timer.isActive() or abs(self.timer.interval() - wait) > 2:
            self.timer.start(wait)

    def _on_time(self) -> None:
        elapsed = self._elapsed()
        if elapsed >= self._second:
            self.second.emit()
            return
        drawn = found = None
        while self._frames and self._frames[0][0] <= elapsed + _EARLY * self._speed:
            drawn = self._frames.popleft()[1]
            found = self._found.popleft() if self._found else None
        if drawn is not None:
            self._dial.draw(drawn, found)
            self._find()
        self._sleep(elapsed)

    def _find(self) -> None:
        if not self._found:
            self._found.extend(
                self._dial.drawing_of(look.pose) for _at, look in islice(self._frames, _TOGETHER)
            )


def _looks(playing: Playing) -> Callable[[float], Look]:
    return lambda elapsed: look_at(playing, walkthrough(playing.session, elapsed))


def look_at(playing: Playing, moment: Moment) -> Look:
    """Return what a moment looks like; with reduced motion the lungs stay full."""
    movement = playing.session.steps[moment.step].movement
    return Look(
        moment.step_fraction,
        1.0 if style.reduced_motion() else moment.breath_fill,
        pose_of(movement, moment, eased=moment.step in playing.eased),
    )

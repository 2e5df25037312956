"""The session under way: its state as the clock goes on, and what is new in its steps."""

from collections.abc import Callable, Iterator

from intermezzo.core.practice.playback import Playing, advance

GAP_SECONDS = 3.0
"""Limit of the time that passes at once: while the computer sleeps, nobody moves."""


class Course:
    """Follow a session by ``clock`` (seconds, never going back), ``speed`` times as fast."""

    def __init__(self, clock: Callable[[], float], speed: float) -> None:
        self._clock = clock
        self.speed = speed
        self.playing: Playing | None = None
        """The state at the clock time ``at``; None before the first start and after the end."""
        self.at = 0.0
        self._told: list[float] = []
        """Seconds of each step that ``new_steps`` has yielded."""

    def begin(self, playing: Playing) -> None:
        """Follow a session from its state at this moment."""
        self.playing, self.at = playing, self._clock()
        self._told = list(playing.done)

    def now(self) -> Playing | None:
        """Return the state at this moment."""
        if self.playing is None:
            return None
        passed = min(max(0.0, self._clock() - self.at), GAP_SECONDS)
        return advance(self.playing, passed * self.speed)

    def catch_up(self) -> Playing | None:
        """Go on to this moment, and return the state at it."""
        self.playing, self.at = self.now(), self._clock()
        return self.playing

    def exchanged(self, index: int) -> None:
        """Count the seconds of a step from 0, for it is another one now."""
        self._told[index] = 0.0

    def new_steps(self, *, except_for: int | None) -> Iterator[tuple[int, float, bool]]:
        """Yield each other step with active seconds since the last time, these seconds, and whether eased."""
        playing = self.playing
        for index, done in enumerate(playing.done if playing is not None else ()):
            new = done - self._told[index]
            if playing is not None and index != except_for and new > 0:
                self._told[index] = done
                yield index, new, index in playing.eased

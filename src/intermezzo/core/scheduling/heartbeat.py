"""Compare wall and monotonic clock at every beat, to detect suspends, stops and changed clocks."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

TOLERANCE = timedelta(seconds=20)
"""The drift between wall and monotonic time that is ignored between two beats."""
STOPPED = timedelta(seconds=75)
"""Beats come at least every 30 s, so a longer gap than this means that the process did not run."""
FAR = timedelta(days=7)
"""A leap forward by more than this is more likely a broken clock than a suspend."""
EARLIEST = datetime(2024, 1, 1, tzinfo=UTC)
"""Before this program existed, so never a correct time."""


@dataclass(frozen=True, slots=True)
class Beat:
    """The readings of the clocks."""

    wall: datetime
    """Aware."""
    monotonic: float
    """Seconds. It stops during a suspend on Linux and macOS and continues on Windows."""
    offset: int
    """The local offset from UTC in minutes."""
    since_boot: float | None = None
    """Seconds including suspends (CLOCK_BOOTTIME), on systems that have this clock."""


@dataclass(frozen=True, slots=True)
class Jump:
    """A change of the clocks or the zone, after which to plan again and not to show a card at once."""

    away: timedelta = timedelta()
    """How long the machine or process slept; zero if only the clock or the zone was changed."""
    suspect: bool = False
    """Whether the clock cannot be right: before 2024, or more than a week ahead of where it was."""
    shift: timedelta = timedelta()
    """By how much the wall clock was set forward, negative if it was set back."""

    def then(self, later: "Jump") -> "Jump":
        """Return this jump and a later one as one."""
        return Jump(self.away + later.away, later.suspect, self.shift + later.shift)


def beat(previous: Beat, now: Beat) -> Jump | None:
    """Return the jump since the beat before, or None if the clocks agree."""
    elapsed = now.wall - previous.wall
    ran = timedelta(seconds=now.monotonic - previous.monotonic)
    if now.since_boot is None or previous.since_boot is None:
        # A suspend and a clock set forward look the same here; both count as sleep.
        passed = max(elapsed, ran) if elapsed - ran <= FAR else ran
    else:
        passed = timedelta(seconds=now.since_boot - previous.since_boot)
    shift = elapsed - passed
    slept = passed - ran > TOLERANCE or ran > STOPPED
    suspect = now.wall < EARLIEST or shift > FAR
    if not (slept or suspect or abs(shift) > TOLERANCE or now.offset != previous.offset):
        return None
    return Jump(passed if slept else timedelta(), suspect, shift)

"""Compare wall and monotonic clock at every beat, to detect suspends, stops and changed clocks."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

TOLERANCE = timedelta(seconds=20)
"""The drift between wall and monotonic time that is ignored between two beats."""
STOPPED = timedelta(seconds=75)
"""Beats come at least every 30 s, so a longer gap than this means that the process did not run."""
FAR = timedelta(days=7)
"""A leap forward by more than this is more likely a broken clock than a suspend."""
EARLIEST = datetime(2024, 1, 1, tzinfo=UTC)
"""Before this program existed, so never a correct time."""


class JumpKind(StrEnum):
    """What happened between two beats; of several things the most serious."""

    SUSPECT = "suspect"
    """The clock cannot be right: before 2024, or more than a week ahead of where it was."""
    SET_BACK = "set_back"
    SET_FORWARD = "set_forward"
    """Distinguished from a suspend only where the time since boot is known."""
    SUSPENDED = "suspended"
    STOPPED = "stopped"
    """The process did not run for a while: a suspend on Windows, or a stopped process."""
    ZONE = "zone"
    """Only the offset from UTC changed: travel or summer time."""


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
    """A change of the clocks, after which to plan again and not to show a card at once."""

    kind: JumpKind
    since: datetime
    """The wall time of the beat before."""
    away: timedelta
    """How long the machine or process slept; zero if only the clock or the zone was changed."""
    shift: timedelta
    """How far the wall clock moved beyond the time that passed; negative if set back."""
    zone_changed: bool


def beat(
    previous: Beat, wall: datetime, monotonic: float, offset: int, since_boot: float | None = None
) -> Jump | None:
    """Return the jump since the beat before, or None if the clocks agree."""
    elapsed = wall - previous.wall
    ran = timedelta(seconds=monotonic - previous.monotonic)
    if since_boot is None or previous.since_boot is None:
        # A suspend and a clock set forward look the same here; both count as sleep.
        passed = max(elapsed, ran) if elapsed - ran <= FAR else ran
    else:
        passed = timedelta(seconds=since_boot - previous.since_boot)
    shift = elapsed - passed
    zone_changed = offset != previous.offset
    kind = _kind(wall, shift=shift, slept=passed - ran, ran=ran, zone_changed=zone_changed)
    if kind is None:
        return None
    away = passed if passed - ran > TOLERANCE or ran > STOPPED else timedelta()
    return Jump(kind, previous.wall, away, shift if abs(shift) > TOLERANCE else timedelta(), zone_changed)


def _kind(
    wall: datetime, *, shift: timedelta, slept: timedelta, ran: timedelta, zone_changed: bool
) -> JumpKind | None:
    if wall < EARLIEST or shift > FAR:
        return JumpKind.SUSPECT
    if shift < -TOLERANCE:
        return JumpKind.SET_BACK
    if shift > TOLERANCE:
        return JumpKind.SET_FORWARD
    if slept > TOLERANCE:
        return JumpKind.SUSPENDED
    if ran > STOPPED:
        return JumpKind.STOPPED
    return JumpKind.ZONE if zone_changed else None

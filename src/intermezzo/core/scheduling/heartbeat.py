"""Two clocks compared at every beat: what the difference says about suspend, stops and changed clocks."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

TOLERANCE = timedelta(seconds=20)
"""Wall and monotonic time may drift apart by this much between two beats without meaning anything."""
STOPPED = timedelta(seconds=75)
"""Beats come at least every 30 s; a longer gap than this on both clocks means that we did not run."""
FAR = timedelta(days=7)
"""A leap forward beyond this is more likely a broken clock than a long sleep."""
EARLIEST = datetime(2024, 1, 1, tzinfo=UTC)
"""Older than this program, so no true present."""


class JumpKind(StrEnum):
    """What happened between two beats, the gravest if there was more than one thing."""

    SUSPECT = "suspect"
    """The clock cannot be right: before 2024, or more than a week ahead of where it was."""
    SET_BACK = "set_back"
    SET_FORWARD = "set_forward"
    """Only told apart from a suspend where the time since boot is known."""
    SUSPENDED = "suspended"
    STOPPED = "stopped"
    """We did not run, though time went on: a suspend on Windows, or a stopped process."""
    ZONE = "zone"
    """Only the offset from UTC changed: travel, or summer time."""


@dataclass(frozen=True, slots=True)
class Beat:
    """What the clocks said."""

    wall: datetime
    """Aware."""
    monotonic: float
    """Seconds. On Linux and macOS it stands still in a suspend, on Windows it goes on."""
    offset: int
    """Of the local zone from UTC, in minutes."""
    since_boot: float | None = None
    """Seconds that go on in a suspend (CLOCK_BOOTTIME), where there is such a clock."""


@dataclass(frozen=True, slots=True)
class Jump:
    """A reason to plan again, and not to show a card at once."""

    kind: JumpKind
    since: datetime
    """The wall time of the beat before."""
    away: timedelta
    """How long the machine or this process slept; zero when only the clock or the zone was changed."""
    shift: timedelta
    """How far the wall clock was moved beyond the time that passed; negative for back."""
    zone_changed: bool


def beat(
    previous: Beat, wall: datetime, monotonic: float, offset: int, since_boot: float | None = None
) -> Jump | None:
    """Compare with the beat before; None when the two clocks agree."""
    elapsed = wall - previous.wall
    ran = timedelta(seconds=monotonic - previous.monotonic)
    if since_boot is None or previous.since_boot is None:
        # Suspended or set forward cannot be told apart; both are treated alike, as a sleep.
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

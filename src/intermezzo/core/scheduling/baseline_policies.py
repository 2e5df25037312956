"""When other break reminders make an offer: five policies with which the planner is compared.

Each counts down an interval of working time and then makes an offer. They differ in what stops or restarts
the countdown, and in what happens when it ends in busy time. The idle reset is that of Stretchly, Workrave
and most others, a timer without one that of a phone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from intermezzo.core.scheduling.intervals import Interval, merge, subtract

IDLE_RESET = timedelta(minutes=5)
"""After so long an absence the countdown of a policy that knows idle time stops; it restarts at its end."""


class WhenBusy(StrEnum):
    """What happens when the countdown ends in busy time."""

    OFFER = "offer"
    """The offer is made: the policy knows no busy time."""
    SKIP = "skip"
    """It is left out, and the countdown starts again."""
    WAIT = "wait"
    """It is made in the next gap that is long enough."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How a reminder works."""

    resets: bool = True
    """Whether an absence restarts the countdown."""
    by_hand: bool = False
    """Whether the countdown stands still while the user has silenced it for a meeting."""
    when_busy: WhenBusy = WhenBusy.OFFER


POLICIES: Mapping[str, Policy] = {
    "fixed": Policy(resets=False),
    "idle_reset": Policy(),
    "by_hand": Policy(by_hand=True),
    "skip_busy": Policy(when_busy=WhenBusy.SKIP),
    "look_ahead": Policy(when_busy=WhenBusy.WAIT),
}
"""The policies by name. All but the first have the idle reset."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a policy may know of a day, in UTC."""

    work: tuple[Interval, ...]
    away: tuple[Interval, ...]
    """When the user is not at the desk."""
    silenced: tuple[Interval, ...]
    """The meetings for which the user remembers to silence it."""
    busy: tuple[Interval, ...]
    """Busy time of the calendar, and calls."""
    length: timedelta
    """The shortest session: a gap that is shorter is none."""


class Countdown:
    """The countdown of a policy on one day."""

    def __init__(self, policy: Policy, day: Surroundings) -> None:
        self._when_busy = policy.when_busy
        self._busy = merge(day.busy)
        free = subtract(day.work, day.busy)
        self._open = [Interval(one.start, one.end - day.length) for one in free if one.length > day.length]
        self._runs = _runs(policy, day)

    def next_offer(self, since: datetime, interval: timedelta) -> datetime | None:
        """Return when an offer is made if the countdown of ``interval`` starts at ``since``; None: not today.

        Before working time it starts with it.
        """
        for run in self._runs:
            left = interval
            for part in run:
                at = max(part.start, since)
                while at + left < part.end:
                    at += left
                    offer = self._placed(at, part.end)
                    if offer is not None:
                        return offer
                    left = interval
                left -= max(part.end - at, timedelta())
        return None

    def snoozed_offer(self, until: datetime, interval: timedelta) -> datetime | None:
        """Return when a snoozed offer is made again; in an absence it counts as a new countdown."""
        for part in (part for run in self._runs for part in run if part.holds(until)):
            offer = self._placed(until, part.end)
            if offer is not None:
                return offer
        return self.next_offer(until, interval)

    def _placed(self, due: datetime, end: datetime) -> datetime | None:
        """Return when the offer that is ``due`` is made, before the countdown's ``end``; None if never."""
        match self._when_busy:
            case WhenBusy.OFFER:
                return due
            case WhenBusy.SKIP:
                return None if any(one.holds(due) for one in self._busy) else due
            case WhenBusy.WAIT:
                moments = (max(one.start, due) for one in self._open if one.end > due)
                first = next(moments, None)
                return first if first is not None and first < end else None


def _runs(policy: Policy, day: Surroundings) -> tuple[tuple[Interval, ...], ...]:
    """Return the time in which the countdown runs; it restarts at the beginning of each outer tuple."""
    if not policy.resets:
        return (merge(day.work),)
    away = [one for one in merge(day.away) if one.length > IDLE_RESET]
    at_desk = subtract(day.work, [Interval(one.start + IDLE_RESET, one.end) for one in away])
    return tuple(subtract([one], day.silenced if policy.by_hand else ()) for one in at_desk)

"""Keeps the plan: made again only when a fact behind it changed, and near to the plan before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from intermezzo.core.practice.model import Day, Kind, Plan, Rhythm, Slot
from intermezzo.core.scheduling.day_state import DayState, slot_kind
from intermezzo.core.scheduling.decision import free_until
from intermezzo.core.scheduling.planner import plan
from intermezzo.core.scheduling.stretches import sitting
from intermezzo.core.settings import Settings
from intermezzo.engine.session_choice import SessionChoices, moved_to


@dataclass(frozen=True, slots=True)
class PlanInputs:
    """The facts behind a plan. Of ``stand`` those count that ``_plan_key`` names."""

    today: date
    day: Day
    rhythm: Rhythm
    stand: DayState
    earliest: datetime | None
    """Nothing is offered before: a pause, a snooze, offers that were ignored."""
    settings: Settings
    lengths: Mapping[Kind, timedelta]
    zone: tzinfo

    def same(self, other: "PlanInputs") -> bool:
        """Whether a plan from the one is a plan from the other."""
        return replace(self, stand=other.stand) == other and _plan_key(self.stand) == _plan_key(other.stand)


def _plan_key(stand: DayState) -> tuple[object, ...]:
    return stand.taken, stand.covered, stand.declined, stand.moved, stand.no_more, stand.interrupted


class PlanCache:
    """The plan of today."""

    def __init__(self) -> None:
        self.plan = Plan()
        self.made = 0
        """How many plans were made."""
        self._behind: PlanInputs | None = None
        self._stale = True

    def forget(self) -> None:
        """Plan again at the next look; the slots of the same day are still carried."""
        self._stale = True

    def renew(self) -> None:
        """Plan again as if nothing was planned: what moved the slots was taken back."""
        self.plan = Plan()
        self._stale = True

    def look(self, behind: PlanInputs, now: datetime, choosing: Callable[[], SessionChoices]) -> None:
        """Bring the plan up to ``now``."""
        before = self._behind
        if not self._stale and before is not None and behind.same(before):
            return
        previous = self.plan.slots if before is not None and before.today == behind.today else ()
        self._behind, self._stale = behind, False
        self.plan = Plan() if behind.stand.no_more else _made(behind, now, previous, choosing())
        self.made += 1


def _made(behind: PlanInputs, now: datetime, previous: tuple[Slot, ...], choosing: SessionChoices) -> Plan:
    stand = behind.stand
    earliest = now if behind.earliest is None else max(now, behind.earliest)
    found = plan(
        behind.day, behind.rhythm, earliest, behind.zone, lengths=behind.lengths, taken=stand.taken,
        covered=stand.covered, declined=stand.declined, moved=stand.moved,
        previous=[
            slot if slot.start >= earliest else moved_to(slot, earliest)
            for slot in previous
            if slot.start >= earliest or slot.start <= now
        ],
    )  # fmt: skip
    slots = choosing.fill(_again(found.slots, behind, earliest), behind.day, behind.rhythm.leave)
    # The sessions that were chosen may be longer than the shortest, which were planned with.
    sat = sitting(behind.day.work, [*behind.day.breaks, *stand.moved, *(slot.interval for slot in slots)])
    return replace(
        found, slots=slots, longest_stretch_minutes=sat.longest,
        mean_minutes_since_movement=sat.mean_since_movement,
    )  # fmt: skip


def _again(slots: tuple[Slot, ...], behind: PlanInputs, earliest: datetime) -> tuple[Slot, ...]:
    """What was begun and interrupted not long ago is due at once, where it fits."""
    interrupted = behind.stand.interrupted
    kind = slot_kind(interrupted) if interrupted is not None else None
    first = next((slot for slot in slots if slot.kind is kind), None)
    free = free_until(behind.day, earliest, behind.rhythm.leave)
    if first is None or free is None:
        return slots
    pulled = moved_to(first, earliest)
    return (pulled, *(slot for slot in slots if slot is not first)) if pulled.end <= free else slots

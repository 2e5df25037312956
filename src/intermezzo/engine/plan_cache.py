"""Keep today's plan; make it again only if one of its inputs has changed, close to the plan before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo

from intermezzo.core.practice.model import Day, Kind, Plan, Rhythm, Slot
from intermezzo.core.scheduling.day_state import DayState, slot_kind
from intermezzo.core.scheduling.decision import free_until
from intermezzo.core.scheduling.due_time import due_time
from intermezzo.core.scheduling.intervals import Interval, clip
from intermezzo.core.scheduling.planner import plan
from intermezzo.core.scheduling.stretches import sitting
from intermezzo.core.settings import Settings
from intermezzo.engine.session_choice import SessionChoices, moved_to


@dataclass(frozen=True, slots=True)
class PlanInputs:
    """What a plan is made of. Of ``stand`` only the parts in ``_plan_key`` count."""

    today: date
    day: Day
    rhythm: Rhythm
    stand: DayState = field(compare=False)
    earliest: datetime | None
    """Nothing is offered before this, because of a pause, a snooze or ignored offers."""
    settings: Settings
    lengths: Mapping[Kind, timedelta]
    zone: tzinfo
    less: bool
    """Whether fewer are asked than the rhythm says."""
    resting: frozenset[str] = frozenset()
    """The movements that are not offered, because they were stopped."""
    first_by: datetime | None = None
    """When the first offer of a new user is to have come."""


def _plan_key(stand: DayState) -> tuple[object, ...]:
    return (
        stand.taken, stand.covered, stand.declined, stand.moved, stand.no_more, stand.interrupted, stand.pins,
        stand.vacated,
    )  # fmt: skip


class PlanCache:
    """The plan of today and what it was made of."""

    def __init__(self) -> None:
        self.plan = Plan()
        self.made = 0
        """How often a plan was made."""
        self._inputs: PlanInputs | None = None
        self._stale = True
        self._given_back: Kind | None = None
        self._set_aside: tuple[Slot, ...] = ()
        self._recalled: tuple[date, tuple[Slot, ...]] | None = None
        self._recent: Sequence[str] | None = None
        """The last sessions done, as the plan was made."""

    def recall(self, today: date, slots: tuple[Slot, ...]) -> None:
        """Make the first plan close to these slots, which the last run of this day had."""
        self._recalled = (today, slots)

    def forget(self) -> None:
        """Plan again at the next look, close to the present slots if the day is the same."""
        self._stale = True

    def renew(self, given_back: Kind | None = None) -> None:
        """Plan again from nothing at the next look, after what moved the slots was retracted.

        With a kind, a slot of it comes first and at once, if it is possible: its offer stood before.
        """
        self.plan = Plan()
        self._stale, self._given_back = True, given_back

    def set_aside(self) -> None:
        """Remember the present slots, for ``take_up``."""
        self._set_aside = self.plan.slots

    def take_up(self) -> None:
        """Plan again at the next look, close to the slots that were set aside."""
        self.plan, self._set_aside = Plan(self._set_aside), ()
        self._stale = True

    def look(self, inputs: PlanInputs, now: datetime, choices: Callable[[], SessionChoices]) -> None:
        """Update the plan to ``now``."""
        before = self._inputs
        if not self._stale and before == inputs and _plan_key(before.stand) == _plan_key(inputs.stand):
            return
        previous = self.plan.slots if before is not None and before.today == inputs.today else ()
        if before is None and self._recalled is not None and self._recalled[0] == inputs.today:
            previous = self._recalled[1]
        self._inputs, self._stale = inputs, False
        given_back, self._given_back = self._given_back, None
        chosen = choices()
        if self._recent is not None and self._recent != chosen.wish.recent:
            # What was done since decides what comes next.
            previous = tuple(replace(slot, session="", why="", areas=()) for slot in previous)
        self._recent = chosen.wish.recent
        self.plan = Plan() if inputs.stand.no_more else _made(inputs, now, previous, chosen, given_back)
        self.made += 1


def _made(
    inputs: PlanInputs, now: datetime, previous: tuple[Slot, ...], choices: SessionChoices,
    given_back: Kind | None,
) -> Plan:  # fmt: skip
    stand = inputs.stand
    earliest = now if inputs.earliest is None else max(now, inputs.earliest)
    before = [
        slot if slot.start >= earliest else moved_to(slot, earliest)
        for slot in previous
        if (slot.start >= earliest or slot.start <= now) and slot.kind in inputs.lengths
    ]
    pinned = [pin.slot(inputs.lengths[pin.kind]) for pin in stand.pins if pin.kind in inputs.lengths]
    if given_back is not None and given_back in inputs.lengths:
        first = Slot(earliest, earliest + inputs.lengths[given_back], given_back)
        pinned = _with_first(first, pinned, inputs)
    if inputs.first_by is not None and not pinned:
        pinned = _first(inputs, inputs.first_by, earliest, before)
    found = plan(
        inputs.day, inputs.rhythm, earliest, inputs.zone, lengths=inputs.lengths,
        answered=stand.answered, moved=stand.moved, less=inputs.less,
        previous=before, pinned=pinned, vacated=stand.vacated,
    )  # fmt: skip
    wanted = _after_call(_again(found.slots, inputs, earliest), inputs, earliest)
    slots = choices.fill(wanted, inputs.day, inputs.rhythm.leave)
    # The chosen sessions may be longer than the shortest ones, with which the slots were planned.
    sat = sitting(inputs.day.work, [*inputs.day.breaks, *stand.moved, *(slot.interval for slot in slots)])
    return replace(
        found, slots=slots, due_at=_due_at(slots, inputs, earliest), longest_stretch_minutes=sat.longest,
        mean_minutes_since_movement=sat.mean_since_movement,
    )  # fmt: skip


def _with_first(first: Slot, pinned: list[Slot], inputs: PlanInputs) -> list[Slot]:
    """Return the pinned slots after this one, which goes where it would come too close to one of them."""
    near = any(
        first.start - inputs.rhythm.spacing < one.start < first.end + inputs.rhythm.spacing for one in pinned
    )
    gentle = first.kind is Kind.MICRO and not inputs.rhythm.micros
    return pinned if near or gentle else [first, *pinned]


def _first(inputs: PlanInputs, by: datetime, earliest: datetime, before: list[Slot]) -> list[Slot]:
    """Return the slot of the first offer, which is over ``by`` then, or [] if there is no room for it.

    It is where the planner would place one interlude in that time, or where it was before.
    """
    if earliest >= by or Kind.INTERLUDE not in inputs.lengths:
        return []
    until_then = replace(inputs.day, work=clip(inputs.day.work, Interval(earliest, by)))
    found = plan(
        until_then, replace(inputs.rhythm, interludes=1, micros=0), earliest, inputs.zone,
        lengths=inputs.lengths, moved=inputs.stand.moved, pinned=[one for one in before[:1] if one.end <= by],
    )  # fmt: skip
    return list(found.slots[:1])


def _due_at(slots: tuple[Slot, ...], inputs: PlanInputs, earliest: datetime) -> datetime | None:
    """Return when the offer of the first slot comes; one that the user has set comes at its time."""
    if not slots or inputs.stand.pin_at(slots[0].start) is not None:
        return None
    first, rhythm = slots[0], inputs.rhythm
    earliest = max([earliest, *(one.start + rhythm.spacing for one in inputs.stand.moved)])
    length = inputs.lengths[first.kind]
    return due_time(first, length, inputs.day, earliest, settle=rhythm.settle, leave=rhythm.leave)


def _again(slots: tuple[Slot, ...], inputs: PlanInputs, earliest: datetime) -> tuple[Slot, ...]:
    """Move the first slot to ``earliest`` for a session that was interrupted recently, if it fits there.

    A pinned slot is not moved.
    """
    stand = inputs.stand
    kind = slot_kind(stand.interrupted) if stand.interrupted is not None else None
    first = next((slot for slot in slots if slot.kind is kind and stand.pin_at(slot.start) is None), None)
    return _moved_up(slots, first, inputs, earliest)


def _after_call(slots: tuple[Slot, ...], inputs: PlanInputs, earliest: datetime) -> tuple[Slot, ...]:
    """Move a slot in the time that an early end has freed to its beginning, just after the call."""
    rest = inputs.stand.call_over(earliest)
    moved = max((one.start for one in inputs.stand.moved), default=None)
    if rest is None or (moved is not None and earliest < moved + inputs.rhythm.spacing):
        return slots
    first = slots[0] if slots and rest.holds(slots[0].start) else None
    if first is not None and inputs.stand.pin_at(first.start) is not None:
        return slots  # it stays at the time that the user has set
    return _moved_up(slots, first, inputs, max(earliest, rest.start + inputs.rhythm.settle))


def _moved_up(
    slots: tuple[Slot, ...], one: Slot | None, inputs: PlanInputs, to: datetime
) -> tuple[Slot, ...]:
    """Return the slots with this one at ``to``, if it fits there."""
    free = free_until(inputs.day, to, inputs.rhythm.leave)
    if one is None or free is None:
        return slots
    moved = moved_to(one, to)
    return (moved, *(slot for slot in slots if slot is not one)) if moved.end <= free else slots

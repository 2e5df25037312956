"""The planner against an oracle that tries everything, written from the words of the design alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from intermezzo.core.faults import Fault
from intermezzo.core.practice.model import Day, Kind, Plan, Rhythm, Slot
from intermezzo.core.scheduling.intervals import Interval, merge
from intermezzo.core.scheduling.pins import require_possible
from intermezzo.core.scheduling.planner import plan, quota, room

pytestmark = pytest.mark.slow

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
Chosen = tuple[Slot, ...]
Key = tuple[int, int, int]
"""Slots unplaced, micro-sessions turned into interludes, Σ s² + charges in s²."""


@dataclass(frozen=True)
class Case:
    """One day as the planner is given it."""

    day: Day
    rhythm: Rhythm
    now: datetime
    zone: tzinfo
    lengths: dict[Kind, timedelta]
    moved: tuple[Interval, ...] = ()

    def plan(
        self, previous: Chosen = (), pinned: Sequence[Slot] = (), vacated: Sequence[datetime] = ()
    ) -> Plan:
        return plan(
            self.day, self.rhythm, self.now, self.zone, lengths=self.lengths, moved=self.moved,
            previous=previous, pinned=pinned, vacated=vacated,
        )  # fmt: skip

    def quota(self) -> tuple[int, int]:
        owed = quota(self.day, self.rhythm, self.now)
        return owed[Kind.INTERLUDE], owed[Kind.MICRO]


# --- the oracle -------------------------------------------------------------------------------------------


def may_be(case: Case, start: datetime, end: datetime) -> bool:
    """Whether a slot may lie there, for itself."""
    if not any(one.start <= start and end <= one.end for one in case.day.work):
        return False
    for busy in (*case.day.busy, *case.day.breaks):
        if start < busy.end + case.rhythm.settle and end > busy.start - case.rhythm.leave:
            return False
    if any(start < bad.end and end > bad.start for bad in case.day.bad):
        return False
    for one in case.moved:
        if start < one.start + case.rhythm.spacing or start < one.end:
            return False
    return start >= case.now


def every_slot(case: Case) -> list[Slot]:
    """Every slot on the grid and at the gaps' edges, in order of time."""
    found = set()
    for kind, length in case.lengths.items():
        starts = {case.now}
        for one in case.day.work:
            starts |= {one.start, one.end - length}
            minute = one.start.replace(second=0)
            while minute < one.end:
                if minute.astimezone(case.zone).minute % 10 == 0:
                    starts.add(minute)
                minute += MINUTE
        for one in (*case.day.busy, *case.day.breaks):
            starts |= {one.end + case.rhythm.settle, one.start - case.rhythm.leave - length}
        for one in case.day.bad:
            starts |= {one.end, one.start - length}
        found |= {
            Slot(start, start + length, kind) for start in starts if may_be(case, start, start + length)
        }
    return sorted(found, key=lambda slot: (slot.start, slot.kind))


def cost(case: Case, chosen: Chosen) -> int:
    """Σ s² + charges, in s²."""
    total = 0
    for work in case.day.work:
        at = work.start
        movements = [*case.day.breaks, *case.moved, *(slot.interval for slot in chosen)]
        for movement in [*sorted(movements), Interval(work.end, work.end + MINUTE)]:
            if movement.end > at and movement.start < work.end + MINUTE:
                total += max(0, (min(movement.start, work.end) - at) // SECOND) ** 2
                at = max(at, movement.end)
        for slot in chosen:
            if not work.start <= slot.start < work.end:
                continue
            busy = merge((*case.day.busy, *case.day.breaks))
            ends = [one.end for one in busy if work.start <= one.end <= slot.start]
            if ends and slot.start - max(ends) > 10 * MINUTE:
                total += 1000 * 3600
            starts = [one.start for one in busy if one.start >= slot.end]
            if starts and min(starts) - slot.end < 10 * MINUTE:
                total += 1000 * 3600
    return total


def every_choice(case: Case, slots: list[Slot], most: int, chosen: Chosen = ()) -> Iterator[Chosen]:
    """Every set of at most so many slots that keep the spacing."""
    yield chosen
    if len(chosen) < most:
        for index, slot in enumerate(slots):
            if not chosen or slot.start >= max(chosen[-1].start + case.rhythm.spacing, chosen[-1].end):
                yield from every_choice(case, slots[index + 1 :], most, (*chosen, slot))


def rank(case: Case, chosen: Chosen) -> tuple[int, int]:
    """How many slots are unplaced, and how many turned."""
    interludes, micros = case.quota()
    shorts = sum(slot.kind is Kind.INTERLUDE for slot in chosen)
    return interludes + micros - len(chosen), max(0, shorts - interludes)


def best(case: Case) -> Key:
    """What the best plan comes to, by trying all."""
    interludes, micros = case.quota()
    found: Key | None = None
    for chosen in every_choice(case, every_slot(case), interludes + micros):
        if sum(slot.kind is Kind.MICRO for slot in chosen) <= micros:
            short = rank(case, chosen)
            if found is None or short <= found[:2]:
                key = (*short, cost(case, chosen))
                found = key if found is None else min(found, key)
    assert found is not None
    return found


# --- days -------------------------------------------------------------------------------------------------

MORNINGS = [
    (ZoneInfo("Europe/Berlin"), datetime(2026, 11, 16, 8, tzinfo=UTC)),
    (ZoneInfo("Asia/Kathmandu"), datetime(2026, 11, 16, 3, 15, tzinfo=UTC)),
    (ZoneInfo("Europe/Berlin"), datetime(2026, 10, 25, 0, tzinfo=UTC)),
    (ZoneInfo("Europe/Berlin"), datetime(2027, 3, 28, 0, tzinfo=UTC)),
    (ZoneInfo("Australia/Lord_Howe"), datetime(2026, 4, 4, 14, tzinfo=UTC)),
    (ZoneInfo("Australia/Lord_Howe"), datetime(2026, 10, 3, 14, 30, tzinfo=UTC)),
]


Span = tuple[int, int, int]
"""Start in minutes from an origin, length in minutes, and seconds later."""


def spans(first: int, last: int, shortest: int, longest: int) -> st.SearchStrategy[Span]:
    """Spans that start so many minutes around the origin; some at odd seconds."""
    return st.tuples(st.integers(first, last), st.integers(shortest, longest), st.sampled_from([0, 0, 0, 17]))


def interval(origin: datetime, span: Span) -> Interval:
    start = origin + span[0] * MINUTE + span[2] * SECOND
    return Interval(start, start + span[1] * MINUTE)


def cases(
    *, hours: int = 1, meetings: int = 3, slots: tuple[int, ...] = (2, 1, 3, 0)
) -> st.SearchStrategy[Case]:
    """Days of one or two working intervals, which make so many hours or a little more.

    Its parts are made once, since Hypothesis checks each strategy that it meets for the first time.
    """

    def case(
        morning: tuple[ZoneInfo, datetime], late: int, first: int, second: tuple[int, int] | None,
        busy: list[Span], breaks: list[Span], now: int, moved: list[Span], rhythm: Rhythm,
        lengths: dict[Kind, timedelta], bad: list[Span],
    ) -> Case:  # fmt: skip
        zone, origin = morning[0], morning[1] + late * MINUTE
        work = [Interval(origin, origin + first * hours * MINUTE)]
        if second is not None:
            start = work[0].end + second[0] * MINUTE
            work.append(Interval(start, start + second[1] * hours * MINUTE))
        pauses, present = [interval(origin, one) for one in breaks], origin + now * MINUTE
        day = Day(
            work=merge(work),
            busy=merge([*(interval(origin, one) for one in busy), *pauses]),
            breaks=merge(pauses),
            bad=merge(interval(origin, one) for one in bad),
        )
        return Case(day, rhythm, present, zone, lengths, tuple(interval(present, one) for one in moved))

    return st.builds(
        case,
        morning=st.sampled_from(MORNINGS),
        late=st.integers(0, 20),
        first=st.integers(20, 45),
        second=st.none() | st.tuples(st.integers(1, 30), st.integers(5, 45)),
        busy=st.lists(spans(-30, 100 * hours, 3, 35), max_size=meetings),
        breaks=st.lists(spans(0, 80 * hours, 5, 30), max_size=1),
        now=st.sampled_from([0, 0, 0, -10, 7, 23]),
        moved=st.lists(spans(-50, -4, 2, 4), max_size=2),
        rhythm=st.builds(
            Rhythm,
            interludes=st.sampled_from(slots),
            micros=st.sampled_from((1, 2, 0)),
            spacing=st.sampled_from([3, 4, 6, 10, 15]).map(minutes),
            settle=st.sampled_from([0, 1, 1, 5, 12]).map(minutes),
            leave=st.sampled_from([0, 2, 2, 6, 11]).map(minutes),
        ),
        lengths=st.fixed_dictionaries(
            {
                Kind.INTERLUDE: st.sampled_from([90, 105, 120]).map(seconds),
                Kind.MICRO: st.sampled_from([300, 385, 600]).map(seconds),
            }
        ),
        bad=st.lists(spans(0, 60 * hours, 10, 20), max_size=1),
    )


def minutes(number: int) -> timedelta:
    return number * MINUTE


def seconds(number: int) -> timedelta:
    return number * SECOND


def check(case: Case, found: Plan) -> None:
    """What holds for every plan."""
    for slot in found.slots:
        assert may_be(case, slot.start, slot.end), f"{slot} overlaps busy time, a margin or the past"
    for one, other in pairwise(found.slots):
        assert other.start >= max(one.start + case.rhythm.spacing, one.end)
    interludes, micros = case.quota()
    kinds = [slot.kind for slot in found.slots] + [one.kind for one in found.unplaced]
    turned = rank(case, found.slots)[1]
    assert kinds.count(Kind.INTERLUDE) == interludes + turned
    assert kinds.count(Kind.MICRO) == micros - turned
    assert found.cost == cost(case, found.slots) / 3600


# --- what holds -------------------------------------------------------------------------------------------


MORE = st.lists(spans(0, 120, 3, 30), max_size=1)


@settings(max_examples=400)
@given(cases())
def test_equals_brute_force(case: Case) -> None:
    found = case.plan()
    check(case, found)
    assert (*rank(case, found.slots), cost(case, found.slots)) == best(case)
    assert set(found.slots) <= set(every_slot(case))
    event(f"{len(found.slots)} of {sum(case.quota())} slots")
    event(f"turned: {rank(case, found.slots)[1]}")


@given(cases(hours=10, meetings=14, slots=(8, 3, 10, 5)))
def test_long_days_never_overlap_and_keep_the_spacing(case: Case) -> None:
    found = case.plan()
    check(case, found)
    assert found == case.plan()
    event(f"{len(found.slots)} of {sum(case.quota())} slots")


@settings(max_examples=200)
@given(cases(hours=2), st.integers(0, 40), st.data())
def test_a_later_plan_keeps_its_slots_unless_impossible_or_dearer(
    case: Case, minutes: int, data: st.DataObject
) -> None:
    """Time passes, a meeting may come in: what stays possible stays, at most 5 % from the optimum."""
    first = tuple(
        Slot(slot.start, slot.end, slot.kind, session=f"session-{index}", why="w")
        for index, slot in enumerate(case.plan().slots)
    )
    assert case.plan(first).slots == first, "nothing changed"
    extra = [interval(case.now, one) for one in data.draw(MORE)]
    day = Day(case.day.work, merge((*case.day.busy, *extra)), case.day.breaks)
    later = Case(day, case.rhythm, case.now + minutes * MINUTE, case.zone, case.lengths, case.moved)
    free, found = later.plan(), later.plan(first)
    check(later, found)
    assert rank(later, found.slots) == rank(later, free.slots)
    assert found.cost <= free.cost * 1.05
    assert later.plan(found.slots).slots == found.slots, "and it settles"
    still = [slot for slot in first if may_be(later, slot.start, slot.end)]
    kept = [slot for slot in still if slot in found.slots]
    for slot in found.slots:
        assert slot.session == "" or slot in first
    owed = sum(slot.kind is Kind.MICRO for slot in still) <= later.quota()[1]
    as_good = owed and rank(later, tuple(still)) == rank(later, free.slots)
    if as_good and cost(later, tuple(still)) <= free.cost * 3600 * 1.05:
        assert kept == still
    event(f"kept {len(kept)} of {len(first)}")


def refused(case: Case, slot: Slot, others: list[Slot]) -> bool:
    """Whether the time of a slot is refused to the user."""
    try:
        require_possible(slot, case.day, case.rhythm, case.zone, moved=case.moved, others=others)
    except Fault:
        return True
    return False


@settings(max_examples=200)
@given(cases(hours=2), st.lists(st.integers(-10, 150), max_size=2), st.data())
def test_a_pinned_slot_is_kept_if_and_only_if_it_is_possible(
    case: Case, minutes: list[int], data: st.DataObject
) -> None:
    pins = []
    for minute in sorted(set(minutes)):
        start, kind = case.now + minute * MINUTE, data.draw(st.sampled_from(list(case.lengths)))
        pins.append(Slot(start, start + case.lengths[kind], kind))
    kept: list[Slot] = []
    for pin in pins:
        apart = all(pin.start >= max(one.start + case.rhythm.spacing, one.end) for one in kept)
        possible = may_be(case, pin.start, pin.end) and apart
        assert possible is (pin.start >= case.now and not refused(case, pin, kept))
        kept += [pin] * possible
    left = [one.start for one in case.plan().slots[:1]]
    found = case.plan(pinned=pins, vacated=left)
    assert [slot for slot in found.slots if slot in pins] == kept
    others = [slot for slot in found.slots if slot not in pins]
    assert all(abs(slot.start - one) >= case.rhythm.spacing for slot in others for one in left)
    assert len(found.slots) + len(found.unplaced) >= sum(case.quota())
    for slot in found.slots:
        assert may_be(case, slot.start, slot.end)
    for one, other in pairwise(found.slots):
        assert other.start >= max(one.start + case.rhythm.spacing, one.end)
    assert found.cost == cost(case, found.slots) / 3600
    assert case.plan(found.slots, pinned=pins, vacated=left).slots == found.slots, "and it settles"
    event(f"{len(kept)} of {len(pins)} kept")


@settings(max_examples=50)
@given(cases())
def test_the_room_of_a_day_is_what_it_could_hold_from_its_start(case: Case) -> None:
    whole = Case(case.day, case.rhythm, case.day.work[0].start, case.zone, case.lengths)
    assume(sum(whole.quota()))
    found = room(case.day, case.rhythm, case.zone, case.lengths)
    assert sum(whole.quota()) - sum(found.values()) == best(whole)[0]
    reasons = {one.reason for one in whole.plan().unplaced}
    assert reasons <= ({"no_gap"} if sum(found.values()) else {"no_room"})

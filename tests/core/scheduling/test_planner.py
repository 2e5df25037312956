"""Days whose best plan can be told by looking at them, and how a later plan follows an earlier one."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from intermezzo.core.practice.model import Day, Kind, Plan, Rhythm, Slot
from intermezzo.core.scheduling import slot_optimizer
from intermezzo.core.scheduling.day_state import DayState
from intermezzo.core.scheduling.hours import work
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.planner import plan, quota, room
from intermezzo.core.settings import Settings

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
LENGTHS = {Kind.INTERLUDE: 2 * MINUTE, Kind.MICRO: 5 * MINUTE}
QUIET = Rhythm()
ONE = Rhythm(interludes=1, micros=0)
FREQUENT = Rhythm(interludes=8, micros=2, spacing=15 * MINUTE)


def at(clock: str) -> datetime:
    """A local time on a winter Monday in Berlin, in UTC."""
    return datetime.fromisoformat(f"2026-11-16T{clock}+01:00").astimezone(UTC)


def span(text: str) -> Interval:
    start, end = text.split("-")
    return Interval(at(start), at(end))


def day(*busy: str, hours: tuple[str, ...] = ("09:00-17:00",), breaks: tuple[str, ...] = ()) -> Day:
    rests = tuple(span(one) for one in breaks)
    return Day(tuple(span(one) for one in hours), (*(span(one) for one in busy), *rests), rests)


def planned(
    of: Day,
    rhythm: Rhythm = QUIET,
    now: str = "09:00",
    *,
    lengths: Mapping[Kind, timedelta] = LENGTHS,
    taken: Mapping[Kind, int] | None = None,
    moved: tuple[str, ...] = (),
    previous: tuple[Slot, ...] = (),
) -> Plan:
    return plan(
        of, rhythm, at(now), BERLIN,
        lengths=lengths, answered=taken or {}, moved=[span(one) for one in moved], previous=previous,
    )  # fmt: skip


def told(found: Plan) -> list[str]:
    return [
        f"{slot.start.astimezone(BERLIN):%H:%M:%S} {slot.kind}".replace(":00 ", " ") for slot in found.slots
    ]


# --- where slots go ---------------------------------------------------------------------------------------


def test_an_empty_day_is_parted_evenly() -> None:
    found = planned(day())
    assert told(found) == ["11:00 micro", "13:00 interlude", "15:00 interlude"]
    assert found.unplaced == ()
    assert found.longest_stretch_minutes == 120
    assert found.mean_minutes_since_movement == pytest.approx(
        (120**2 + 115**2 + 118**2 + 118**2) / (2 * (120 + 115 + 118 + 118))
    )
    assert found.cost == 120**2 + 115**2 + 118**2 + 118**2


def test_just_after_a_meeting_is_the_natural_place() -> None:
    assert told(planned(day("12:30-13:07"), ONE)) == ["13:08 interlude"]
    # Without the charge, 13:00 would halve the day better than 13:20 does.
    assert told(planned(day("11:00-12:20", "13:09-13:19"), ONE)) == ["13:20 interlude"]


def test_the_edges_of_working_time_have_no_margin() -> None:
    found = planned(day("09:05-17:00"), ONE, lengths={Kind.INTERLUDE: 3 * MINUTE})
    assert told(found) == ["09:00 interlude"]


def test_a_meeting_outside_of_working_time_has_its_margins_too() -> None:
    assert told(planned(day("08:00-09:00", "09:05-18:00"), ONE)) == ["09:01 interlude"]
    assert told(planned(day("08:00-09:00", "09:04-18:00"), ONE)) == []
    assert told(planned(day("09:00-16:56", "17:00-18:00"), ONE)) == []
    assert told(planned(day("09:00-16:55", "17:00-18:00"), ONE)) == ["16:56 interlude"]


def test_a_break_is_busy_and_counts_as_movement() -> None:
    found = planned(day(breaks=("12:00-13:00",)), ONE)
    assert told(found) == ["15:00 interlude"], "the afternoon is the longer half"
    assert found.longest_stretch_minutes == 180
    assert planned(day(), Rhythm(0, 0)).longest_stretch_minutes == 480
    assert planned(day(breaks=("12:00-13:00",)), Rhythm(0, 0)).longest_stretch_minutes == 240


def test_both_ends_of_each_working_interval_count_as_movement() -> None:
    found = planned(day(hours=("09:00-12:00", "13:00-18:00")), ONE)
    assert told(found) == ["15:30 interlude"]
    assert found.longest_stretch_minutes == 180


def test_a_slot_right_before_a_meeting_or_late_after_one_is_charged() -> None:
    def charges(of: Day, now: str) -> int:
        found = planned(of, Rhythm(1, 0, settle=0 * MINUTE, leave=0 * MINUTE), now)
        (slot,) = found.slots
        before = (slot.start - at("09:00")) / MINUTE
        after = (at("17:00") - slot.end) / MINUTE
        return round(found.cost - before**2 - after**2)

    # From 13:10 there is one spot only, before a meeting that fills the rest of the day.
    assert charges(day("12:00-13:00", "13:12-17:00"), "13:10") == 1000, (
        "10 min after is in time, 0 before not"
    )
    assert charges(day("12:00-13:00", "13:13-17:00"), "13:11") == 2000
    assert charges(day("13:12-17:00"), "13:10") == 1000, "no meeting before, so nothing to stand up from"
    assert charges(day("08:00-09:00", "13:12-17:00"), "13:10") == 2000
    assert charges(day("08:00-08:59", "13:12-17:00"), "13:10") == 1000, "over before this working interval"


def test_ten_minutes_to_the_next_meeting_are_enough() -> None:
    of = day("09:00-13:00", "13:12-17:00")
    found = planned(of, Rhythm(1, 0, settle=0 * MINUTE, leave=0 * MINUTE))
    assert told(found) == ["13:00 interlude"]
    assert found.cost == 240**2 + 238**2


def test_a_micro_session_without_a_gap_becomes_an_interlude() -> None:
    found = planned(day("09:05-12:00", "12:07-13:00", "13:07-17:00"))
    assert [slot.kind for slot in found.slots] == [Kind.INTERLUDE] * 3
    assert found.unplaced == ()
    without = planned(day(), lengths={Kind.INTERLUDE: 2 * MINUTE})
    assert [slot.kind for slot in without.slots] == [Kind.INTERLUDE] * 3


def test_more_slots_come_before_fewer_turned() -> None:
    # The one gap for a micro-session lies too close to the two that hold only an interlude.
    of = day("09:03-09:10", "09:16-09:27", "09:30-17:00")
    found = planned(of, Rhythm(1, 1, settle=0 * MINUTE, leave=0 * MINUTE))
    assert [slot.kind for slot in found.slots] == [Kind.INTERLUDE, Kind.INTERLUDE]
    assert found.unplaced == ()


# --- what finds no place ----------------------------------------------------------------------------------


def test_a_day_without_work_has_an_empty_plan() -> None:
    assert planned(Day()) == Plan()
    assert room(Day(), QUIET, BERLIN, LENGTHS) == {Kind.INTERLUDE: 0, Kind.MICRO: 0}
    assert quota(Day(), QUIET, at("09:00")) == {Kind.INTERLUDE: 0, Kind.MICRO: 0}


def test_a_day_without_room_says_so() -> None:
    full = day("08:00-12:59", "13:00-18:00")
    found = planned(full)
    assert found.slots == ()
    assert [(one.kind, one.reason) for one in found.unplaced] == [
        (Kind.INTERLUDE, "no_room"), (Kind.INTERLUDE, "no_room"), (Kind.MICRO, "no_room"),
    ]  # fmt: skip
    assert (found.longest_stretch_minutes, found.mean_minutes_since_movement) == (480, 240)
    assert room(full, QUIET, BERLIN, LENGTHS) == {Kind.INTERLUDE: 0, Kind.MICRO: 0}


def test_one_gap_for_three_slots() -> None:
    found = planned(day("09:00-12:00", "12:20-17:00"))
    assert [slot.kind for slot in found.slots] == [Kind.MICRO], "either fits; the longer one moves more"
    assert [(one.kind, one.reason) for one in found.unplaced] == [(Kind.INTERLUDE, "no_gap")] * 2
    assert room(day("09:00-12:00", "12:20-17:00"), QUIET, BERLIN, LENGTHS)[Kind.MICRO] == 1


def test_the_room_was_in_the_morning() -> None:
    found = planned(day("14:00-17:00"), now="14:30")
    assert found.slots == ()
    assert {one.reason for one in found.unplaced} == {"too_late"}
    # What was taken used the room that there was: the rest never had a gap.
    late = planned(day("09:20-17:00"), now="14:30", taken={Kind.MICRO: 1}, moved=("09:00-09:05",))
    assert {one.reason for one in late.unplaced} == {"no_gap"}


# --- how many ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "interludes", "micros"),
    [("08:00", 3, 3), ("09:00", 3, 3), ("10:44", 3, 3), ("10:45", 3, 2), ("12:00", 2, 2), ("13:15", 2, 1),
     ("14:30", 1, 1), ("15:45", 1, 0), ("16:59", 1, 0), ("17:00", 0, 0), ("19:00", 0, 0)],
)  # fmt: skip
def test_the_quota_falls_with_the_time_that_is_left(now: str, interludes: int, micros: int) -> None:
    """One for every 75 min begun; taken off the kind with more left, micro-sessions first when even."""
    found = quota(day(), Rhythm(3, 3), at(now))
    assert found == {Kind.INTERLUDE: interludes, Kind.MICRO: micros}


def test_the_quota_counts_what_is_done_covered_and_declined() -> None:
    def left(**gone: Any) -> tuple[int, int]:
        found = quota(day(), Rhythm(3, 2), at("09:00"), DayState(**gone).answered)
        return found[Kind.INTERLUDE], found[Kind.MICRO]

    assert left(taken={Kind.INTERLUDE: 1}) == (2, 2)
    assert left(taken={Kind.INTERLUDE: 1}, covered={Kind.MICRO: 1}, declined={Kind.INTERLUDE: 1}) == (1, 1)
    assert left(taken={Kind.INTERLUDE: 4}) == (0, 1), "one too many pays for one of the other kind"
    assert left(taken={Kind.MICRO: 4}) == (1, 0)
    assert left(taken={Kind.INTERLUDE: 9}) == (0, 0)


def test_the_most_frequent_rhythm_fits_an_empty_day() -> None:
    found = planned(day(), FREQUENT)
    assert len(found.slots) == 10
    assert room(day(), FREQUENT, BERLIN, LENGTHS) == {Kind.INTERLUDE: 8, Kind.MICRO: 2}


# --- from now on ------------------------------------------------------------------------------------------


def test_nothing_is_planned_before_now_to_the_second() -> None:
    now = at("13:00") + timedelta(microseconds=1)
    (slot,) = plan(day(), ONE, now, BERLIN, lengths=LENGTHS).slots
    assert slot.start == at("13:00:01"), "now is an edge of the gap"


def test_the_spacing_holds_from_the_last_movement() -> None:
    afternoon = day("13:24-17:00")
    assert told(planned(afternoon, ONE, now="13:00", moved=("12:55-13:00",))) == ["13:20 interlude"]
    assert told(planned(afternoon, ONE, now="13:00", moved=("12:56-13:00",))) == []


def test_a_long_walk_ends_before_the_next_slot() -> None:
    found = planned(day(), ONE, now="12:00", moved=("12:00-13:30",))
    assert all(slot.start >= at("13:30") for slot in found.slots)
    assert found.longest_stretch_minutes == 180


def test_now_may_come_in_any_zone() -> None:
    local = at("10:05").astimezone(BERLIN)
    assert plan(day(), QUIET, local, BERLIN, lengths=LENGTHS) == planned(day(), now="10:05")


# --- a later plan -----------------------------------------------------------------------------------------


def chosen(found: Plan) -> tuple[Slot, ...]:
    """The slots with their sessions, which may be longer than the shortest."""
    return tuple(
        replace(slot, end=slot.end + MINUTE, session=f"s{index}", why="w")
        for index, slot in enumerate(found.slots)
    )


def test_slots_stay_with_their_session_while_time_passes() -> None:
    first = chosen(planned(day()))
    assert planned(day(), now="10:13", previous=first).slots == first
    # The first was done where it stood, and is owed no more.
    later = planned(day(), now="11:20", taken={Kind.MICRO: 1}, moved=("11:00-11:06",), previous=first)
    assert later.slots == first[1:]


def test_a_new_meeting_moves_only_the_slot_that_it_hits() -> None:
    first = chosen(planned(day()))
    found = planned(day("12:45-13:40"), previous=first)
    assert (found.slots[0], found.slots[2]) == (first[0], first[2])
    assert told(found)[1] == "12:41 interlude"
    assert found.slots[1].session == ""


def test_a_missed_slot_is_planned_again_among_those_that_stay() -> None:
    first = chosen(planned(day()))
    found = planned(day(), now="11:07", previous=first)
    assert found.slots[1:] == first[1:]
    assert found.slots[0].kind is Kind.MICRO
    assert at("11:07") <= found.slots[0].start <= at("12:30")


def test_a_better_day_replaces_the_plan_beyond_five_per_cent() -> None:
    def follows(start: str) -> bool:
        old = Slot(at(start), at(start) + 2 * MINUTE, Kind.INTERLUDE, "s")
        return planned(day(), ONE, previous=(old,)).slots == (old,)

    # 13:00 costs 240² + 238²; 5 % more are 75.5 min away from the middle in squares: about 53 minutes.
    assert follows("13:00")
    assert follows("13:50")
    assert not follows("14:00")


def test_slots_beyond_what_is_owed_leave() -> None:
    first = (
        Slot(at("11:40"), at("11:46"), Kind.MICRO, "a"),
        Slot(at("12:50"), at("12:52"), Kind.INTERLUDE, "b"),
        Slot(at("14:20"), at("14:22"), Kind.INTERLUDE, "c"),
    )
    found = planned(day(), taken={Kind.INTERLUDE: 1}, previous=first)
    assert found.slots == (first[0], first[2]), "the two that part the day best"
    assert planned(day(), now="17:00", previous=first).slots == ()


def test_an_earlier_plan_with_fewer_slots_gives_way() -> None:
    old = Slot(at("09:16"), at("09:18"), Kind.INTERLUDE, "s")
    found = planned(day("09:32-17:00"), Rhythm(2, 0), previous=(old,))
    assert len(found.slots) == 2, "two fit only without the old one in the middle"
    assert old not in found.slots


# --- clocks that change -----------------------------------------------------------------------------------


@pytest.mark.parametrize("on", [date(2026, 10, 25), date(2027, 3, 28)])
def test_a_night_in_which_the_clock_changes(on: date) -> None:
    night = Settings(sunday=("00:00-06:00",))
    hours = work(night, on, BERLIN)
    found = plan(Day(work=hours), QUIET, hours[0].start, BERLIN, lengths=LENGTHS)
    longest = 7 if on.month == 10 else 5
    assert hours[0].minutes == longest * 60
    assert len(found.slots) == 3
    assert found.longest_stretch_minutes == pytest.approx(longest * 60 / 4, abs=10)


@pytest.mark.parametrize(
    "zone", ["Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns", "Europe/Berlin"]
)
def test_the_grid_is_read_on_the_local_clock(zone: str) -> None:
    local = ZoneInfo(zone)
    hours = work(Settings(sunday=("00:03-04:57",)), date(2026, 4, 5), local)
    found = plan(Day(work=hours), QUIET, hours[0].start, local, lengths=LENGTHS)
    assert [slot.start.astimezone(local).minute % 10 for slot in found.slots] == [0, 0, 0]


# --- the work it takes ------------------------------------------------------------------------------------


def lines_of(source: str, call: Callable[[], object]) -> int:
    """How many lines of a file run: unlike seconds, the same on every machine."""
    count = 0

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace if frame.f_code.co_filename == source else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("meetings", [0, 12])
def test_the_most_frequent_rhythm_takes_no_more_work_than_measured(meetings: int) -> None:
    """About 110 and 70 thousand lines of Python, 5 and 3 ms where this was written."""
    start = at("09:05")
    busy = tuple(Interval(start + n * 39 * MINUTE, start + (n * 39 + 25) * MINUTE) for n in range(meetings))
    of = Day((span("09:00-17:00"),), busy)
    assert slot_optimizer.__file__ is not None
    assert len(planned(of, FREQUENT).slots) == 10
    count = lines_of(slot_optimizer.__file__, lambda: planned(of, FREQUENT))
    assert 1000 < count < 150_000

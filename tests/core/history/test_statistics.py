from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.core.faults import Malformed
from intermezzo.core.history.events import HARDLY_BEGUN, Event, EventKind
from intermezzo.core.history.statistics import (
    Count,
    DayTally,
    Gap,
    monday_of,
    summarise,
    week_key,
)
from intermezzo.core.history.tallies import areas, gaps, tally
from intermezzo.core.practice.model import Area
from intermezzo.presenters.messages import tell

MONDAY = date(2026, 11, 16)
_numbers = iter(range(1, 100_000))


def event(kind: str, day: date = MONDAY, hour: int = 10, **more: Any) -> Event:
    detail = {"v": 1, **more.pop("detail", {})}
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    values: dict[str, Any] = {
        "id": str(UUID(int=next(_numbers))),
        "at": at,
        "offset": 3600,
        "day": day,
        **more,
    }
    return Event(kind=EventKind(kind), detail=detail, **values)


def step(occurrence: str, regions: list[str], seconds: float = 30.0) -> Event:
    return event("step", occurrence=occurrence, seconds=seconds, detail={"regions": regions})


def frame(interlude: int, micro: int, day: date = MONDAY, hour: int = 8, **more: Any) -> Event:
    return event(
        "day", day, hour, detail={"room": {"interlude": interlude, "micro": micro}, "work": 480, **more}
    )


def done(kind: str, **detail: Any) -> Event:
    return event("completed", seconds=90.0, detail={"kind": kind, **detail})


def one_day(*events: Event) -> DayTally:
    (found,) = tally(events)
    return found


def days(*kept_of: tuple[int, int]) -> list[DayTally]:
    """Days from Monday on with (taken, room) of interludes."""
    return [
        DayTally(MONDAY + timedelta(days=n), room=Count(room), done=Count(taken))
        for n, (taken, room) in enumerate(kept_of)
    ]


def test_taken_is_completed_and_done_already() -> None:
    already = event("done_already", detail={"kind": "interlude"})
    day = one_day(frame(2, 1), done("interlude"), already, done("micro"))
    assert (day.taken, day.left, day.extra, day.done_already) == (Count(2, 1), Count(), 0, 1)
    assert day.kept


def test_more_than_there_was_room_for_is_a_bonus() -> None:
    day = one_day(frame(1, 0), *(done("interlude") for _ in range(3)))
    assert (day.taken.total, day.extra, day.open_room) == (1, 2, 1)


def test_an_interlude_in_the_place_of_a_micro_session_takes_it() -> None:
    """Only 90 seconds, said on the card of a micro-session."""
    day = one_day(frame(0, 1), done("interlude", **{"for": "micro"}))
    assert (day.taken, day.extra, day.kept) == (Count(0, 1), 0, True)


@pytest.mark.parametrize(("made", "room"), [("interlude", (0, 1)), ("micro", (1, 0))])
def test_what_is_left_over_stands_in_for_the_other_kind(made: str, room: tuple[int, int]) -> None:
    day = one_day(frame(*room), done(made))
    assert (day.taken.total, day.left.total, day.extra, day.kept) == (1, 0, 0, True)
    assert getattr(day.taken, made) == 1


def test_a_partial_session_moves_the_body_and_is_not_taken() -> None:
    part = event("partial", seconds=40.0, detail={"kind": "interlude"})
    stopped = event("interrupted", seconds=20.0, detail={"kind": "interlude"})
    day = one_day(frame(1, 0), part, stopped)
    assert (day.taken.total, day.partial, day.seconds, day.moved, day.kept) == (0, 1, 60.0, True, False)


def test_a_session_left_at_once_is_counted_nowhere() -> None:
    left = event("partial", seconds=HARDLY_BEGUN - 0.1, occurrence="left", detail={"kind": "interlude"})
    day = one_day(frame(1, 0), left)
    assert (day.partial, day.seconds, day.moved) == (0, 0.0, False)
    assert areas([step("left", ["hip"]), left])[Area.HIPS] == 0
    on = replace(left, seconds=HARDLY_BEGUN)
    assert (one_day(frame(1, 0), on).partial, areas([step("left", ["hip"]), on])[Area.HIPS]) == (1, 1)


def test_a_ritual_moves_the_body_and_is_counted_nowhere() -> None:
    day = one_day(frame(1, 0), done("ritual"))
    assert (day.taken.total, day.extra, day.seconds) == (0, 0, 90.0)


def test_a_session_taken_up_again_is_one() -> None:
    occurrence = str(UUID(int=7))
    again = [done("interlude"), done("interlude")]
    day = one_day(
        frame(2, 0), *(event("completed", occurrence=occurrence, detail=one.detail) for one in again)
    )
    assert day.taken.total == 1


def test_a_break_of_ones_own_leaves_the_room() -> None:
    away = event("away", seconds=900.0, detail={"covers": "interlude"})
    short = event("away", seconds=599.0, detail={"covers": "interlude"})
    plain = event("away", seconds=700.0, detail={"covers": None})
    day = one_day(frame(2, 0), done("interlude"), away, short, plain)
    assert (day.open_room, day.taken.total, day.left.total, day.covered, day.breaks) == (1, 1, 0, Count(1), 2)
    assert day.kept


def test_a_break_never_costs_what_was_taken() -> None:
    away = event("away", seconds=900.0, detail={"covers": "interlude"})
    day = one_day(frame(1, 0), done("interlude"), away)
    assert (day.taken.total, day.extra, day.open_room, day.breaks) == (1, 0, 1, 1)


def test_a_day_that_breaks_have_covered_is_no_failure() -> None:
    away = event("away", seconds=900.0, detail={"covers": "micro"})
    day = one_day(frame(0, 1), away)
    assert not day.open
    assert not day.kept


@pytest.mark.parametrize(
    ("room", "taken", "kept"), [(3, 2, True), (3, 1, False), (1, 1, True), (2, 1, False)]
)
def test_two_keep_a_day_or_all_there_was_room_for(room: int, taken: int, kept: bool) -> None:
    assert days((taken, room))[0].kept is kept


def test_a_day_off_and_an_unknown_day_are_not_open() -> None:
    off = one_day(frame(2, 1, off=True), done("interlude"))
    unknown = one_day(done("interlude"))
    assert (off.known, off.open, off.extra) == (True, False, 1)
    assert (unknown.known, unknown.open, unknown.extra) == (False, False, 1)


def test_the_last_frame_of_a_day_holds_whatever_the_order() -> None:
    late = frame(1, 0, hour=15, longest=70)
    assert one_day(late, frame(3, 1, hour=8)).room == Count(1, 0)
    assert one_day(late, frame(3, 1, hour=8)).longest == 70.0


def test_what_was_taken_back_is_passed_over() -> None:
    row = done("interlude")
    day = one_day(frame(2, 0), row, event("retracted", detail={"id": row.id}))
    assert day.done.total == 0


@pytest.mark.parametrize(
    ("week", "kept", "spare", "steady"),
    [
        ([(2, 3)] * 5, 5, "unused", True),
        ([(2, 3)] * 3 + [(1, 3)], 3, "used", True),
        ([(2, 3)] * 3 + [(0, 0), (1, 3)], 3, "used", True),
        ([(2, 3)] * 2 + [(1, 3)] * 2, 2, "used", False),
        ([(2, 3)] * 2 + [(1, 3)], 2, "", False),
        ([(1, 1)] * 3, 3, "", True),
        ([(0, 0)] * 5, 0, "", False),
    ],
)
def test_one_day_to_spare_when_four_were_open(
    week: list[tuple[int, int]], kept: int, spare: str, steady: bool
) -> None:
    found = summarise(days(*week), MONDAY)
    assert (found.kept, found.spare, found.steady) == (kept, spare, steady)


def test_the_week_of_the_picture() -> None:
    tallies = [
        DayTally(MONDAY, Count(2, 1), done=Count(2, 1)),
        DayTally(MONDAY + timedelta(days=1), Count(2, 1), done=Count(1, 1)),
        DayTally(MONDAY + timedelta(days=2), Count(0, 0)),
        DayTally(MONDAY + timedelta(days=3), Count(2, 1), done=Count(2, 1)),
        DayTally(MONDAY + timedelta(days=4), Count(2, 1), done=Count(1, 0)),
    ]
    week = summarise(tallies, MONDAY)
    assert (week.taken, week.room, week.kept, week.open, week.spare) == (9, 12, 3, 4, "used")
    assert [day.known for day in week.days] == [True] * 5 + [False] * 2


def test_how_it_felt_is_the_mean_of_what_was_said() -> None:
    said = [event("feedback", detail={"felt": felt}) for felt in (1, 0.5, 0)]
    assert summarise(tally(said), MONDAY).felt == 0.5
    hurried = event("feedback", detail={"felt": 0, "why": "no_time"})
    assert summarise(tally([*said, hurried]), MONDAY).felt == 0.5
    assert summarise([], MONDAY).felt is None


def test_areas_count_the_sessions_that_moved_them() -> None:
    first, second, open_one = (str(UUID(int=n)) for n in (1, 2, 3))
    rows = [
        step(first, ["hip", "glutes", "neck"]), step(first, ["hip"]), event("completed", occurrence=first),
        step(second, ["hip", "eyes"]), step(second, ["diaphragm"], 0.0), event("partial", occurrence=second),
        step(open_one, ["deep core"]),
    ]  # fmt: skip
    found = areas(rows)
    assert {area: n for area, n in found.items() if n} == {Area.HIPS: 2, Area.NECK: 2}


def test_gaps_are_the_slots_of_first_offers_down_to_the_quarter_hour() -> None:
    first, second = str(UUID(int=1)), str(UUID(int=2))
    rows = [
        event("offered", hour=14, occurrence=first, detail={"slot": "2026-11-16T13:59:00+00:00"}),
        event("offered", hour=12, occurrence=second, detail={"slot": "2026-11-16T09:31:00+00:00"}),
        event("offered", hour=13, occurrence=second, detail={"slot": "2026-11-16T13:00:00+00:00"}),
        event("completed", hour=15, occurrence=second),
    ]
    assert gaps(rows) == (Gap(time(10, 30), 1, 1), Gap(time(14, 45), 1, 0))


@pytest.mark.parametrize("key", ["2026-W47", "2026-W53", "2020-W53", "2026-W01"])
def test_keys_are_iso_weeks(key: str) -> None:
    assert week_key(monday_of(key)) == key


@pytest.mark.parametrize(
    "key", ["", "2026", "2025-W53", "2026-W00", "2026-W1", "2026-47", "0000-W01", "x-W01"]
)
def test_a_week_that_does_not_exist_is_told(key: str) -> None:
    with pytest.raises(Malformed) as caught:
        monday_of(key)
    assert tell(caught.value) == f"“{key}” is not a week; use 47, 2026-W47 or a date such as 2026-11-17"


counts = st.builds(Count, st.integers(0, 5), st.integers(0, 5))


@given(room=counts, made=counts, covers=counts)
@pytest.mark.slow
def test_the_parts_of_a_day_make_up_its_room(room: Count, made: Count, covers: Count) -> None:
    day = DayTally(MONDAY, room, done=made, covers=covers)
    parts = (day.taken, day.left, day.covered)
    assert sum(part.total for part in parts) == room.total
    assert all(part.interlude >= 0 and part.micro >= 0 for part in parts)
    assert day.taken.total == min(made.total, room.total)
    assert day.taken.total + day.extra == made.total

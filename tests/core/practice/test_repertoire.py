"""A small portfolio: what is in it is what its rows say, and it changes slowly."""

import random
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intermezzo.adapters.library import load
from intermezzo.adapters.system import resources
from intermezzo.core.history.events import Event, EventKind, Json
from intermezzo.core.practice.model import Ask, Kind
from intermezzo.core.practice.repertoire import (
    FEWEST,
    MOST,
    By,
    Change,
    Membership,
    Repertoire,
    daily_changes,
    last_done,
    repertoire,
)
from intermezzo.core.practice.selection import Constraints, suits

pytestmark = pytest.mark.slow

LIBRARY = load([resources.sessions()])
SESSIONS = tuple(LIBRARY.sessions.values())
POOL = [one for one in SESSIONS if suits(one)]
MONDAY = date(2026, 11, 2)
WEEK = timedelta(days=7)


def _event(
    day: date, detail: Mapping[str, Json], kind: EventKind = EventKind.REPERTOIRE, session: str | None = None
) -> Event:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Event("e", kind, at, 0, day, session=session, detail=detail)


def _rows(changes: tuple[Change, ...], day: date) -> list[Event]:
    return [_event(day, one.detail()) for one in changes]


@pytest.fixture
def start() -> list[Event]:
    """The rows of the first day."""
    return _rows(daily_changes(Repertoire(), POOL, {}, MONDAY), MONDAY)


def test_it_begins_with_eight_to_twelve_that_make_whole_sessions(start: list[Event]) -> None:
    now = repertoire(start)
    assert FEWEST <= len(now.active) <= MOST
    assert all(entry == Membership(MONDAY, By.NEED) for entry in now.active.values())
    doable = [one for one in POOL if one.movements <= set(now.active)]
    assert len([one for one in doable if one.kind is Kind.INTERLUDE]) >= 4
    assert len([one for one in doable if one.kind is Kind.MICRO]) >= 2
    assert now.newest(MONDAY) is None


def test_nothing_more_happens_on_the_same_day_or_without_moving(start: list[Event]) -> None:
    now = repertoire(start)
    assert daily_changes(now, POOL, dict.fromkeys(now.active, MONDAY), MONDAY) == ()
    assert daily_changes(now, POOL, {}, MONDAY + WEEK) == ()
    long_ago = dict.fromkeys(now.active, MONDAY)
    assert daily_changes(now, POOL, long_ago, MONDAY + 3 * WEEK) == ()


def test_a_week_brings_one_and_takes_one(start: list[Event]) -> None:
    now = repertoire(start)
    later = MONDAY + 2 * WEEK
    done = dict.fromkeys(now.active, later - timedelta(days=3))
    gone, come = daily_changes(now, POOL, done, later)
    assert (gone.enters, come.enters, gone.by, come.by) == (False, True, By.WEEK, By.WEEK)
    after = repertoire([*start, *_rows((gone, come), later)])
    assert set(after.active) == set(now.active) - {gone.movement} | {come.movement}
    assert after.rested == {gone.movement: later}
    assert after.newest(later + timedelta(days=6)) == come.movement
    assert after.newest(later + WEEK) is None
    assert daily_changes(after, POOL, done, later + timedelta(days=6)) == ()


@pytest.mark.parametrize(
    "wanted", [frozenset({"stride_press", "desk_plank"}), frozenset({"wall_slide", "pec_doorway_active"})]
)
def test_the_weeks_new_one_comes_from_an_area_that_is_wanted_until_a_session_has_it(
    start: list[Event], wanted: frozenset[str]
) -> None:
    rows, weeks = start, 1
    while not any(one.movements <= {*repertoire(rows).active} and one.movements & wanted for one in POOL):
        weeks += 1
        assert weeks <= 5
        now, day = repertoire(rows), MONDAY + weeks * WEEK
        rows = [*rows, *_rows(daily_changes(now, POOL, dict.fromkeys(now.active, day), day, [wanted]), day)]
    for week in range(weeks + 1, weeks + 9):
        now, day = repertoire(rows), MONDAY + week * WEEK
        done = dict.fromkeys(now.active.keys() - wanted, day)  # what was done longest ago would go first
        rows = [*rows, *_rows(daily_changes(now, POOL, done, day, [wanted]), day)]
        active = {*repertoire(rows).active}
        assert any(one.movements <= active and one.movements & wanted for one in POOL), "it is kept"


def test_what_the_user_takes_out_stays_out_until_the_user_wants_it_back(start: list[Event]) -> None:
    rows = [*start, _event(MONDAY, {"movement": "ankle_pump", "by": "user", "in": False})]
    day = MONDAY
    for _ in range(20):
        now = repertoire(rows)
        assert "ankle_pump" not in now.active
        rows += _rows(daily_changes(now, POOL, dict.fromkeys(now.active, day), day), day)
        assert daily_changes(repertoire(rows), POOL, {}, day) == ()
        day += WEEK
    assert repertoire(rows).refused == {"ankle_pump"}
    back = repertoire([*rows, _event(day, {"movement": "ankle_pump", "by": "user", "in": True})])
    assert "ankle_pump" in back.active
    assert back.refused == frozenset()


def test_what_the_user_puts_in_counts_as_the_weeks_new_one_and_is_never_sent_away(start: list[Event]) -> None:
    rows = [*start, _event(MONDAY + WEEK, {"movement": "wall_slide", "by": "user", "in": True})]
    done = {"seated_march": MONDAY + WEEK}
    assert daily_changes(repertoire(rows), POOL, done, MONDAY + WEEK) == ()
    day = MONDAY + 2 * WEEK
    for _ in range(12):
        now = repertoire(rows)
        assert "wall_slide" in now.active
        rows += _rows(daily_changes(now, POOL, dict.fromkeys(now.active, day), day), day)
        day += WEEK


@pytest.mark.parametrize("ask", Ask)
def test_leaving_something_out_leaves_enough_the_same_day(start: list[Event], ask: Ask) -> None:
    less = [one for one in POOL if ask not in one.asks]
    now = repertoire(
        [*start, *_rows(daily_changes(repertoire(start), less, {}, MONDAY + WEEK), MONDAY + WEEK)]
    )
    assert len(now.active) <= MOST
    doable = [one for one in less if one.movements <= set(now.active)]
    assert len([one for one in doable if one.kind is Kind.INTERLUDE]) >= 3
    assert any(one.kind is Kind.MICRO for one in doable)


GETTING_UP: dict[str, dict[str, Any]] = {
    "as it comes": {"equipment": ()},
    "with a steady chair": {"equipment": ("steady chair",)},
    "with everything": {"allow_floor": True},
    **{f"without {ask}": {"equipment": (), "leave_out": {ask}} for ask in Ask if ask is not Ask.STANDING},
}


@pytest.mark.parametrize("place", GETTING_UP)
def test_half_of_the_interludes_get_one_out_of_the_chair(place: str) -> None:
    """At the start, and through three months of a new movement a week."""
    pool = [one for one in SESSIONS if suits(one, Constraints(**GETTING_UP[place]))]
    rows: list[Event] = []
    for number in range(13):
        day = MONDAY + number * WEEK
        now = repertoire(rows)
        rows += _rows(daily_changes(now, pool, dict.fromkeys(now.active, day), day), day)
        active = set(repertoire(rows).active)
        interludes = [one for one in pool if one.kind is Kind.INTERLUDE and one.movements <= active]
        assert len(interludes) >= 4
        assert 2 * sum(one.stands for one in interludes) >= len(interludes), [one.id for one in interludes]
        assert any(one.seated for one in interludes)


@pytest.mark.parametrize(
    "wish",
    [{"quiet_only": True, "equipment": ()}, {"leave_out": {Ask.STANDING}, "allow_floor": True}],
    ids=str,
)
def test_in_view_of_others_or_without_standing_nobody_has_to_get_up(wish: dict[str, Any]) -> None:
    pool = [one for one in SESSIONS if suits(one, Constraints(**wish))]
    active = {one.movement for one in daily_changes(Repertoire(), pool, {}, MONDAY)}
    interludes = [one for one in pool if one.kind is Kind.INTERLUDE and one.movements <= active]
    assert sum(one.seated for one in interludes) >= 6


def test_a_repertoire_of_before_that_stays_seated_is_changed_at_once() -> None:
    """Twelve seated movements, as an earlier version chose them; those of the user stay."""
    seated = (
        "ankle_pump", "breath_lateral_seated", "breath_paced_6", "chin_nod_seated", "jaw_rest",
        "pelvic_clock_seated", "pelvic_tilt_seated", "scap_set", "seated_march", "short_foot_seated",
        "sit_stack", "thor_rot_seated",
    )  # fmt: skip
    pool = [one for one in SESSIONS if suits(one, Constraints(equipment=()))]
    by = {name: By.USER if name in {"jaw_rest", "sit_stack"} else By.NEED for name in seated}
    before = Repertoire({name: Membership(MONDAY, who) for name, who in by.items()})
    changes = daily_changes(before, pool, dict.fromkeys(seated, MONDAY), MONDAY + timedelta(days=1))
    active = {*seated, *(one.movement for one in changes if one.enters)}
    active -= {one.movement for one in changes if not one.enters}
    interludes = [one for one in pool if one.kind is Kind.INTERLUDE and one.movements <= active]
    assert 2 * sum(one.stands for one in interludes) >= len(interludes)
    assert {"jaw_rest", "sit_stack"} <= active


def test_the_last_day_is_that_of_a_step_or_of_a_session_done_already() -> None:
    rows = [
        _event(MONDAY, {"movement": "scap_set"}, EventKind.STEP, "seated_reset"),
        _event(MONDAY + WEEK, {}, EventKind.DONE_ALREADY, "seated_reset"),
        _event(MONDAY, {}, EventKind.DONE_ALREADY, "a session that is gone"),
        _event(MONDAY, {}, EventKind.DECLINED, "up_and_down"),
    ]
    days = last_done(rows, SESSIONS)
    assert days["scap_set"] == MONDAY
    assert days["chin_nod_seated"] == MONDAY + WEEK
    assert "sit_to_stand" not in days


def test_rows_of_a_later_version_do_no_harm() -> None:
    rows = [
        _event(MONDAY, {"movement": "scap_set", "by": "a coach", "more": [1], "in": True}),
        _event(MONDAY, {"movement": 7, "in": True}),
        _event(MONDAY, {"text": "no movement"}),
    ]
    assert repertoire(rows) == Repertoire({"scap_set": Membership(MONDAY, By.USER)})


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 60), st.sampled_from(sorted(LIBRARY.movements)), st.booleans(), st.sampled_from(By)
        ),
        max_size=30,
    ),
    st.frozensets(st.sampled_from(Ask), max_size=2),
    st.randoms(use_true_random=False),
)
def test_after_tending_there_is_nothing_to_tend(
    wishes: list[tuple[int, str, bool, By]], leave_out: frozenset[Ask], chance: random.Random
) -> None:
    """Whatever the rows: what the user refused stays out, twelve is the most, and once a day is enough."""
    rows = [
        row
        for number, name, enters, by in sorted(wishes)
        for row in _rows((Change(name, enters, by),), MONDAY + timedelta(days=number))
    ]
    today = MONDAY + timedelta(days=61)
    pool = [one for one in SESSIONS if suits(one, Constraints(allow_floor=True, leave_out=leave_out))]
    before = repertoire(rows)
    shuffled = sorted(pool, key=lambda one: chance.random())
    changes = daily_changes(before, pool, {"scap_set": today}, today)
    assert changes == daily_changes(before, shuffled, {"scap_set": today}, today)
    after = repertoire([*rows, *_rows(changes, today)])
    assert not set(after.active) & before.refused
    assert len(after.active) <= max(MOST, len(before.active))
    assert {name for name, entry in before.active.items() if entry.by is By.USER} <= set(after.active)
    assert daily_changes(after, pool, {"scap_set": today}, today) == ()

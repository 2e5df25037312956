from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intermezzo.core.scheduling.calendar_rules import (
    BusyStatus,
    Meaning,
    Occurrence,
    day,
    entries,
    meaning,
    meeting_at,
    mentions,
    shortened,
    words_in,
)
from intermezzo.core.scheduling.intervals import Interval, subtract
from intermezzo.core.settings import Settings

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 11, 18)
SETTINGS = Settings()
WORK = (Interval(datetime(2026, 11, 18, 8, tzinfo=UTC), datetime(2026, 11, 18, 16, tzinfo=UTC)),)


def at(hour: int, minute: int = 0, day_of_month: int = 18) -> datetime:
    return datetime(2026, 11, day_of_month, hour, minute, tzinfo=UTC)


def between(start: datetime, end: datetime) -> Interval:
    return Interval(start, end)


MEETING = Occurrence(at(9), at(10), "Review", alone=False)
ALL_DAY = Occurrence(at(23, day_of_month=17), at(23), "Away", all_day=True, busy=BusyStatus.OUT_OF_OFFICE)


@pytest.mark.parametrize(
    ("title", "phrases", "found"),
    [
        ("Lunch", ("lunch",), True),
        ("LUNCH!", ("lunch",), True),
        ("Team-Lunch (moved)", ("lunch",), True),
        ("Walkthrough of the release", ("walk",), False),
        ("Focus   time", ("focus time",), True),
        ("focus-time", ("focus time",), True),
        ("Time to focus", ("focus time",), False),
        ("Mittagspause", ("pause",), False),
        ("STRASSE", ("straße",), True),
        ("De\u0301jeuner", ("déjeuner",), True),
        ("Anything", ("", "  ", "!"), False),
        ("", ("lunch",), False),
    ],
)
def test_phrases_are_found_as_whole_words_whatever_their_case(
    title: str, phrases: tuple[str, ...], found: bool
) -> None:
    assert mentions(title, phrases) is found


@pytest.mark.parametrize(
    ("one", "what"),
    [
        (MEETING, Meaning.BUSY),
        (replace(MEETING, declined=True), Meaning.NOTHING),
        (replace(MEETING, transparent=True), Meaning.NOTHING),
        (replace(MEETING, busy=BusyStatus.FREE), Meaning.NOTHING),
        (replace(MEETING, busy=BusyStatus.OUT_OF_OFFICE), Meaning.BUSY),
        (replace(MEETING, busy=BusyStatus.WORKING_ELSEWHERE), Meaning.NOTHING),
        (replace(MEETING, title="Canceled: Review"), Meaning.NOTHING),
        (replace(MEETING, title="ABGESAGT : Planung"), Meaning.NOTHING),
        (replace(MEETING, title="已取消：评审"), Meaning.NOTHING),
        (replace(MEETING, title="Canceled contracts"), Meaning.BUSY),
        (replace(MEETING, title="Review: canceled orders"), Meaning.BUSY),
        (replace(MEETING, title="Walk-through"), Meaning.BUSY),
        (replace(MEETING, title="Lunch & learn"), Meaning.BUSY),
        (replace(MEETING, title="Learn and lunch"), Meaning.BUSY),
        (replace(MEETING, title="Lunch & learn", alone=True), Meaning.BREAK),
        (replace(MEETING, title="Team lunch"), Meaning.BREAK),
        (replace(MEETING, all_day=True), Meaning.NOTHING),
        (replace(MEETING, end=MEETING.start), Meaning.NOTHING),
        (replace(MEETING, title="Lunch with Ada"), Meaning.BREAK),
        (replace(MEETING, title="Lunch", transparent=True), Meaning.NOTHING),
        (replace(MEETING, title="Lunch", all_day=True), Meaning.NOTHING),
        (replace(MEETING, title="Deep work", alone=True), Meaning.QUIET),
        (replace(MEETING, title="Deep work", alone=False), Meaning.BUSY),
        (replace(MEETING, title="Focus time", alone=True, busy=BusyStatus.FREE), Meaning.QUIET),
        (replace(MEETING, title="Focus time", alone=True, declined=True), Meaning.NOTHING),
        (replace(MEETING, title="Focus time", alone=True, all_day=True), Meaning.NOTHING),
    ],
)
def test_an_event_means_one_thing(one: Occurrence, what: Meaning) -> None:
    assert meaning(one, SETTINGS) is what


PIECES = (
    "lunch",
    "Learn",
    "walk",
    "focus",
    "time",
    "CANCELED",
    "ß",
    " ",
    " ",
    "-",
    ":",
    "&",
    "and",
    ", ",
    "_",
)
phrases = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
phrase_lists = st.lists(phrases, max_size=3).map(tuple)


@pytest.mark.slow
@given(
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
    st.booleans(),
    st.sampled_from(BusyStatus),
    st.booleans(),
    st.builds(Settings, break_words=phrase_lists, quiet_words=phrase_lists, cancelled_words=phrase_lists),
)
@example("lunch-learn", False, BusyStatus.BUSY, False, Settings(quiet_words=("lunch learn",)))
@example("walk, then lunch", True, BusyStatus.FREE, False, Settings(quiet_words=("lunch walk",)))
@example("Canceled: x", True, BusyStatus.BUSY, False, Settings(cancelled_words=("a:b", "canceled")))
def test_the_words_in_a_title_mean_the_same_as_the_title(
    title: str, alone: bool, busy: BusyStatus, transparent: bool, settings: Settings
) -> None:
    one = replace(MEETING, title=title, alone=alone, busy=busy, transparent=transparent)
    words = words_in(one, settings)
    assert meaning(replace(one, title=words), settings) is meaning(one, settings)
    assert words_in(replace(one, title=words), settings) == words


def test_only_the_users_own_words_are_in_them() -> None:
    one = replace(MEETING, title="Lunch with Ada about the merger: focus time", alone=True)
    assert words_in(one, SETTINGS) == "lunch, focus time"
    assert words_in(replace(one, title="Canceled: the merger"), SETTINGS) == "canceled:"
    assert words_in(replace(one, title="The merger"), SETTINGS) == ""


@pytest.mark.parametrize(("setting", "what"), [(True, Meaning.BUSY), (False, Meaning.NOTHING)])
def test_tentative_counts_by_the_setting(setting: bool, what: Meaning) -> None:
    settings = replace(SETTINGS, tentative_busy=setting)
    assert meaning(replace(MEETING, busy=BusyStatus.TENTATIVE), settings) is what


def test_overlapping_and_touching_events_merge_and_stay_unclipped() -> None:
    late = Occurrence(at(22, 30, 17), at(23, 30, 17), "Over midnight")
    early = Occurrence(at(6), at(7), "Before work")
    result = day(
        [Occurrence(at(10), at(11)), MEETING, Occurrence(at(10, 30), at(11, 15)), late, early],
        SETTINGS,
        DAY,
        BERLIN,
        WORK,
    )
    assert result.busy == (
        between(at(22, 30, 17), at(23, 30, 17)),
        between(at(6), at(7)),
        between(at(9), at(11, 15)),
    )
    assert result.work == WORK


def test_other_days_are_left_out_but_work_after_midnight_belongs_to_the_day() -> None:
    night = (between(at(20), at(2, day_of_month=19)),)
    at_one = Occurrence(at(0, 30, 19), at(1, 30, 19), "Release")
    tomorrow = Occurrence(at(9, day_of_month=19), at(10, day_of_month=19))
    assert day([at_one, tomorrow], SETTINGS, DAY, BERLIN, WORK).busy == ()
    assert day([at_one, tomorrow], SETTINGS, DAY, BERLIN, night).busy == (between(at_one.start, at_one.end),)


def test_a_break_is_busy_and_movement_except_where_a_meeting_runs_into_it() -> None:
    lunch = Occurrence(at(11), at(12), "Lunch")
    alone = day([lunch], SETTINGS, DAY, BERLIN, WORK)
    assert alone.busy == alone.breaks == (between(at(11), at(12)),)
    shortened = day([lunch, Occurrence(at(11, 30), at(12, 30))], SETTINGS, DAY, BERLIN, WORK)
    assert shortened.busy == (between(at(11), at(12, 30)),)
    assert shortened.breaks == (between(at(11), at(11, 30)),)


def test_quiet_time_is_free_except_where_something_is_busy() -> None:
    focus = Occurrence(at(9), at(12), "Focus time")
    result = day([focus, Occurrence(at(10), at(10, 30))], SETTINGS, DAY, BERLIN, WORK)
    assert result.busy == (between(at(10), at(10, 30)),)
    assert result.quiet == (between(at(9), at(10)), between(at(10, 30), at(12)))


@pytest.mark.parametrize(
    ("one", "off"),
    [
        (ALL_DAY, True),
        (replace(ALL_DAY, transparent=True), True),
        (replace(ALL_DAY, end=at(23, day_of_month=25)), True),
        (replace(ALL_DAY, start=at(10, day_of_month=17), end=at(10)), False),
        (replace(ALL_DAY, declined=True), False),
        (replace(ALL_DAY, busy=BusyStatus.BUSY), False),
        (replace(ALL_DAY, busy=BusyStatus.WORKING_ELSEWHERE), False),
        (replace(ALL_DAY, all_day=False), False),
    ],
)
def test_only_an_all_day_out_of_office_is_a_day_off(one: Occurrence, off: bool) -> None:
    result = day([one], SETTINGS, DAY, BERLIN, WORK)
    assert (result.work == ()) is off


def test_a_day_without_hours_is_a_day_off() -> None:
    assert day([], SETTINGS, DAY, BERLIN, ()).work == ()


def test_today_shows_what_shapes_the_day_and_hides_private_titles() -> None:
    private = replace(MEETING, title="Doctor", private=True)
    shown = entries(
        [
            Occurrence(at(11), at(12), "Lunch"),
            private,
            Occurrence(at(13), at(15), "Deep work"),
            replace(MEETING, title="Canceled: Gone"),
            ALL_DAY,
            Occurrence(at(9, day_of_month=19), at(10, day_of_month=19), "Tomorrow"),
        ],
        SETTINGS,
        DAY,
        BERLIN,
    )
    assert [(one.label, one.state, one.private) for one in shown] == [
        ("", "busy", True),
        ("Lunch", "break", False),
        ("Deep work", "quiet", False),
    ]
    assert "Doctor" not in repr(private)
    assert "Lunch" not in repr(shown)


TITLES = st.sampled_from(["", "Review", "Lunch", "Focus time", "Walkthrough"])


@st.composite
def occurrences(draw: st.DrawFn) -> Occurrence:
    start = at(0, day_of_month=17) + timedelta(minutes=draw(st.integers(0, 3 * 24 * 60)))
    return Occurrence(
        start,
        start + timedelta(minutes=draw(st.integers(0, 300))),
        draw(TITLES),
        all_day=draw(st.booleans()),
        busy=draw(st.sampled_from(list(BusyStatus))),
        transparent=draw(st.booleans()),
        alone=draw(st.booleans()),
    )


@given(st.lists(occurrences(), max_size=12))
@pytest.mark.slow
def test_busy_is_disjoint_breaks_lie_inside_it_and_quiet_outside(known: list[Occurrence]) -> None:
    result = day(known, SETTINGS, DAY, BERLIN, WORK)
    assert all(one.end < other.start for one, other in zip(result.busy, result.busy[1:], strict=False))
    assert all(any(b.start <= one.start and one.end <= b.end for b in result.busy) for one in result.breaks)
    assert not any(one.meets(busy) for one in result.quiet for busy in result.busy)
    assert day(list(reversed(known)), SETTINGS, DAY, BERLIN, WORK) == result
    for one in entries(known, SETTINGS, DAY, BERLIN):
        if one.state != "quiet":
            assert any(busy.start <= one.start and one.end <= busy.end for busy in result.busy)


def test_the_meeting_of_a_moment_is_one_or_several_that_end_together() -> None:
    twice = replace(MEETING, start=at(9, 15), title="Review, in another calendar")
    assert meeting_at([MEETING], SETTINGS, at(9)) == Interval(at(9), at(10))
    assert meeting_at([MEETING], SETTINGS, at(10)) is None
    assert meeting_at([MEETING, twice], SETTINGS, at(9, 30)) == Interval(at(9), at(10))
    assert meeting_at([MEETING, replace(twice, end=at(11))], SETTINGS, at(9, 30)) is None
    assert meeting_at([replace(MEETING, title="Lunch", alone=True)], SETTINGS, at(9)) is None
    assert meeting_at([MEETING, replace(twice, declined=True, end=at(11))], SETTINGS, at(9, 30)) is not None


def test_a_meeting_ends_with_its_call_and_nothing_else_does() -> None:
    over = (Interval(at(9, 40), at(10)),)
    ended = replace(MEETING, end=at(9, 40))
    others = (
        Occurrence(at(9, 50), at(10), "Another", alone=False),  # begins after the call
        Occurrence(at(9), at(11), "Longer", alone=False),
        Occurrence(at(9, 30), at(10), "Lunch"),
    )
    assert shortened((MEETING, *others), SETTINGS, over) == (ended, *others)
    assert shortened((MEETING,), SETTINGS, ()) == (MEETING,)


@pytest.mark.slow
@given(st.lists(occurrences(), max_size=12), st.data())
def test_a_call_that_is_over_frees_no_time_of_another_event(
    known: list[Occurrence], data: st.DataObject
) -> None:
    now = at(8) + timedelta(minutes=data.draw(st.integers(0, 8 * 60)))
    meeting = meeting_at(known, SETTINGS, now)
    if meeting is None:
        return
    after = day(shortened(tuple(known), SETTINGS, (Interval(now, meeting.end),)), SETTINGS, DAY, BERLIN, WORK)
    before = day(known, SETTINGS, DAY, BERLIN, WORK)
    freed = subtract(before.busy, after.busy)
    assert subtract(after.busy, before.busy) == ()
    assert subtract(freed, (Interval(now, meeting.end),)) == ()
    for one in known:
        if meaning(one, SETTINGS) in {Meaning.BUSY, Meaning.BREAK} and not one.start <= now < one.end:
            assert not any(Interval(one.start, one.end).meets(part) for part in freed)

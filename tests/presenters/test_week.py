from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from intermezzo.core.history.statistics import Count, DayTally, Gap, summarise
from intermezzo.core.history.suggestions import Suggestion, SuggestionCode
from intermezzo.core.practice.model import Area
from intermezzo.core.scheduling.audit import Relief
from intermezzo.presenters.views import WeekView
from intermezzo.presenters.week.numbers import week_json
from intermezzo.presenters.week.view import EMPTY, week_view

MONDAY = date(2026, 11, 16)
FRIDAY, LATER = date(2026, 11, 20), date(2026, 12, 1)
AREAS = {Area.HIPS: 9, Area.MID_BACK: 7, Area.BREATH: 9, Area.DEEP_CORE: 5, Area.FEET: 3, Area.NECK: 4}
GAPS = (Gap(time(10, 30), 5, 4), Gap(time(13), 3, 2), Gap(time(15), 4, 0))


def day(n: int, room: tuple[int, int] | None, done: tuple[int, int] = (0, 0), **more: Any) -> DayTally:
    made = DayTally(MONDAY + timedelta(days=n), None if room is None else Count(*room), done=Count(*done))
    values: dict[str, Any] = {"work": 480.0, "seconds": 90.0 * done[0] + 380.0 * done[1], **more}
    return replace(made, **values)


PICTURE = [
    day(0, (2, 1), (2, 1)), day(1, (2, 1), (1, 1), breaks=3), day(2, (0, 0), busy=480.0),
    day(3, (2, 1), (2, 1), breaks=1), day(4, (2, 1), (1, 0), seconds=260.0, longest=70.0),
]  # fmt: skip


def view(
    days: list[DayTally], today: date = FRIDAY, first_day: date | None = None, gaps: tuple[Gap, ...] = ()
) -> WeekView:
    return week_view(
        summarise(days, MONDAY), days, AREAS if gaps else {}, gaps, today=today, first_day=first_day
    )


def test_the_week_of_the_picture() -> None:
    found = view(PICTURE, first_day=date(2026, 8, 1), gaps=GAPS)
    assert found.key == "2026-W47"
    assert found.eyebrow == "Week 47 · 16 – 20 November"
    assert found.title == "Nine of twelve movement breaks"
    assert found.line == (
        "31 minutes of movement · 3 of 4 possible days kept, spare day used · 4 breaks of your own"
    )
    assert view(PICTURE, LATER).line == found.line
    assert found.foot == "Around 10:30 you moved four times. You could also try around 15:00."
    assert [one.name for one in found.days] == ["Mon", "Tue", "Wed", "Thu", "Fri"]
    assert found.days[1].marks == ("interlude", "interlude_open", "micro")
    assert found.days[2].note == "no room: 8 h of meetings"
    assert found.areas[0] == (Area.HIPS, "Hips", 9)
    assert found.sessions == 9
    assert (found.previous, found.following) == ("2026-W46", "")


def test_the_table_says_the_same() -> None:
    heading, *rows = view(PICTURE).table
    assert all(len(row) == len(heading) for row in rows)
    assert rows[1][:3] == ("Tuesday 17 November", "1 of 2", "1 of 1")
    assert (rows[2][1:3], rows[2][-1]) == ((EMPTY, EMPTY), "no room: 8 h of meetings")
    assert rows[-1] == ("The week", "6 of 8", "3 of 4", "0", "4", "31", "3 of 4 days")


def test_json_has_the_numbers_of_the_view() -> None:
    found = week_json(summarise(PICTURE, MONDAY), AREAS, GAPS)
    assert (found["taken"], found["room"], found["open_days"], found["kept_days"]) == (9, 12, 4, 3)
    assert (found["week"], found["spare_day"], found["own_breaks"]) == ("2026-W47", "used", 4)
    assert found["areas"] == {area.value: n for area, n in AREAS.items()}
    assert found["gaps"] == [
        {"at": f"{gap.at:%H:%M}", "offered": gap.offered, "taken": gap.taken} for gap in GAPS
    ]
    days = found["days"]
    assert isinstance(days, list)
    assert sum(one["interludes"] + one["micro"] for one in days) == 9
    assert sum(one["room"] for one in days) == 12


def test_a_first_week_invites() -> None:
    found = view([])
    assert found.title == "Your first week"
    assert (found.line, found.foot) == ("Two minutes in your next gap are a good start.", "")
    assert (found.previous, found.following, found.felt) == ("", "", ())


@pytest.mark.parametrize(
    ("days", "today", "title"),
    [
        ([day(0, (2, 1))], FRIDAY, "The week has just begun"),
        ([day(0, (2, 1))], LATER, "A quiet week"),
        ([day(0, (0, 0))], LATER, "A full week"),
        ([], LATER, "No data for this week"),
        ([day(0, (2, 1), (1, 0)), day(1, (2, 1))], LATER, "One movement break"),
        ([day(0, (0, 0), (2, 0))], LATER, "Two movement breaks"),
        ([day(n, (2, 1), (2, 1)) for n in range(5)], LATER, "15 of 15 movement breaks"),
        ([day(n, (2, 1), (2, 1 if n else 0)) for n in range(4)], LATER, "11 of 12 movement breaks"),
    ],
)
def test_a_low_week_leads_with_what_was_done(days: list[DayTally], today: date, title: str) -> None:
    wanted = "Eleven of twelve movement breaks" if title.startswith("11") else title
    assert view(days, today, first_day=date(2026, 8, 1)).title == wanted


def test_a_session_done_in_part_has_a_mark_of_its_own() -> None:
    found = view([day(0, (2, 1), partial=1, seconds=40.0)], LATER, first_day=date(2026, 8, 1))
    assert found.title == "One movement break"
    assert found.days[0].marks == ("interlude_open", "interlude_open", "micro_open", "partial")
    assert found.days[0].words == "Monday 16 November: 0 of 3, 1 partly done"


def test_a_day_of_which_some_was_used_is_not_told_as_unused() -> None:
    days = [day(0, (2, 1)), day(1, (2, 1), (1, 0)), day(2, (2, 1), (1, 1))]
    assert [row[-1] for row in view(days, LATER).table[1:4]] == ["not used", "partly used", "kept"]


def test_one_is_spoken_of_as_one() -> None:
    assert view([day(0, (1, 0), (1, 0))], LATER).title == "One of one movement break"
    assert view([day(4, (1, 1), (1, 0))]).title == "One movement break so far"


def test_what_is_zero_is_not_told_and_an_empty_week_invites() -> None:
    since = date(2026, 8, 1)
    empty = view([day(0, (2, 1))], LATER, first_day=since)
    assert (empty.line, empty.foot) == ("Your next gap is a fresh start.", "")
    own = view([day(0, (2, 1), breaks=2)], LATER, first_day=since)
    assert (own.line, own.foot) == ("2 breaks of your own", "Your next gap is a fresh start.")
    done = view([day(0, (3, 0), (1, 0), seconds=0.0)], LATER, first_day=since)
    assert (done.line, done.foot) == ("1 of 3 possible", "")


def test_no_word_of_debt_in_a_low_week() -> None:
    low = [day(0, (2, 1), (1, 0)), *(day(n, (2, 1)) for n in range(1, 5))]
    found = view(low, LATER, first_day=date(2026, 8, 1))
    assert found.line == "2 minutes of movement · 1 of 15 possible"
    said = " ".join(
        [found.title, found.line, found.foot, *(cell.words for week in found.map for cell in week)]
    )
    assert not any(
        word in said.lower() for word in ("streak", "missed", "owed", "debt", "fail", "only", "behind")
    )


def test_the_spare_day_is_spoken_of_when_it_is_certain() -> None:
    unused = [day(n, (2, 0), (2, 0)) for n in range(4)]
    assert "4 of 4 possible days kept, spare day left" in view(unused).line
    under_way = [*unused, day(4, (2, 0), (1, 0))]
    # Friday is not over: one more would keep it, so it is no open day yet and the spare one not spoken of.
    assert "4 of 4 possible days kept ·" in view(under_way).line + " ·"
    assert "4 of 5 possible days kept, spare day used" in view(under_way, LATER).line


def test_what_today_still_has_room_for_is_to_come_until_the_day_is_over() -> None:
    running = [*PICTURE[:4], day(4, (2, 1), (1, 0))]
    found = view(running, first_day=date(2026, 8, 1))
    assert found.title == "Nine of ten movement breaks so far"
    assert found.days[4].marks == ("interlude", "interlude_ahead", "micro_ahead")
    assert "interlude_open" in found.days[1].marks, "yesterday had room, and is over"
    assert (found.map[-1][4].state, found.map[-1][4].words) == ("running", "Friday 20 November: 1 so far")
    assert "3 of 3 possible days kept ·" in found.line
    assert found.table[5][1:3] + found.table[5][-1:] == ("1 so far", "0 so far", "still to come")
    assert found.table[-1] == ("The week", "6 of 7", "3 of 3", "0", "4", "28", "3 of 3 days")


def test_a_running_day_counts_once_it_is_kept_and_is_running_no_more_once_all_is_taken() -> None:
    kept = view([*PICTURE[:4], day(4, (2, 1), (2, 0))])
    assert kept.table[5][-1] == "kept"
    assert kept.table[-1][-1] == "4 of 4 days"
    assert kept.days[4].marks[-1] == "micro_ahead"
    whole = view([*PICTURE[:4], day(4, (2, 1), (2, 1))])
    assert (whole.map[-1][4].state, whole.map[-1][4].level) == ("level", 1.0)
    assert whole.title == "Eleven of twelve movement breaks"


def test_the_next_day_what_was_left_counts_again() -> None:
    days = [*PICTURE[:4], day(4, (2, 1), (1, 0))]
    found = view(days, LATER)
    assert found.title == "Nine of twelve movement breaks"
    assert found.days[4].marks == ("interlude", "interlude_open", "micro_open")
    assert found.map[-1][4].level == pytest.approx(1 / 3)


def test_a_weekend_is_shown_when_something_happened_on_it() -> None:
    found = view([*PICTURE, day(5, None, (1, 0))])
    assert [one.name for one in found.days][5:] == ["Sat", "Sun"]
    assert found.days[5].marks == ("extra",)
    assert found.eyebrow == "Week 47 · 16 – 22 November"
    assert {len(week) for week in found.map} == {7}


def test_the_map_has_twelve_weeks_and_says_each_day() -> None:
    found = view([*PICTURE[:4], day(-7, None), day(-6, (1, 0))], today=MONDAY + timedelta(days=3))
    assert (len(found.map), {len(week) for week in found.map}) == (12, {5})
    assert found.map[0][0].words == "Monday 31 August: no data"
    monday, tuesday, wednesday, _, friday = found.map[-1]
    assert (monday.state, monday.level, monday.words) == ("level", 1.0, "Monday 16 November: 3 of 3")
    assert tuesday.level == pytest.approx(2 / 3)
    assert (wednesday.state, friday.state) == ("none", "unknown")
    assert friday.words == "Friday 20 November: to come"
    assert found.map[-2][0].words == "Monday 9 November: no data"
    assert (found.map[-2][1].state, found.map[-2][1].level) == ("level", 0.0)


def test_weeks_that_cross_a_month_or_lie_in_another_year() -> None:
    def eyebrow(monday: date, today: date) -> str:
        week = summarise([], monday)
        return week_view(week, (), {}, today=today).eyebrow

    assert eyebrow(date(2026, 11, 30), LATER) == "Week 49 · 30 November – 4 December"
    assert eyebrow(date(2026, 12, 28), date(2027, 1, 3)) == "Week 53 · 28 December – 1 January"
    assert eyebrow(date(2025, 12, 22), LATER) == "Week 52 · 22 December – 26 December 2025".replace(
        "22 December", "22"
    )


def test_earlier_and_later_weeks_end_at_what_is_known() -> None:
    found = view(PICTURE, LATER, first_day=MONDAY + timedelta(days=2))
    assert (found.previous, found.following) == ("", "2026-W48")


def test_how_it_felt_over_eight_weeks() -> None:
    said = [replace(day(-7 * n, (1, 0)), felt_sum=float(n == 2), felt_count=1) for n in (0, 2, 9)]
    found = view(said)
    assert found.felt == (None, None, None, None, None, 1.0, None, 0.0)


@pytest.mark.parametrize(
    ("gaps", "areas", "foot"),
    [
        ((Gap(time(9), 2, 2),), {}, "Around 09:00 you moved twice."),
        ((Gap(time(9), 1, 1),), {Area.HIPS: 2, Area.NECK: 2}, "Hips and neck moved most often."),
        ((), {Area.HIPS: 1, Area.NECK: 1}, ""),
        ((), dict.fromkeys(Area, 1), "All areas moved."),
        ((), {}, ""),
    ],
)
def test_the_foot_is_one_sentence_from_the_data(
    gaps: tuple[Gap, ...], areas: dict[Area, int], foot: str
) -> None:
    week = summarise(PICTURE, MONDAY)
    assert week_view(week, PICTURE, areas, gaps, today=LATER, first_day=date(2026, 8, 1)).foot == foot


def kept_weeks(n: int) -> list[DayTally]:
    """So many whole weeks before the one of the picture, each kept on every day."""
    days = [day(offset, (2, 1), (2, 1)) for offset in range(-7 * n, 0)]
    return [one if one.day.weekday() < 5 else replace(one, room=Count(), done=Count()) for one in days]


STEADY = Suggestion(SuggestionCode.RHYTHM, ("rhythm", "steady"), ("rhythm", "quiet"), rhythm="steady")
NEVER = Suggestion(
    SuggestionCode.MOVE, ("bad-time", "add", "15:00-16:00"), ("bad-time", "drop", "15:00-16:00"),
    hour=time(15), taken=time(10),
)  # fmt: skip
FEWER = Suggestion(SuggestionCode.FEWER, ("rhythm", "quiet"), ("rhythm", "steady"), rhythm="quiet")


@pytest.mark.parametrize(
    ("found", "line", "label", "done"),
    [
        (
            STEADY, "", "Two weeks kept. Try Steady: 3 short and 2 longer a day", "Steady from now on.",
        ),
        (
            NEVER, "Breaks after 15:00 haven’t worked out so far; those after 10:00 have.", "Move it",
            "Nothing between 15:00 and 16:00 from now on.",
        ),
        (
            replace(NEVER, hour=time(23), taken=None), "Breaks after 23:00 haven’t worked out so far.",
            "Move it", "Nothing between 23:00 and 00:00 from now on.",
        ),
        (
            FEWER, "Most offers passed by lately. Fewer may suit your weeks better.",
            "Try Quiet: 2 short and 1 longer a day", "Quiet from now on.",
        ),
    ],
)  # fmt: skip
def test_what_is_suggested_says_what_it_does(found: Suggestion, line: str, label: str, done: str) -> None:
    view = week_view(summarise(PICTURE, MONDAY), PICTURE, {}, today=FRIDAY, suggestion=found).suggestion
    assert view is not None
    assert (view.line, view.label, view.done) == (line, label, done)
    assert (view.command, view.undo) == (found.command, found.undo)


def test_an_earlier_week_suggests_nothing() -> None:
    assert (
        week_view(summarise(PICTURE, MONDAY), PICTURE, {}, today=LATER, suggestion=STEADY).suggestion is None
    )


def relief(minutes: float) -> Relief:
    return Relief(1, time(10), time(13), time(11), minutes, 14950.0)


@pytest.mark.parametrize(
    ("suggested", "minutes", "told"), [(None, 130, True), (STEADY, 130, False), (STEADY, 180, True)]
)
def test_one_suggestion_a_meeting_or_a_rhythm(
    suggested: Suggestion | None, minutes: float, told: bool
) -> None:
    found = week_view(
        summarise(PICTURE, MONDAY), PICTURE, AREAS, GAPS, today=FRIDAY, suggestion=suggested,
        relief=relief(minutes),
    )  # fmt: skip
    sentence = "Tuesdays 10:00–13:00 never left room. Ending the 11:00 five minutes early would."
    assert (found.foot == sentence) is told
    assert (found.suggestion is None) is told


def test_an_earlier_week_suggests_no_meeting() -> None:
    found = week_view(summarise(PICTURE, MONDAY), PICTURE, AREAS, GAPS, today=LATER, relief=relief(180))
    assert "never left room" not in found.foot

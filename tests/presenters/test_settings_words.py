from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.core.faults import Fault
from intermezzo.core.practice.model import Day, Kind, Plan, Slot
from intermezzo.core.scheduling.hours import parse_interval
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import GROUPS, SPECS, Settings
from intermezzo.core.settings_check import fitted
from intermezzo.presenters import settings as words


@pytest.mark.parametrize(
    "key", [key for key, spec in SPECS.items() if spec.form not in {"", "choices", "calendars", "times"}]
)
def test_a_field_shows_its_default_so_that_it_reads_and_fits(key: str) -> None:
    form, default = words.text_form(SPECS[key].form, {"Europe/Lisbon"}), getattr(Settings(), key)
    read = form.parse(form.show(default))
    assert fitted(key, read, lambda _zone: False) == default
    assert form.hint


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ()),
        ("09:00-17:00", ("09:00-17:00",)),
        ("9-12.30, 13:30 – 17", ("09:00-12:30", "13:30-17:00")),
        ("13-17, 9 to 12", ("09:00-12:00", "13:00-17:00")),
        ("22:00-02:00", ("22:00-02:00",)),
        ("00:00-24:00", ("00:00-24:00",)),
    ],
)
def test_stretches_of_work_are_read_as_people_write_them(text: str, kept: tuple[str, ...]) -> None:
    assert words.read_intervals(text) == kept
    assert words.read_intervals(words.show_intervals(kept)) == kept
    for one in kept:
        parse_interval(one)


@pytest.mark.parametrize("text", ["nine", "9-25", "9-9", "9-12, 11-14", "22-03, 23-24", "9-12-14", "9:70-10"])
def test_what_is_no_stretch_of_work_costs_one_line(text: str) -> None:
    with pytest.raises(Fault) as told:
        words.read_intervals(text)
    assert "\n" not in str(told.value)
    assert str(told.value).endswith(".")


@given(st.sets(st.dates(date(2020, 1, 1), date(2020, 3, 31)), max_size=40))
def test_days_off_read_back_as_they_were_shown(days: set[date]) -> None:
    kept = tuple(day.isoformat() for day in sorted(days))
    assert words.read_days(words.show_days(kept)) == kept


def test_a_run_of_days_is_written_by_its_ends() -> None:
    assert words.read_days("2026-12-30 to 2027-01-02") == (
        "2026-12-30",
        "2026-12-31",
        "2027-01-01",
        "2027-01-02",
    )
    assert words.show_days(("2026-12-24", "2026-12-25", "2026-12-26")) == "2026-12-24 to 2026-12-26"


@pytest.mark.parametrize(
    "text", ["24.12.2026", "2026-02-30", "2026-12-31 to 2026-12-01", "2026-01-01 to 2028-01-01"]
)
def test_what_is_no_date_costs_one_line(text: str) -> None:
    with pytest.raises(Fault):
        words.read_days(text)


def test_words_are_kept_once_and_trimmed() -> None:
    assert words.read_words(" lunch,  deep   work , lunch,,") == ("lunch", "deep work")


def test_addresses_and_zones_are_checked() -> None:
    assert words.read_addresses("me@example.org; you@example.org") == ("me@example.org", "you@example.org")
    with pytest.raises(Fault, match="is not an email address"):
        words.read_addresses("me")
    read = partial(words.read_zone, {"Europe/Lisbon", "America/New_York"})
    assert read("") == ""
    assert read("America/New York") == "America/New_York"
    with pytest.raises(Fault, match="not a time zone"):
        read("Lisbon")


def test_every_page_and_every_setting_has_words() -> None:
    for group in GROUPS:
        title, subtitle = words.page(group)
        assert title
        assert subtitle.endswith(".")
    assert all(words.label(key) for key in SPECS)


def test_the_strip_tells_the_day_in_fractions_and_in_words() -> None:
    zone = ZoneInfo("Europe/Berlin")
    start = datetime(2026, 11, 20, 8, tzinfo=UTC)

    def at(hours: float) -> datetime:
        return start + timedelta(hours=hours)

    day = Day(work=(Interval(at(0), at(8)),), busy=(Interval(at(-1), at(2)), Interval(at(4), at(5))))
    plan = Plan(
        slots=(Slot(at(2), at(2.05), Kind.INTERLUDE), Slot(at(6), at(6.1), Kind.MICRO)),
        longest_stretch_minutes=133,
    )
    view = words.strip(day, plan, zone, "Planning")
    assert [(span.start, span.end) for span in view.busy] == [(0.0, 0.25), (0.5, 0.625)]
    assert [slot.start for slot in view.slots] == [0.25, 0.75]
    assert [label for _share, label in view.ticks] == ["9", "11", "13", "15", "17"]
    assert "".join(view.sentence) == "Longest without moving: 2 h 13 min, across Planning."
    assert view.words.startswith(
        "busy 09:00 to 11:00; busy 13:00 to 14:00; interlude at 11:00; micro-session at 15:00"
    )
    assert view.work_minutes == 480
    lunch = words.strip(replace(day, breaks=day.busy[1:]), plan, zone)
    assert [(span.start, span.end) for span in lunch.breaks] == [(0.5, 0.625)]
    assert lunch.words.startswith("busy 09:00 to 11:00; a break 13:00 to 14:00; interlude")


def test_a_day_off_has_a_sentence_and_no_strip() -> None:
    view = words.strip(Day(), Plan(), UTC)
    assert view.ticks == ()
    assert "".join(view.sentence) == "Day off. On a working day the plan shows here."


def test_what_is_left_to_choose_from_is_a_sentence() -> None:
    assert words.left(23, 50) == "This leaves 23 of 50 sessions to choose from."

"""What the sheet says of a calendar that is tried out."""

from datetime import UTC, date, datetime, timedelta

import pytest

from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.settings import Calendar, Settings
from intermezzo.presenters.calendars import adding as words
from intermezzo.presenters.calendars.guides import CHECKED, guides

TODAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def meeting(hours: float, minutes: int = 30) -> Occurrence:
    """A meeting that begins so many hours after noon."""
    start = NOON + timedelta(hours=hours)
    return Occurrence(start, start + timedelta(minutes=minutes), "Planning", alone=False)


@pytest.mark.parametrize(
    ("known", "line"),
    [
        ([meeting(-2), meeting(1.05), meeting(3)], "3 meetings today, next 13:03"),
        ([meeting(-2)], "1 meeting today"),
        ([meeting(72), meeting(21)], "No meetings today, next Saturday 09:00"),
        ([], "No meetings in the next days"),
    ],
)
def test_todays_meetings_are_counted_and_the_next_is_told(known: list[Occurrence], line: str) -> None:
    known.sort(key=lambda one: one.start)
    assert words.today_line(known, Settings(), TODAY, NOON, UTC) == line


def test_the_day_is_drawn_from_eight_to_six_or_around_its_meetings() -> None:
    usual = words.today_strip([meeting(0)], Settings(), TODAY, NOON, UTC)
    assert [label for _at, label in usual.ticks] == ["8", "10", "12", "14", "16", "18"]
    assert usual.busy[0].start == pytest.approx(0.4)
    assert usual.sentence == ("", "1 meeting today", "")
    late = words.today_strip([meeting(-6), meeting(8, 60)], Settings(), TODAY, NOON, UTC)
    assert (late.busy[0].start, late.busy[-1].end) == (0.0, 1.0)


def test_calendars_of_one_name_are_told_apart() -> None:
    account = Calendar("https://cloud.example.org/dav/work/", kind="caldav", id="1", user="ana")
    assert words.where(account) == "ana · cloud.example.org"
    assert words.where(Calendar("x", kind="thunderbird", id="2")) == "Thunderbird"
    assert words.where(Calendar("/home/ana/work.ics")) == "/home/ana/work.ics"


def test_every_guide_with_a_provider_has_its_link_and_the_date_of_its_steps() -> None:
    found = guides()
    assert len({guide.key for guide in found}) == len(found) == 9
    for guide in found:
        assert guide.steps
        assert bool(guide.checked) is guide.link.startswith("https://"), guide.key
        if guide.link:
            assert str(CHECKED.year) in guide.checked
            assert guide.otherwise, "what to do where it is not allowed"

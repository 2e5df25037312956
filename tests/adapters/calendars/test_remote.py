"""What is known of fetched calendars, asked for by the real children from a real server."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from intermezzo.adapters.calendars import remote
from intermezzo.adapters.calendars.remote import Known
from intermezzo.core.scheduling.intervals import Interval
from tests.adapters.calendars.fetch.servers import Servers
from tests.adapters.calendars.published import ME, TITLE, WORK, Published, calendar

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
WINDOW = Interval(NOW - timedelta(days=2), NOW + timedelta(days=30))
START = NOW + timedelta(hours=2)
ASKED: dict[str, Any] = {"calendar": WORK, "window": WINDOW, "zone": "UTC", "words": "a"}


@pytest.fixture
def published(servers: Servers) -> Published:
    return Published(servers, calendar(START))


def refresh(published: Published, before: Known | None = None, minutes: int = 0, **other: Any) -> Known:
    """Ask for the one calendar."""
    asked = ASKED | other
    calendar_, known = asked["calendar"], {before.calendar.id: before} if before else {}
    found = remote.refresh(
        [calendar_], known, asked["window"], asked["zone"], asked["words"], {WORK.id: published.url},
        NOW + timedelta(minutes=minutes),
    )  # fmt: skip
    assert [*found] == [WORK.id]
    return found[WORK.id]


def fault_of(known: Known) -> str:
    """Return the code of what went wrong; empty if nothing did."""
    if known.reading.fault is None:
        return ""
    what: Any = known.reading.fault.facts.get("what")
    return str(what.code) if what else known.reading.fault.code


def test_an_answer_is_known_with_its_titles_and_its_time(published: Published) -> None:
    known = refresh(published)
    assert [(one.start, one.title) for one in known.reading.occurrences] == [(START, TITLE)]
    assert (known.reading.as_of, known.last.at, known.last.failures, fault_of(known)) == (NOW, NOW, 0, "")
    assert (known.calendar, known.window, known.zone, known.words) == (WORK, WINDOW, "UTC", "a")


def test_what_has_not_changed_is_known_as_of_now(published: Published) -> None:
    first = refresh(published)
    second = refresh(published, first, 15)
    assert published.asked == [False, True]
    assert second.reading == replace(first.reading, as_of=NOW + timedelta(minutes=15))
    published.change(calendar(START + timedelta(hours=3)))
    third = refresh(published, second, 30)
    assert [one.start for one in third.reading.occurrences] == [START + timedelta(hours=3)]


OTHERS: list[Mapping[str, Any]] = [
    {"calendar": replace(WORK, me=(ME,))},
    {"window": Interval(WINDOW.start, WINDOW.end + timedelta(days=1))},
    {"zone": "Europe/Berlin"},
    {"words": "b"},
]


@pytest.mark.parametrize("other", OTHERS, ids=lambda one: next(iter(one)))
def test_other_settings_need_the_whole_answer(published: Published, other: Mapping[str, Any]) -> None:
    known = refresh(published, refresh(published), 15, **other)
    assert published.asked == [False, False]
    assert known == replace(refresh(published, minutes=15, **other), validators=known.validators)
    assert known.reading.occurrences[0].declined == ("calendar" in other)


@pytest.mark.parametrize("other", OTHERS, ids=lambda one: next(iter(one)))
def test_they_need_it_still_after_a_fault(published: Published, other: Mapping[str, Any]) -> None:
    first = refresh(published)
    published.busy_for = 60
    second = refresh(published, first, 15, **other)
    assert second.reading.occurrences == first.reading.occurrences
    published.busy_for = 0
    third = refresh(published, second, 17, **other)
    assert published.asked == [False, False, False]
    assert third.reading.occurrences[0].declined == ("calendar" in other)


def test_a_fault_leaves_what_is_known_and_is_counted(published: Published) -> None:
    known = first = refresh(published)
    published.busy_for = 120
    for failures in (1, 2):
        known = refresh(published, known, failures)
        assert (known.last.failures, known.last.retry_after) == (failures, 120.0)
        assert known.last.at == NOW + timedelta(minutes=failures)
        assert fault_of(known) == "fetch.server_error"
        assert (known.reading.occurrences, known.reading.as_of) == (first.reading.occurrences, NOW)
    published.busy_for = 0
    known = refresh(published, known, 10)
    assert (published.asked[-1], known.last.failures, fault_of(known)) == (True, 0, "")


def test_without_an_answer_nothing_is_known(published: Published) -> None:
    published.busy_for = 120
    known = refresh(published)
    assert (known.reading.occurrences, known.reading.as_of, known.last.failures) == ((), None, 1)
    assert fault_of(known)


def test_what_is_too_much_to_parse_is_a_fault_too(published: Published) -> None:
    first = refresh(published)
    daily = calendar(START).replace(b"SUMMARY", b"RRULE:FREQ=DAILY\r\nSUMMARY")
    event = daily[daily.index(b"BEGIN:VEVENT") : daily.index(b"END:VCALENDAR")]
    many = (event.replace(b"UID:1", b"UID:%d" % number) for number in range(2, 900))
    published.change(daily.replace(b"END:VCALENDAR", b"".join(many) + b"END:VCALENDAR"))
    second = refresh(published, first, 15)
    assert second.last.failures == 1
    assert fault_of(second) == "calendars.too_many"
    assert second.reading.occurrences == first.reading.occurrences
    published.change(calendar(START))
    assert fault_of(refresh(published, second, 30)) == ""


def test_what_was_left_out_of_an_answer_is_told(published: Published) -> None:
    whole = calendar(START)
    without_start = b"BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:x\r\nEND:VEVENT\r\n"
    published.change(whole.replace(b"BEGIN:VEVENT", without_start + b"BEGIN:VEVENT", 1))
    known = refresh(published)
    assert [str(one.facts["path"]) for one in known.reading.warnings] == ["Work"]
    assert len(known.reading.occurrences) == 1
    again = refresh(published, known, 15)
    assert again.reading.warnings == known.reading.warnings


def test_one_that_cannot_be_fetched_does_not_stop_the_others(published: Published) -> None:
    away, wrong = replace(WORK, id="away"), replace(WORK, id="wrong")
    secrets = {WORK.id: published.url, "away": "http://localhost:9/", "wrong": "ftp://localhost/"}
    found = remote.refresh([away, WORK, wrong], {}, WINDOW, "UTC", "a", secrets, NOW)
    assert [*found] == ["away", WORK.id, "wrong"]
    assert [len(one.reading.occurrences) for one in found.values()] == [0, 1, 0]
    assert [bool(fault_of(one)) for one in found.values()] == [True, False, True]


def test_a_calendar_is_fetched_once_to_be_tried(published: Published) -> None:
    found = remote.fetch(WORK, published.url, WINDOW, "UTC")
    assert (found.calendar, found.faults) == (WORK, ())
    assert [one.title for one in found.files[0].occurrences] == [TITLE]
    published.busy_for = 60
    (fault,) = remote.fetch(WORK, published.url, WINDOW, "UTC").faults
    assert fault.code.startswith("fetch.")

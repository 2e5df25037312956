"""When the card before bed may come: the night, once, in any zone; and when it asks whether to stop."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.scheduling.before_bed import asks_to_stop, is_open, window
from intermezzo.core.settings import Settings

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 11, 20)


def settings(bedtime: str = "22:30", rollover: str = "04:00") -> Settings:
    return Settings(before_bed=True, bedtime=bedtime, rollover=rollover)


def told(one: Settings, day: date, zone: ZoneInfo = BERLIN) -> str:
    span = window(one, day, zone)
    assert span is not None
    return " ".join(moment.astimezone(zone).strftime("%d %H:%M") for moment in (span.start, span.end))


@pytest.mark.parametrize(
    ("bedtime", "told_as"),
    [
        ("22:30", "20 22:00 20 23:30"),
        ("23:45", "20 23:15 21 00:45"),
        ("00:30", "21 00:00 21 01:30"),  # after midnight belongs to the evening before
        ("03:59", "21 03:29 21 04:00"),  # and ends with the local day
        ("04:00", "20 04:00 20 05:00"),
    ],
)
def test_it_may_come_from_half_an_hour_before_bedtime_to_an_hour_after(bedtime: str, told_as: str) -> None:
    assert told(settings(bedtime), DAY) == told_as


def test_it_is_off_until_it_is_asked_for() -> None:
    assert window(Settings(), DAY, BERLIN) is None


def test_the_nights_in_which_clocks_change_have_one_window_too() -> None:
    # 02:30 is skipped on 29 March, and comes twice on 25 October.
    assert told(settings("02:30"), date(2026, 3, 28)) == "29 03:00 29 04:00"
    span = window(settings("02:30"), date(2026, 10, 24), BERLIN)
    assert span is not None
    assert span.start == datetime(2026, 10, 25, 0, tzinfo=UTC)
    assert span.length == timedelta(minutes=90)


def row(kind: EventKind, day: date = DAY, *, id_: str = "", reason: Reason | None = None) -> Event:
    at = datetime(day.year, day.month, day.day, 21, tzinfo=UTC)
    return Event(
        id_ or f"{kind}{day}", kind, at, 3600, day, occurrence=f"o-{day}", session="before_bed", reason=reason
    )


def test_it_comes_once_a_local_day_and_again_only_after_a_snooze() -> None:
    assert is_open([], DAY)
    offered = row(EventKind.OFFERED)
    assert not is_open([offered], DAY)
    assert is_open([offered], DAY + timedelta(days=1))
    assert is_open([offered, row(EventKind.SNOOZED)], DAY)
    for kind in (EventKind.UNANSWERED, EventKind.DECLINED, EventKind.HELD, EventKind.BEGUN):
        assert not is_open([offered, row(kind)], DAY)
    assert not is_open([row(EventKind.BEGUN), row(EventKind.COMPLETED)], DAY), "begun by hand"


def nights(*kinds: EventKind) -> list[Event]:
    return [row(kind, DAY + timedelta(days=n)) for n, kind in enumerate(kinds)]


NO, YES = EventKind.UNANSWERED, EventKind.BEGUN


@pytest.mark.parametrize(
    ("kinds", "asks"),
    [
        ((), False),
        ((NO, NO), False),
        ((NO, NO, NO), True),
        ((NO, NO, NO, NO), False),  # asked once
        ((YES, NO, NO, NO), True),
        ((NO, NO, YES, NO), False),
        ((NO, EventKind.DECLINED, NO, NO), False),
    ],
)
def test_after_three_unanswered_nights_it_asks_once(kinds: tuple[EventKind, ...], asks: bool) -> None:
    assert asks_to_stop(nights(*kinds)) is asks


def test_a_night_without_anybody_there_does_not_count() -> None:
    away = row(NO, DAY + timedelta(days=2), reason=Reason.AWAY)
    assert not asks_to_stop([*nights(NO, NO), away])

"""Nights in which the clock changes, and jumps while the card stands: one card, and no row twice.

One app sleeps from night to night of a year. It wakes in a meeting, some seconds before the clock changes,
and something is due as soon as the meeting is over.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from intermezzo.core.settings import WEEKDAYS
from tests.desktop.moved_clock import MovedClock
from tests.desktop.person import Person
from tests.desktop.running import CARD, App, lay_out, pictured, sound, write_calendar
from virtual_desktop import Desktop, wait_until

pytestmark = [pytest.mark.desktop, pytest.mark.slow]

BEFORE = timedelta(minutes=115)
"""How long before the change it wakes and reads the calendar: early in the same day, so that the sleep is a
break of an hour at most in it, and one with room for a card after it."""
LEAD = timedelta(seconds=3)
"""How long before the change it wakes again."""
JUST_BACK = 1.0
"""Seconds without a card after a jump, instead of ninety."""
LONG_MEETING = timedelta(hours=10)
ALL_DAY: dict[str, Any] = dict.fromkeys(WEEKDAYS, ("00:00-24:00",))
"""Work at every hour, so that the nights are worked through."""


@dataclass(frozen=True, slots=True)
class Night:
    """``change`` is a moment in UTC, in a ``day`` with so many hours; from then on it is ``ahead`` of UTC."""

    zone: str
    change: datetime
    day: str
    hours: float
    ahead: float
    """Hours."""


def night(zone: str, change: str, day: str, hours: float, ahead: float) -> Night:
    return Night(zone, datetime.fromisoformat(change).replace(tzinfo=UTC), day, hours, ahead)


NIGHTS = (
    night("Asia/Kolkata", "2026-12-31T20:30", "2027-01-01", 24, 5.5),  # in week 53 of the year before
    night("Europe/Berlin", "2027-03-28T01:00", "2027-03-28", 23, 2),
    night("Australia/Lord_Howe", "2027-04-03T15:00", "2027-04-04", 24.5, 10.5),
    night("Europe/Berlin", "2027-10-31T01:00", "2027-10-31", 25, 1),
)


class Life:
    """The app and its computer."""

    def __init__(self, desktop: Desktop, folder: Path, first: datetime) -> None:
        self.home, self._desktop, self._zone = folder / "home", desktop, folder / "localtime"
        self.clock = MovedClock(folder, (first - datetime.now(UTC)).total_seconds(), JUST_BACK)
        lay_out(self.home, (), timezone="", rollover="00:00", settle=0, rhythm="frequent", **ALL_DAY)
        self._meet(first + LONG_MEETING / 2)
        self.travel(NIGHTS[0].zone)
        env = {**self.clock.env, "TZ": f":{self._zone}"}
        self.app = App(desktop, self.home, env=env, program=self.clock.program).ready()

    def travel(self, zone: str) -> None:
        other = self._zone.with_suffix(".other")
        other.symlink_to(f"/usr/share/zoneinfo/{zone}")
        other.replace(self._zone)

    def wake(self, at: datetime, meeting_end: datetime) -> None:
        """Sleep until then, and wake in a meeting; a hand moves the mouse."""
        self._meet(meeting_end)
        self._desktop.run("xdotool", "mousemove_relative", "1", "1")
        self.sleep_until(at)

    def sleep_until(self, at: datetime) -> None:
        self.clock.sleep((at - self.clock.now()).total_seconds())

    def _meet(self, until: datetime) -> None:
        """Write a calendar with a long meeting that ends then."""
        start, end = (
            (one - datetime.now(UTC)) / timedelta(minutes=1) for one in (until - LONG_MEETING, until)
        )
        write_calendar(self.home / "work.ics", [("Night watch", start, end)])


def has_rows(app: App, kind: str, count: int) -> bool:
    return len(app.rows(kind)) >= count


def begins_at(moment: datetime, status: dict[str, Any]) -> bool:
    """Return whether the first slot is at most a second from ``moment``."""
    starts = [datetime.fromisoformat(slot["start"]) for slot in status["slots"]]
    return bool(starts) and abs(starts[0] - moment) <= timedelta(seconds=1)


def test_nights_with_another_day_or_another_hour_bring_one_card_each(
    desktop: Desktop, person: Person, tmp_path: Path
) -> None:
    life = Life(desktop, tmp_path, NIGHTS[0].change - timedelta(hours=4))
    app = life.app
    with pictured(person, tmp_path):
        for count, one in enumerate(NIGHTS, 1):
            end = one.change + timedelta(seconds=1)
            life.travel(one.zone)
            life.wake(one.change - BEFORE, end)
            app.wait(partial(begins_at, end), "the slot after the meeting")
            life.sleep_until(one.change - LEAD)
            wait_until(partial(has_rows, app, "offered", count), what=f"the card of {one}")
            (row,) = app.rows("offered")[count - 1 :]
            assert (row["day"], row["offset"]) == (one.day, one.ahead * 3600)
            assert row["at"] > f"{one.change:%Y-%m-%d %H:%M:%S}"
            person.wait_window(CARD)
            assert len(person.windows(CARD)) == 1
            app.say("answer", "done")
            wait_until(lambda: not person.windows(CARD), what="the card to leave")
            assert [row["day"] for row in app.rows("done_already")][count - 1 :] == [one.day]
            frame = json.loads(app.rows("day")[-1]["detail"])
            assert frame["work"] == one.hours * 60
        ids = [row["id"] for row in app.rows()]
        assert len(ids) == len(set(ids))
        occurrences = [row["occurrence"] for row in app.rows("offered")]
        assert occurrences == [row["occurrence"] for row in app.rows("done_already")]
        assert len(occurrences) == len(set(occurrences)) == len(NIGHTS)
        assert app.rows("completed", "unanswered") == []
        assert app.end() == 0
    assert sound(life.home)


def test_a_card_that_stands_leaves_with_each_jump_and_comes_back_as_the_same_offer(
    desktop: Desktop, person: Person, tmp_path: Path
) -> None:
    home, clock = tmp_path / "home", MovedClock(tmp_path, just_back=JUST_BACK)
    lay_out(home)
    with pictured(person, tmp_path):
        app = App(desktop, home, env=clock.env, program=clock.program).offered()
        clock.sleep(120)
        wait_until(partial(has_rows, app, "offered", 2), what="the card after the sleep")
        clock.set(-200)
        app.wait(lambda now: now["reason"] == "next_slot", "the time before the offer")
        wait_until(lambda: not person.windows(CARD), what="the card to leave")
        clock.set(200)
        wait_until(partial(has_rows, app, "offered", 3), what="the card at its time")
        person.wait_window(CARD)
        assert len(person.windows(CARD)) == 1
        app.say("answer", "skip")
        app.wait(lambda now: now["offer"] is None, "the answer")
        assert [row["reason"] for row in app.rows("unanswered")] == ["away", "away"]
        assert len(app.rows("declined")) == 1
        assert app.rows("away", "dropped", "done_already", "completed") == []
        assert len({row["occurrence"] for row in app.rows("offered", "unanswered", "declined")}) == 1
        assert app.end() == 0
    assert sound(home)

"""Nights in which the clock changes, and jumps while the card stands: one card, and no row twice.

One app sleeps from night to night of a year. It wakes in a meeting, just before the clock changes, and
something is due as soon as the meeting is over. In the last night the computer hibernates, its clock is set
and it travels while the card stands.
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
from tests.desktop.running import CARD, App, lay_out, pictured, sound, stay_present, write_calendar
from tests.desktop.services import Service, service
from virtual_desktop import Desktop, wait_until

pytestmark = pytest.mark.slow

BEFORE = timedelta(minutes=115)
"""How long before the change it wakes and reads the calendar: early in the same day, so that the sleep is a
break of an hour at most in it, and one with room for a card after it."""
LEAD = timedelta(seconds=1)
"""How long before the change it wakes again."""
JUST_BACK = 0.25
"""Seconds without a card after a jump, instead of ninety."""
LONG_MEETING = timedelta(hours=10)
BACK = timedelta(days=5)
"""How long before a night they come back from months away: the first days would have few sessions."""
NAP = 120.0
"""Seconds asleep, too few for a break."""
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

ELSEWHERE, WEST = "2027-10-30", timedelta(hours=-4)
"""The day that it still is in New York in the last night, and its offset there."""


class Life:
    """The app and its computer."""

    def __init__(self, desktop: Desktop, folder: Path, first: datetime) -> None:
        self.home, self._desktop, self._zone = folder / "home", desktop, folder / "localtime"
        self.clock = MovedClock(folder, (first - datetime.now(UTC)).total_seconds(), JUST_BACK)
        lay_out(self.home, (), timezone="", rollover="00:00", settle=0, rhythm="frequent", **ALL_DAY)
        self._meeting_end = first
        self._meet(first + LONG_MEETING / 2)
        self.travel(NIGHTS[0].zone)
        env = {**self.clock.env, "TZ": f":{self._zone}"}
        self.app = App(desktop, self.home, env=env, program=self.clock.program).ready()

    def travel(self, zone: str) -> None:
        other = self._zone.with_suffix(".other")
        other.symlink_to(f"/usr/share/zoneinfo/{zone}")
        other.replace(self._zone)

    def wake(self, at: datetime, meeting_end: datetime) -> None:
        """Sleep until then, and wake in a meeting. That of this moment goes on until the sleep."""
        self._meeting_end = min(self._meeting_end, at)
        self._meet(meeting_end)
        stay_present(self._desktop)
        self.sleep_until(at)

    def sleep_until(self, at: datetime) -> None:
        self.clock.sleep((at - self.clock.now()).total_seconds())
        self.clock.wait_seen()

    def hibernate(self, logind: Service) -> None:
        """Sleep for a while, and have logind say so."""
        for begins in (True, False):
            manager = ["/org/freedesktop/login1", "org.freedesktop.login1.Manager"]
            logind.set(emit=[*manager, "PrepareForSleep", "b", [begins]])
            if begins:
                self.clock.sleep(NAP)
                self.clock.wait_seen()

    def _meet(self, until: datetime) -> None:
        """Write a calendar with the last long meeting and one that ends then."""
        now, length = datetime.now(UTC), LONG_MEETING / timedelta(minutes=1)
        ends = [(end - now) / timedelta(minutes=1) for end in (self._meeting_end, until)]
        write_calendar(self.home / "work.ics", [("Night watch", end - length, end) for end in ends])
        self._meeting_end = until


def has_rows(app: App, kind: str, count: int) -> bool:
    return len(app.rows(kind)) >= count


def begins_at(moment: datetime, status: dict[str, Any]) -> bool:
    """Return whether the first slot is at most a second from ``moment``."""
    starts = [datetime.fromisoformat(slot["start"]) for slot in status["slots"]]
    return bool(starts) and abs(starts[0] - moment) <= timedelta(seconds=1)


def no_card(app: App, person: Person) -> bool:
    return app.status()["offer"] is None and not person.windows(CARD)


def test_a_year_of_nights_and_jumps_brings_one_card_at_a_time(
    desktop: Desktop, person: Person, tmp_path: Path
) -> None:
    with service(desktop, "org.freedesktop.login1") as logind, pictured(person, tmp_path):
        life = Life(desktop, tmp_path, NIGHTS[0].change - timedelta(hours=4))
        app = life.app
        for count, one in enumerate(NIGHTS, 1):
            bring_card(life, person, one, count)
            if one is NIGHTS[-1]:
                jump_with_a_card(life, person, logind, one)
            app.say("answer", "done")
            wait_until(lambda: not person.windows(CARD), what="the card to leave")
            assert [row["day"] for row in answers(app)] == [night.day for night in NIGHTS[:count]]
            assert [frame["work"] for frame in frames(app, one.day)][-1] == one.hours * 60
        ids = [row["id"] for row in app.rows()]
        assert len(ids) == len(set(ids))
        answered = [row["occurrence"] for row in answers(app)]
        offered = dict.fromkeys(row["occurrence"] for row in app.rows("offered") if row["day"] != ELSEWHERE)
        assert list(offered) == answered
        assert len(answered) == len(NIGHTS)
        assert app.rows("completed") == []
        assert app.end() == 0
    assert sound(life.home)


def bring_card(life: Life, person: Person, one: Night, count: int) -> None:
    """Wake twice in the night, and wait for its card."""
    end, app = one.change + timedelta(seconds=1), life.app
    if count > 1:
        back = one.change - BACK
        life.wake(back, back + LONG_MEETING / 2)
        # Not before the meeting: in another zone it can be another day, with room for a card at once.
        life.travel(one.zone)
        wait_until(lambda: app.reply("moved").ok, what="the movement in the meeting")
    life.wake(one.change - BEFORE, end)
    app.wait(partial(begins_at, end), "the slot after the meeting")
    life.sleep_until(one.change - LEAD)
    wait_until(partial(has_rows, app, "offered", count), what=f"the card of {one}")
    (row,) = app.rows("offered")[count - 1 :]
    assert (row["day"], row["offset"]) == (one.day, one.ahead * 3600)
    assert row["at"] > f"{one.change:%Y-%m-%d %H:%M:%S}"
    assert one_card(app, person)


def jump_with_a_card(life: Life, person: Person, logind: Service, one: Night) -> None:
    """Let the card leave and come back as the same offer, four times."""
    app, occurrence = life.app, life.app.rows("offered")[-1]["occurrence"]

    def kinds() -> list[str]:
        rows = [row for row in app.rows() if row["occurrence"] == occurrence and row["kind"] != "held"]
        assert {row["day"] for row in rows} == {one.day}
        return sorted(row["kind"] for row in rows)

    def comes_back(times: int, after: str) -> None:
        """Wait for the card: each time it left and came with a row."""
        found = ["offered"] * (times + 1) + ["unanswered"] * times
        wait_until(lambda: kinds() == found, what=f"the card after {after}")
        assert one_card(app, person)

    life.hibernate(logind)
    comes_back(1, "the sleep")
    life.clock.set(-200)
    wait_until(partial(no_card, app, person), what="the card to leave")
    life.clock.set(200)
    comes_back(2, "the clock that was set")
    life.travel("Asia/Kolkata")
    life.hibernate(logind)
    comes_back(3, "the journey east")
    # In the west it is the evening before, a day of its own, which may have a card of its own.
    life.travel("America/New_York")
    life.hibernate(logind)
    app.wait(lambda now: datetime.fromisoformat(now["until"]).utcoffset() == WEST, "the day before")
    assert len(person.windows(CARD)) <= 1
    life.travel(one.zone)
    life.hibernate(logind)
    comes_back(4, "the journey home")
    assert {row["reason"] for row in app.rows("unanswered")} == {"away"}
    gone = {json.loads(row["detail"])["id"] for row in app.rows("retracted")}
    dropped = [row["day"] for row in app.rows("dropped") if row["id"] not in gone]
    assert len(dropped) == len(set(dropped))
    assert one.day not in dropped


def answers(app: App) -> list[dict[str, Any]]:
    """Return the rows of the answers in the nights."""
    return [row for row in app.rows("done_already") if row["day"] in {one.day for one in NIGHTS}]


def one_card(app: App, person: Person) -> bool:
    person.wait_window(CARD)
    return app.status()["offer"] is not None and len(person.windows(CARD)) == 1


def of_day(app: App, kind: str, day: str) -> list[dict[str, Any]]:
    return [row for row in app.rows(kind) if row["day"] == day]


def frames(app: App, day: str) -> list[dict[str, Any]]:
    """Return what the rows of figures say of the day."""
    return [json.loads(row["detail"]) for row in of_day(app, "day", day)]

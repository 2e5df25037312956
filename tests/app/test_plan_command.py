"""``intermezzo plan`` and Today show the same slots, whatever has happened, with the app or without."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from intermezzo.adapters import instance
from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import parser
from intermezzo.cli.plan import today_here
from intermezzo.core.scheduling.calendar_rules import Occurrence
from tests.app.conftest import House, Sampled, Time

pytestmark = pytest.mark.slow

Slots = list[tuple[str, str, str, str]]
"""The start in UTC, the kind, the title and the reason of each."""
Happening = Callable[[House], object]


def turn(house: House) -> None:
    house.day.turn()
    house.until(lambda: not house.day.sampling)


def in_today(house: House) -> Slots:
    """What the Today window shows; a slot that is held has no reason, for it says why it waits."""
    house.until(lambda: not house.day.writer.hidden())
    rows = (row for row in house.today.view().rows if row.slot)
    return [
        (row.slot, row.kind.value if row.kind else "", row.label, "" if row.state == "held" else row.why)
        for row in rows
    ]


def assert_same(house: House, data: dict[str, Any]) -> None:
    shown, told = in_today(house), in_plan(house, data)
    assert [slot[:3] for slot in told] == [slot[:3] for slot in shown]
    assert all(one[3] in {"", other[3]} for one, other in zip(shown, told, strict=True))


def in_plan(house: House, data: dict[str, Any]) -> Slots:
    """What ``plan --json`` tells."""
    title = house.engine.state.title
    starts = [datetime.fromisoformat(one["start"]).astimezone(UTC) for one in data["slots"]]
    return [
        (start.isoformat(), one["kind"], title(one["session"]), one["why"])
        for start, one in zip(starts, data["slots"], strict=True)
    ]


def meeting(house: House, after: int, minutes: int) -> None:
    start = house.context.now() + timedelta(minutes=after)
    house.engine.state.occurrences = (Occurrence(start, start + timedelta(minutes=minutes), "Planning"),)


def snoozed(house: House) -> None:
    house.offer()
    assert house.say("answer", "snooze", "20")[0]


def skipped(house: House) -> None:
    house.offer()
    assert house.say("answer", "skip")[0]


def pinned(house: House) -> None:
    slot = house.engine.plan.slots[0].start.isoformat()
    assert house.say("pin", slot, "13:37")[0]


def unanswered(house: House) -> None:
    house.offer()
    house.run(200)


HAPPENINGS: dict[str, Happening] = {
    "nothing": lambda _house: None,
    "an offer": lambda house: house.offer(),
    "snoozed": snoozed,
    "skipped": skipped,
    "set by hand": pinned,
    "unanswered": unanswered,
    "moved": lambda house: house.say("moved"),
    "gentle": lambda house: house.say("gentle", "on"),
    "paused": lambda house: house.say("pause", "2h"),
    "a meeting that is said": lambda house: house.say("meeting", "for", "90"),
    "day off": lambda house: house.say("today", "off"),
    "another rhythm": lambda house: house.say("rhythm", "steady"),
    "a meeting now": lambda house: meeting(house, -5, 60),
    "a meeting soon": lambda house: meeting(house, 3, 120),
}
NOT_KEPT = {"an offer", "unanswered", "a meeting now", "a meeting soon"}
"""What a new start does not find as it was: an offer ends with its app, and these meetings are in no file."""


@pytest.fixture
def days(house: House) -> House:
    """The app on a day with room for everything, at noon."""
    turn(house)
    return house


@pytest.mark.parametrize("name", HAPPENINGS)
def test_the_running_app_tells_the_slots_of_today(days: House, name: str) -> None:
    HAPPENINGS[name](days)
    for minutes in (0, 40, 200):
        days.run(minutes * 60)
        turn(days)
        ok, line, data = days.say("plan")
        assert ok
        assert_same(days, data)
        assert data["date"] == days.context.today().isoformat()
        assert all(title in line for _start, _kind, title, _why in in_today(days))


@pytest.mark.parametrize("name", sorted(HAPPENINGS.keys() - NOT_KEPT))
def test_without_the_app_it_is_what_the_app_would_show_if_it_started(
    make: Callable[..., House], at: Time, home: Path, name: str
) -> None:
    before = make().start()
    before.day.probes = Sampled()  # type: ignore[assignment] # all that the day asks of them
    turn(before)
    HAPPENINGS[name](before)
    before.until(lambda: not before.day.writer.unwritten)
    before.until(lambda: before.settings_in_use == before.settings())
    before.leave()
    at.run(60)
    args = parser().parse_args(["plan"])
    _line, data = today_here(args, Paths(home), at.now)
    again = make().start()
    assert_same(again, data)


def test_a_home_that_was_never_used_has_the_plan_of_its_first_start(
    make: Callable[..., House], at: Time, home: Path
) -> None:
    _line, data = today_here(parser().parse_args(["plan"]), Paths(home), at.now)
    assert not (home / "intermezzo.sqlite3").exists(), "to look creates nothing"
    house = make().start()
    assert_same(house, data)
    assert data["slots"]


def test_the_command_asks_the_running_app_unless_it_is_to_suppose_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[str, ...]] = []

    def send(words: tuple[str, ...], *_rest: object) -> instance.Reply:
        asked.append(words)
        return instance.Reply(ok=True, line="as in Today", data={})

    monkeypatch.setattr(instance, "send", send)
    args: argparse.Namespace = parser().parse_args(["plan"])
    assert args.run(args, Paths(tmp_path)) == 0
    assert (asked, capsys.readouterr().out) == ([("plan",)], "as in Today\n")
    for words in (["--date", "2026-11-20"], ["--now", "14:30"], ["--micro", "0"], ["--timezone", "UTC"]):
        args = parser().parse_args(["plan", *words])
        assert args.run(args, Paths(tmp_path)) == 0
    assert len(asked) == 1


def test_another_zone_of_the_settings_is_that_of_the_plan(house: House) -> None:
    house.set_settings(replace(house.settings_in_use, timezone="Asia/Tokyo"))
    turn(house)
    _ok, _line, data = house.say("plan")
    assert data["timezone"] == "Asia/Tokyo"
    assert_same(house, data)

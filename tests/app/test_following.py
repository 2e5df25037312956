"""``status --follow`` on the real app: one line an event, clean ends, and a reader that goes."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import House
from tests.app.process import PROGRAM, User, user
from virtual_desktop import PATIENCE

pytestmark = pytest.mark.slow


class Follower:
    """A program that follows the app."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.events: list[dict[str, Any]] = []
        house.runtime.following.begin(lambda _ok, _line, data: self.events.append(data))
        house.runtime.following.told.connect(self.events.append)

    def names(self) -> list[str]:
        return [one["event"] for one in self.events]


@pytest.fixture
def follower(house: House) -> Follower:
    house.day.turn()
    house.until(lambda: not house.day.sampling)
    house.say("pause", "1h")
    one = Follower(house)
    house.until(lambda: one.events)
    return one


def test_a_day_is_told_event_by_event(follower: Follower) -> None:
    house = follower.house
    assert follower.events[0]["event"] == "state"
    assert (follower.events[0]["state"], follower.events[0]["reason"]) == ("hold", "paused")
    house.say("resume")
    house.offer()
    house.until(lambda: follower.events[-1]["state"] == "offer")
    offer = house.engine.offer
    assert offer is not None
    told = next(one for one in follower.events if one["event"] == "offer")
    assert told["session"] == offer.session.id
    assert house.say("answer", "snooze", "10")[0]
    house.until(lambda: "closed" in follower.names())
    assert next(one for one in follower.events if one["event"] == "closed")["how"] == "snoozed"
    house.run(700)
    house.offer()
    assert house.say("answer", "begin")[0]
    house.until(lambda: "begun" in follower.names())
    house.until(lambda: house.session.player is not None and house.session.player.playing is not None)
    player = house.session.player
    assert player is not None
    player.finish()
    house.until(lambda: "done" in follower.names())
    done = next(one for one in follower.events if one["event"] == "done")
    assert done["how"] in {"partial", "interrupted"}
    house.leave()
    assert follower.names()[-1] == "quit"


def test_turns_in_which_nothing_changes_tell_nothing(follower: Follower) -> None:
    count = len(follower.events)
    for _number in range(5):
        follower.house.run(30)
        follower.house.day.turn()
        follower.house.until(lambda: not follower.house.day.sampling)
    assert follower.events[count:] == []


@pytest.fixture
def one() -> Iterator[User]:
    with user() as found:
        found.lay_out()
        yield found


def follow(one: User, *more: Any, **options: Any) -> "subprocess.Popen[str]":
    """Run ``status --follow``."""
    return subprocess.Popen(
        [str(PROGRAM), "status", "--follow"], env=one.env, text=True, stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE, **{"stdout": subprocess.PIPE, **options},
    )  # fmt: skip


def read(process: "subprocess.Popen[str]", name: str) -> dict[str, Any]:
    """Return the next event of this name."""
    assert process.stdout is not None
    for line in process.stdout:
        event: dict[str, Any] = json.loads(line)
        if event["event"] == name:
            return event
    raise AssertionError(process.communicate())


def test_it_ends_well_when_the_app_quits(one: User) -> None:
    app = one.start()
    follower = follow(one)
    assert read(follower, "state")["state"] in {"starting", "wait", "hold", "offer"}
    assert one.say("pause", "1h").ok
    while read(follower, "hold")["reason"] != "paused":
        pass  # the first decision may hold for another reason
    assert one.run("quit").returncode == 0
    assert read(follower, "quit")["event"] == "quit"
    _out, errors = follower.communicate(timeout=PATIENCE)
    assert (follower.returncode, errors) == (0, "")
    app.communicate(timeout=PATIENCE)


def test_an_app_that_is_killed_is_one_line_and_exit_code_1(one: User) -> None:
    app = one.start()
    follower = follow(one)
    read(follower, "state")
    app.send_signal(signal.SIGKILL)
    app.communicate(timeout=PATIENCE)
    _out, errors = follower.communicate(timeout=PATIENCE)
    assert (follower.returncode, errors.count("\n")) == (1, 1)
    assert errors.startswith("intermezzo: Intermezzo has gone")


def test_it_ends_with_its_reader_though_nothing_happens(one: User) -> None:
    one.start()
    reader, writer = os.pipe()
    follower = follow(one, stdout=writer)
    os.close(writer)
    with open(reader, encoding="utf-8") as lines:  # noqa: PTH123 - a descriptor
        assert json.loads(lines.readline())["event"] == "state"
    _out, errors = follower.communicate(timeout=PATIENCE)
    assert (follower.returncode, errors) == (0, "")


def test_it_is_interrupted_as_other_programs_are(one: User, tmp_path: Path) -> None:
    one.start()
    follower = follow(one)
    read(follower, "state")
    follower.send_signal(signal.SIGINT)
    _out, errors = follower.communicate(timeout=PATIENCE)
    assert (follower.returncode, errors) == (130, "")


def test_without_an_app_it_is_one_line_and_exit_code_1(one: User) -> None:
    done = one.run("status", "--follow")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)


def test_a_program_that_does_not_read_keeps_no_command_waiting(one: User) -> None:
    one.start()
    follower = follow(one)
    read(follower, "state")
    for _number in range(40):
        assert one.say("pause", "1h").ok
        assert one.say("resume").ok
    assert one.run("quit").returncode == 0
    assert read(follower, "quit")["state"]
    follower.communicate(timeout=PATIENCE)
    assert follower.returncode == 0

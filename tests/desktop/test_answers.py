"""The same day by the command line alone: every command over the socket, and each wrong use in one line."""

import json
import shlex
from pathlib import Path

import pytest

from tests.desktop.person import Person
from tests.desktop.running import FAST, PROGRAM, TODAY, WEEK, App, clock, lay_out
from virtual_desktop import Desktop, wait_until

pytestmark = pytest.mark.slow


def test_a_day_by_answers(desktop: Desktop, tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home)
    app = App(desktop, home, "--speed", f"{FAST}").offered()

    # An offer that was put off comes back as one and the same occurrence.
    assert app.types("answer", "snooze", "10").startswith("Snoozed until ")
    app.wait(lambda now: now["reason"] == "snoozed", "the snooze to hold")
    assert app.types("undo") == "Undone."
    app.wait(lambda now: now["offer"], "the offer to come back")
    occurrences = {row["occurrence"] for row in app.rows("offered")}
    assert len(occurrences) == 1

    # Begun, guided, complete.
    assert app.types("answer", "short").startswith("Started: ")
    app.wait_row("completed")
    app.wait(lambda now: now["running"] is None, "the player to be through")
    assert sum(app.status()["taken"].values()) == 1

    # Without an offer.
    assert app.types("moved") == "Noted: you moved."
    assert app.types("undo") == "Undone."
    assert app.types("gentle", "on").startswith("Gentle until ")
    assert app.types("gentle", "off").startswith("Back to your usual rhythm")
    nothing = app.command("answer", "begin")
    assert (nothing.returncode, nothing.stderr.count("\n")) == (1, 1)
    assert app.types("pause", "30m").startswith("Paused until ")
    app.wait(lambda now: now["reason"] == "paused", "the pause to hold")
    assert app.types("resume") == "Resumed."
    later = clock(9)
    assert app.types("meeting", "until", later) == f"In a meeting until {later}."
    app.wait(lambda now: now["reason"] == "meeting_until", "the meeting to hold")
    assert app.types("resume") == "Resumed."
    app.wait(lambda now: now["reason"] not in {"paused", "meeting_until"}, "nothing to hold")
    assert app.types("now", "seated_reset").startswith("Started: ")
    wait_until(lambda: len(app.rows("completed")) == 2, what="the second session")
    kinds = [row["kind"] for row in app.rows()]
    assert kinds.count("begun") == kinds.count("completed") == 2
    assert app.types("quit") == "Goodbye."
    assert app.left() == 0


def test_every_answer_to_an_offer(desktop: Desktop, tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home)
    app = App(desktop, home).offered()
    assert app.types("answer", "quieter").startswith("Now offering: ")
    assert app.types("answer", "done") == "Noted as done."
    assert app.types("undo") == "Undone."
    app.wait(lambda now: now["offer"], "the offer to come back")
    assert app.types("answer", "snooze", "meeting").startswith("Snoozed until ")
    app.types("undo")
    app.wait(lambda now: now["offer"], "the offer to come back")
    assert app.types("answer", "skip") == "Skipped. No catching up."
    app.types("undo")
    app.wait(lambda now: now["offer"], "the offer to come back")
    assert app.types("answer", "no-more-today") == "No more today. See you tomorrow."
    app.wait(lambda now: now["reason"] == "no_more_today", "the rest of the day to be free")
    app.types("undo")
    app.wait(lambda now: now["offer"], "the offer to come back")
    assert app.types("answer", "begin").startswith("Started: ")
    app.types("quit")
    assert app.left() == 0
    assert [row["kind"] for row in app.rows("partial", "completed", "interrupted")] == ["partial"]


def test_what_it_says_of_itself(desktop: Desktop, person: Person, tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home)
    app = App(desktop, home).offered()
    status = app.status()
    assert status["offer"]
    assert status["notices"] == []
    assert {"until", "offer", "running", "slots", "taken", "locked", "idle_seconds"} <= status.keys()
    status_line, why = app.types("status"), app.types("why")
    assert why.startswith(f"{status_line} ")
    assert "meeting" in app.types("why", "--at", clock(70))
    assert app.types("show", "today") == "Shown."
    person.wait_window(TODAY)
    week = json.loads(app.types("week", "--json"))
    assert week
    assert app.types("show", "week")
    person.wait_window(WEEK)


WRONG = (
    (("answer",), 2), (("answer", "perhaps"), 2), (("answer", "begin", "now", "please"), 2),
    (("answer", "snooze", "soon"), 2), (("pause", "for ever"), 2), (("pause", "0"), 2),
    (("meeting",), 2), (("meeting", "until", "25:00"), 2), (("gentle",), 2), (("gentle", "perhaps"), 2),
    (("show",), 2), (("show", "attic"), 2), (("why", "--at", "noon"), 2), (("undo", "twice"), 2),
    (("moved", "far"), 2), (("resume", "please"), 2), (("quit", "perhaps"), 2),
    (("undo",), 1), (("now", "no_such_session"), 1), (("week", "--week", "2026-W60"), 2),
    (("status", "--yaml"), 2), (("--speed", "fast"), 2), (("--calendar", "/no/such.ics"), 1),
)  # fmt: skip


def test_each_wrong_use_is_told_in_one_line(desktop: Desktop, tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home)
    app = App(desktop, home).offered()
    for words, code in WRONG:
        done = app.command(*words)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (code, "", 1), (words, done)
        assert done.stderr.startswith("intermezzo")
        assert "Traceback" not in done.stderr
    assert app.status()["offer"]
    assert app.end() == 0


def test_without_a_running_app_there_is_nobody_to_answer(desktop: Desktop, tmp_path: Path) -> None:
    alone = App.__new__(App)
    alone.desktop, alone.home = desktop, tmp_path / "home"
    for words in (("status", "--json"), ("answer", "begin"), ("quit",)):
        done = alone.command(*words)
        assert (done.returncode, done.stdout) == (1, "")
        said, start = done.stderr.rstrip("\n").split(" Start it with: ")
        assert said == "intermezzo: Intermezzo isn’t running."
        assert shlex.split(start) == [str(PROGRAM), "--home", str(alone.home)]

"""The world at fault while the app runs: a calendar, the database, the home; nothing is lost."""

import os
import shutil
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from tests.desktop.person import Person
from tests.desktop.running import AFTER_A_MEETING, PROGRAM, App, clock, lay_out, pictured, write_calendar
from virtual_desktop import Desktop, wait_until

pytestmark = pytest.mark.slow


def test_a_calendar_that_breaks_costs_one_line_and_keeps_its_last_answer(
    desktop: Desktop, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home)
    app = App(desktop, home).offered()
    assert app.status()["notices"] == []
    (home / "work.ics").write_text("<html>Please log in</html>")
    more = home / "more.ics"
    write_calendar(more, [("Workshop", 200, 230)])
    # Adding a calendar reads them all again.
    assert app.say("calendar", "add", str(more)) == "Calendar added."
    (line,) = app.wait(lambda now: now["notices"], "the line")["notices"]
    assert "work.ics" in line
    assert "\n" not in line
    assert "meeting" in app.types("why", "--at", clock(70)), "what it last said still holds"
    assert "meeting" in app.types("why", "--at", clock(210))
    write_calendar(home / "work.ics", AFTER_A_MEETING)
    app.say("calendar", "add", str(home))
    app.wait(lambda now: not now["notices"], "the line to leave")
    kept = tomllib.loads((home / "settings.toml").read_text())
    assert [one["path"] for one in kept["calendars"]] == [str(home / "work.ics"), str(more), str(home)]
    assert app.end() == 0


def test_while_the_database_is_locked_an_answer_is_told_as_unwritten_and_written_later(
    desktop: Desktop, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home, None)
    app = App(desktop, home).ready()
    app.wait(lambda now: now["slots"], "the plan")
    with closing(sqlite3.connect(home / "intermezzo.sqlite3", isolation_level=None)) as other:
        other.execute("begin immediate")
        done = app.command("moved")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("intermezzo: Noted")
        assert " Not saved yet, but kept in a file of its own: " in done.stderr
        status = app.status()
        assert status["unwritten"]
        assert len(status["notices"]) == 1
        assert app.rows("done_already") == []
        other.execute("rollback")
    app.wait_row("done_already")
    app.wait(lambda now: not now["unwritten"] and not now["notices"], "the line to leave")
    assert app.end() == 0


def test_a_home_that_cannot_be_written_still_lets_sessions_play(desktop: Desktop, tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home, None)
    first = App(desktop, home).ready()
    assert first.end() == 0
    for path in (home, *home.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    unable = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.getuid() == 0 else []
    app = App.__new__(App)
    app.desktop, app.home = desktop, home
    app.process = desktop.spawn([*unable, *_program(home), "--no-welcome", "--speed", "60"])
    app.ready()
    notices = app.status()["notices"]
    assert any("can’t be written" in line for line in notices), notices
    said = app.command("now", "seated_reset")
    assert (said.returncode, said.stdout, said.stderr.count("\n")) == (1, "", 1)
    assert "Started: " in said.stderr
    app.wait(lambda now: now["taken"], "the session to be complete")
    assert app.rows("completed") == []
    assert app.end() == 0


def test_a_newer_database_is_refused_in_words(desktop: Desktop, person: Person, tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home, None)
    with pictured(person, tmp_path):
        assert App(desktop, home).ready().end() == 0
        with closing(sqlite3.connect(home / "intermezzo.sqlite3", isolation_level=None)) as other:
            other.execute("update alembic_version set version_num = '9999'")
        shutil.copy(home / "intermezzo.sqlite3", tmp_path / "before.sqlite3")
        app = App(desktop, home)
        person.wait_window("Your history can’t be opened")
        refused = app.command("status")
        assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)
        wait_until(lambda: person.active_window().startswith("Your history"), what="the focus")
        person.key("Escape")
        assert app.left() == 1
        assert (home / "intermezzo.sqlite3").read_bytes() == (tmp_path / "before.sqlite3").read_bytes()


def test_what_another_process_forgets_is_forgotten_here_too(desktop: Desktop, tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home, None)
    app = App(desktop, home).ready()
    app.say("moved")
    assert app.status()["taken"]
    assert app.command("forget", "--all", "--yes").returncode == 0
    app.wait(lambda now: not now["taken"], "the running app to follow")
    assert app.rows("done_already") == []
    assert app.end() == 0


def _program(home: Path) -> list[str]:
    return [str(PROGRAM), "--home", str(home)]

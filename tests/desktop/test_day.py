"""A day as a person would live it: tray, offer after the meeting, a session by mouse, the row, the week."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.progression.day_bounds import DayBounds
from intermezzo.core.practice.progression.dosing import graded
from intermezzo.core.practice.progression.progress import practice
from tests.desktop.person import Person
from tests.desktop.running import CARD, PLAYER, TODAY, WEEK, App, lay_out, pictured, point_of
from tests.desktop.screen_reader import ACCESSIBLE, ScreenReader
from virtual_desktop import Desktop, wait_until

pytestmark = pytest.mark.slow

SPEED = "4"
"""The last fifth of an interlude, in which Complete shows, then takes five seconds."""
ENDS_SOON = (("Planning", -60, 0.1),)
"""The only gap of a day that ends in a quarter of an hour: the offer comes as the meeting ends."""


def first_time(session: Session) -> Session:
    """Return a session with the dose of one who has done nothing of it yet."""
    known = practice((), [step.movement for step in session.steps], datetime.now(UTC).date())
    return graded(session, known.movements, DayBounds())


def test_a_day_by_mouse(
    desktop: Desktop, person: Person, screen_reader: ScreenReader, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    meeting_ends = datetime.now(UTC) + timedelta(minutes=ENDS_SOON[0][2])
    lay_out(home, ENDS_SOON, minutes=15, settle=0, rhythm="own", interludes=2, micros=0)
    with pictured(person, tmp_path):
        wait_until(lambda: person.tray_items() == [], what="earlier icons to leave")
        app = App(desktop, home, "--speed", SPEED, env=ACCESSIBLE)
        wait_until(person.tray_items, what="the icon")
        offered = app.ready().wait_row("offered")
        # A calendar has whole seconds.
        assert datetime.fromisoformat(offered["at"]).replace(tzinfo=UTC) > meeting_ends - timedelta(seconds=1)
        person.wait_window(CARD)
        person.click(*point_of(person, screen_reader, "Begin", CARD))
        app.wait_row("begun")
        wait_until(lambda: not person.windows(CARD), what="the card to leave")
        app.wait_row("step")  # Complete comes later still
        person.click(*point_of(person, screen_reader, "Complete", PLAYER))
        completed = app.wait_row("completed")

        # The day's frame and the repertoire are no part of what the person did.
        kinds = [row["kind"] for row in app.rows() if row["kind"] not in {"day", "repertoire"}]
        steps = kinds.count("step")
        assert kinds == ["offered", "begun", *["step"] * steps, "completed"]
        assert completed["occurrence"] == offered["occurrence"]
        session = first_time(library.load([resources.sessions()]).sessions[completed["session"]])
        assert 0.8 * session.active_seconds <= completed["seconds"] <= session.active_seconds

        # The icon is the rightmost thing on the panel. A click opens Today, and there is the way to the week.
        person.click(1908, 16)
        person.wait_window(TODAY)
        person.click(*point_of(person, screen_reader, "Week", TODAY))
        person.wait_window(WEEK)
        *days, week = screen_reader.table("intermezzo")
        assert week[0] == "The week"
        assert week[1].startswith("1 of ")
        assert any(row[1].startswith("1 ") for row in days)
        assert app.end() == 0

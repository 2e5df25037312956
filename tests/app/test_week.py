"""The Week window of a running app, and what it exports."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel

from intermezzo.core.history.events import EventKind
from intermezzo.ui.week.window import WeekWindow
from tests.app.conftest import House
from tests.ui.hands import click


def exported(house: House, monkeypatch: pytest.MonkeyPatch, form: str, path: Path) -> None:
    """Export the week of the open window in a form to a path."""
    house.say("show", "week")
    window = house.controllers.week.window
    assert isinstance(window, WeekWindow)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(path), ""))
    window.export_requested.emit(form)


@pytest.mark.slow
def test_a_week_is_exported_in_each_form(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for form in ("png", "json", "csv"):
        path = tmp_path / f"week.{form}"
        exported(house, monkeypatch, form, path)
        house.until(path.is_file)
    assert not QImage(str(tmp_path / "week.png")).isNull()
    assert json.loads((tmp_path / "week.json").read_text())["days"]


@pytest.mark.slow
def test_the_command_says_what_the_window_shows(house: House) -> None:
    _ok, line, _data = house.say("show", "week")
    window = house.controllers.week.window
    assert window is not None
    assert line in [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


@pytest.mark.slow
def test_a_day_and_a_week_are_shown_as_they_are_asked_for(house: House) -> None:
    assert house.say("moved")[0]
    house.say("show", "week")
    window = house.controllers.week.window
    assert window is not None
    today = house.context.today()
    window.day_asked.emit(today.isoformat())
    house.until(window.day.isVisible)
    assert f" {today.day} " in window.day.title.text()
    assert "done" in [label.text() for label in window.day.findChildren(QLabel)]
    window.asked.emit("99")
    house.until(window.entry.fault.text)
    assert "99" in window.entry.fault.text()
    before = today - timedelta(weeks=1)
    window.asked.emit(before.isoformat())
    house.until(lambda: not window.day.isVisible())


@pytest.mark.slow
@pytest.mark.parametrize("form", ["png", "json", "csv"])
def test_a_week_that_cannot_be_exported_is_told(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, form: str
) -> None:
    path = tmp_path / "missing" / f"week.{form}"
    exported(house, monkeypatch, form, path)
    house.until(lambda: str(path.parent) in house.notices.lines.get("command", ""))


@pytest.mark.slow
def test_what_the_week_suggests_is_done_by_one_press_and_taken_back_by_another(house: House) -> None:
    recorder, now = house.engine.state.recorder, house.context.now()
    fifteen = now.replace(hour=15, minute=0, second=0, microsecond=0)
    offers = [
        recorder.event(
            EventKind.OFFERED, at, occurrence=recorder.new_id(), session="seated_reset", day=at.date(),
            detail={"kind": "interlude", "slot": at.isoformat()},
        )
        for at in (fifteen - timedelta(days=n) for n in range(1, 5))
    ]  # fmt: skip
    written: list[str] = []
    house.day.writer.write(offers, written.append)
    house.until(lambda: written)
    assert house.say("show", "week")[0]
    window = house.controllers.week.window
    assert window is not None
    house.until(lambda: window.suggest.text() == "Move it")
    assert window.suggest.accessibleDescription() == "Breaks after 15:00 haven’t worked out so far."
    click(window.suggest)
    house.until(lambda: window.suggest.text() == "Undo")
    assert list(house.settings_in_use.bad_times) == ["15:00-16:00"]
    click(window.suggest)
    house.until(lambda: window.suggest.text() == "Move it")
    assert not house.settings_in_use.bad_times

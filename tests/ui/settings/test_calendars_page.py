"""The page of the calendars: each with its name, colour, switch and addresses, its age and its faults."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.core.faults import message
from intermezzo.core.settings import Calendar, Settings
from intermezzo.presenters.calendars.status import CalendarState
from intermezzo.ui.kit.text_field import TextField
from intermezzo.ui.settings.calendars import CalendarRow
from intermezzo.ui.settings.window import SettingsWindow
from tools.gallery import samples

pytestmark = pytest.mark.slow


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication) -> SettingsWindow:
    made = SettingsWindow(lambda _settings: samples.strip(), version="0.1.0", paths=())
    qtbot.addWidget(made)
    made.show()
    made.show_page("calendars")
    return made


@pytest.fixture
def heard(window: SettingsWindow) -> list[Settings]:
    all_: list[Settings] = []
    window.changed.connect(all_.append)
    return all_


def show(window: SettingsWindow, *calendars: Calendar) -> None:
    """Show the calendars of the settings; a layout shows new rows after this event."""
    window.set_settings(Settings(calendars=calendars))
    QApplication.processEvents()


def write(field: TextField, text: str) -> None:
    """Type in place of what is there."""
    field.line.selectAll()
    QTest.keyClicks(field.line, text)
    QTest.keyClick(field.line, Qt.Key.Key_Return)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "work.ics").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    (tmp_path / "letter.txt").write_text("no calendar")
    (tmp_path / "folder").mkdir()
    return tmp_path


def test_calendars_are_named_coloured_switched_owned_and_removed(
    window: SettingsWindow, heard: list[Settings]
) -> None:
    work = Calendar("calendar.google.com", kind="address", id="1", name="Work")
    home = Calendar("/tmp/home")
    show(window, work, home)
    field = window.calendars
    first, second = field.findChildren(CalendarRow)
    write(first.name, "Office")
    write(first.me, "me@example.org")
    QTest.mouseClick(second.on, Qt.MouseButton.LeftButton)
    assert second.colour.choices is not None
    second.colour.choices.actions()[0].trigger()
    changed = replace(work, name="Office", me=("me@example.org",))
    assert list(heard[-1].calendars) == [changed, replace(home, on=False, colour="#2f5d54")]
    assert not second.test.isVisible(), "a file needs no test: it is read at every change"
    QTest.mouseClick(second.remove, Qt.MouseButton.LeftButton)
    assert list(heard[-1].calendars) == [changed]


def test_calendars_show_their_age_and_their_faults(window: SettingsWindow) -> None:
    file, work = Calendar("/tmp/a.ics"), Calendar("example.org", kind="address", id="1", name="Work")
    show(window, work, file)
    fault = message("calendars.in_file", path="Work", what=message("fetch.not_found"))
    window.calendars.set_states(
        [CalendarState(work, None, (fault,)), CalendarState(file, timedelta(minutes=4))]
    )
    first, second = window.calendars.findChildren(CalendarRow)
    assert (first.trouble.isVisible(), first.state.isVisible()) == (True, False)
    assert first.trouble.text().startswith("There is no calendar at this address any more.")
    assert (second.state.text(), second.trouble.isVisible()) == ("Read 4 min ago", False)


def test_a_calendar_can_be_tested_and_entered_again(window: SettingsWindow) -> None:
    work = Calendar("example.org", kind="address", id="1", name="Work")
    show(window, work)
    asked: list[tuple[str, object]] = []
    window.calendars.tested.connect(lambda one: asked.append(("test", one)))
    window.calendars.entered_again.connect(lambda one: asked.append(("again", one)))
    window.calendars.adding.connect(lambda: asked.append(("add", None)))
    (row,) = window.calendars.findChildren(CalendarRow)
    for button in (row.test, row.again, window.calendars.add_button):
        QTest.keyClick(button, Qt.Key.Key_Return)
    assert asked == [("test", work), ("again", work), ("add", None)]
    window.calendars.tell_test(work, "")
    assert row.state.text() == "It can be read."
    window.calendars.tell_test(work, "The server can’t be reached.")
    assert row.trouble.isVisible()


def test_files_dropped_on_any_page_become_calendars(
    window: SettingsWindow, heard: list[Settings], files: Path
) -> None:
    window.show_page("look")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(files / name)) for name in ("work.ics", "letter.txt", "folder")])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert [one.path for one in heard[-1].calendars] == [str(files / "work.ics"), str(files / "folder")]
    field = window.calendars
    assert field.isVisible()
    assert field.line.isVisible()
    assert ".ics" in field.line.text()

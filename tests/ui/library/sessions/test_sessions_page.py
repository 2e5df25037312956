"""The page of sessions: found, begun, edited, copied, deleted with a way back; by mouse and by keys."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.core.practice.editing import Draft, added
from intermezzo.core.practice.selection import Bar, Obstacle
from intermezzo.core.settings import Settings
from intermezzo.presenters.library.movement import sessions_found
from intermezzo.presenters.library.sessions import SessionRow, session_rows
from intermezzo.ui.kit import style, text_field
from intermezzo.ui.library.sessions.page import SessionsPage
from intermezzo.ui.library.window import LibraryWindow
from tests.ui.fitting import clipped, nameless, outside, settle
from tests.ui.hands import click, press
from tests.ui.library.composer.hands import LIBRARY

pytestmark = pytest.mark.slow
DRAFT = added(Draft("Half made"), LIBRARY.movements["jaw_rest"])


def rows(**settings: Any) -> tuple[SessionRow, ...]:
    own = {"seated_reset", "on_the_mat"}
    return session_rows(LIBRARY.sessions.values(), own, Settings(**settings), (), {"new:1": DRAFT})


def opened(qtbot: QtBot) -> LibraryWindow:
    library = LibraryWindow(lambda: 0.0)
    qtbot.addWidget(library)
    library.sessions.set_rows(rows())
    library.sessions.composer.set_movements(LIBRARY.movements)
    library.show_page("sessions")
    with qtbot.waitActive(library):
        library.show()
    return library


@pytest.fixture
def page(qtbot: QtBot, dressed: QApplication) -> SessionsPage:
    return opened(qtbot).sessions


def heard(page: SessionsPage) -> list[tuple[str, ...]]:
    said: list[tuple[str, ...]] = []
    page.command.connect(said.append)
    page.wanted.connect(lambda what, name: said.append((what, name)))
    return said


def current(page: SessionsPage) -> str:
    row = page.list.current()
    return row.id if row is not None else ""


def test_what_is_not_saved_and_ones_own_come_first_and_are_told_in_full(page: SessionsPage) -> None:
    assert page.list.hasFocus()
    assert current(page) == "new:1"
    assert not page.detail.begin.isVisible(), "it has no file yet"
    assert page.detail.delete.text() == "Discard"
    press(page.list, Qt.Key.Key_Down)
    assert current(page) == "on_the_mat"
    lines = [one.words.text() for one in page.detail.obstacles.rows if one.isVisible()]
    assert lines[0] == "Never offered: needs the floor, which is off"
    assert page.detail.delete.isVisible()
    page.select("walk_and_rise")
    assert not page.detail.delete.isVisible()
    assert page.detail.edit.text() == "Make it my own"


def test_keys_and_buttons_say_the_same(page: SessionsPage) -> None:
    said = heard(page)
    page.select("seated_reset")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_E, Qt.Key.Key_C, Qt.Key.Key_Delete, Qt.Key.Key_N):
        press(page.list, key)
    for button in (page.detail.begin, page.detail.edit, page.detail.copy, page.detail.delete, page.new):
        click(button)
    name = "seated_reset"
    once = [("now", name), ("edit", name), ("copy", name), ("delete", name), ("new", "")]
    assert said == once * 2
    page.select("walk_and_rise")
    press(page.list, Qt.Key.Key_Delete)
    assert len(said) == 10, "what ships is not deleted"


def test_a_press_removes_an_obstacle(page: SessionsPage) -> None:
    asked: list[Obstacle] = []
    page.allowed.connect(asked.append)
    page.select("on_the_mat")
    click(page.detail.obstacles.rows[0].button)
    assert asked == [Obstacle(Bar.FLOOR)]
    page.set_rows(rows(floor=True, equipment=("mat",)))
    assert current(page) == "on_the_mat"
    assert not page.detail.obstacles.isVisible()


def test_a_search_is_the_same_in_both_pages(page: SessionsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(text_field, "announce", lambda _widget, text: said.append(text))
    press(page.list, Qt.Key.Key_Slash)
    QTest.keyClicks(page.list, "/")
    assert page.search.hasFocus()
    QTest.keyClicks(page.search, "cat camel")
    assert page.list.rows.rowCount() < 20
    window = page.window()
    assert isinstance(window, LibraryWindow)
    assert window.movements.filters.search.text() == "cat camel"
    press(page.search, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    assert said[-1] == sessions_found(page.list.rows.rowCount()), "only the page that is shown says it"
    page.search.setText("xylophone")
    assert said[-1] == "Nothing found"
    assert not page.detail.isVisible()
    assert not page.list.isVisible()
    page.select("seated_reset")
    assert (page.search.text(), current(page)) == ("", "seated_reset")


def test_undo_stands_beside_what_was_deleted(page: SessionsPage) -> None:
    said = heard(page)
    page.tell("Deleted: Seated reset.", undo=True)
    assert page.line.text() == "Deleted: Seated reset."
    click(page.undo)
    assert said == [("undo", "")]
    page.tell("Put back.")
    assert not page.undo.isVisible()


def test_escape_leads_from_the_composer_to_the_list_and_then_out(page: SessionsPage) -> None:
    left: list[object] = []
    page.composer.left.connect(left.append)
    page.show_composer()
    assert page.composer.pane.search.hasFocus()
    press(page.composer.pane.search, Qt.Key.Key_Escape)
    assert (len(left), page.composing, page.list.hasFocus()) == (1, False, True)
    page.show_composer()
    click(page.composer.back)
    assert not page.composing
    press(page.list, Qt.Key.Key_Escape)
    assert not page.window().isVisible()
    assert len(left) == 2, "what is not open is not handed over again"


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("dark", [False, True])
def test_words_fit_in_every_look(qtbot: QtBot, dressed: QApplication, scale: float, dark: bool) -> None:
    style.apply(dressed, dark=dark, scale=scale)
    library = opened(qtbot)
    library.sessions.tell("Deleted: Seated reset.", undo=True)
    for width in (round(1250 * scale), 1160):
        library.resize(width, 900)
        for name in ("on_the_mat", "new:1", "before_bed"):
            library.sessions.select(name)
            settle(library)
            assert library.width() == width
            assert clipped(library) == []
            assert outside(library, library) == []
    assert nameless(library) == []

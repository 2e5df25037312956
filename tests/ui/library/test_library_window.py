"""The library's window: three pages, turned by mouse and keys, and files that are dropped on it."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.ui.library.window import LibraryWindow
from tests.ui.hands import click, press
from tests.ui.library.movements.cards import view

pytestmark = pytest.mark.slow
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication) -> LibraryWindow:
    made = LibraryWindow(lambda: 0.0)
    qtbot.addWidget(made)
    made.movements.set_view(view())
    with qtbot.waitActive(made):
        made.show()
    return made


def test_it_opens_with_the_movements_and_turns_by_click_and_key(window: LibraryWindow) -> None:
    turned: list[str] = []
    window.turned.connect(lambda: turned.append(window.page))
    assert window.page == "movements"
    sessions, prescription = window.tabs.choices()[1:]
    click(prescription)
    click(prescription)
    assert window.prescription.isVisible()
    press(window, Qt.Key.Key_2, CTRL)
    assert sessions.isChecked()
    assert window.sessions.list.hasFocus()
    press(window.sessions, Qt.Key.Key_1, CTRL)
    assert window.movements.grid.hasFocus()
    press(window, Qt.Key.Key_3, CTRL)
    assert turned == ["prescription", "sessions", "movements", "prescription"]


def test_each_page_tells_its_own_keys(window: LibraryWindow) -> None:
    told = []
    for page in ("movements", "sessions", "prescription"):
        window.show_page(page)
        pairs = window.keys()
        told.append([key for key, _words in pairs])
    assert told == [
        ["Ctrl+1   2   3", "Ctrl+F", "Space", "Enter"],
        ["Ctrl+1   2   3", "Ctrl+F", "Enter", "N", "E   C", "Del"],
        ["Ctrl+1   2   3", "Enter", "E   P   R"],
    ]


@pytest.mark.parametrize("page", ["movements", "sessions", "prescription"])
def test_escape_leads_out_of_every_page(window: LibraryWindow, page: str) -> None:
    window.show_page(page)
    focused = window.focusWidget()
    assert focused is not None
    press(focused, Qt.Key.Key_Escape)
    assert not window.isVisible()


def drop(window: LibraryWindow, *paths: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    window.dropEvent(
        QDropEvent(
            QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip


def test_a_plan_that_is_dropped_is_passed_on_and_other_files_get_a_line(window: LibraryWindow) -> None:
    words: list[tuple[str, ...]] = []
    window.prescription.command.connect(words.append)
    drop(window, "/tmp/plan.toml", "/tmp/second.toml")
    assert window.page == "prescription"
    assert words == [("prescription", "add", "/tmp/plan.toml", "/tmp/second.toml")]
    assert not window.prescription.outcome.isVisible()
    drop(window, "/tmp/photo.jpg", "/tmp/other.toml")
    assert words[1:] == [("prescription", "add", "/tmp/other.toml")]
    told = "photo.jpg is not a prescription. Prescription files end in .toml."
    assert window.prescription.outcome.text() == told

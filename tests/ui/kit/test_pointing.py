"""What appears under a resting pointer does not look chosen until the pointer moves."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intermezzo.ui.kit.fields import SegmentButton
from intermezzo.ui.kit.menus import MoreButton
from intermezzo.ui.kit.ticks import Tick
from intermezzo.ui.kit.widgets import ArrowButton, PillButton, QuietButton, round_menu
from intermezzo.ui.settings.window import Sidebar


def pages() -> Sidebar:
    made = Sidebar()
    made.restyle()
    return made


Make = Callable[[QWidget], QWidget]
WIDGETS: dict[str, Make] = {
    "pill": lambda _window: PillButton("Shaky"),
    "arrow": lambda _window: ArrowButton(forward=True, name="Next step"),
    "quiet": lambda _window: QuietButton("Undo"),
    "dots": lambda window: MoreButton(round_menu(window)),
    "tick": lambda _window: Tick("the floor", "floor"),
    "segment": lambda _window: SegmentButton("Dark", "dark"),
    "list": lambda _window: pages(),
}


def point_at(window: QWidget, place: QPoint) -> None:
    """Move the pointer to a place in the window."""
    QCursor.setPos(window.mapToGlobal(place))
    QTest.mouseMove(window.windowHandle(), place)
    QApplication.processEvents()


def shown(widget: QWidget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage()


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.mark.parametrize("make", WIDGETS.values(), ids=WIDGETS)
def test_what_comes_under_the_pointer_looks_as_others_do(window: QWidget, make: Make) -> None:
    middle, aside = QPoint(150, 100), QPoint(10, 10)
    point_at(window, middle)
    one = make(window)
    one.setParent(window)
    one.adjustSize()
    one.move(middle - one.rect().center())
    one.show()
    came = shown(one)
    assert one.underMouse()
    point_at(window, aside)
    away = shown(one)
    assert came == away
    point_at(window, middle)
    pointed = shown(one)
    assert pointed != away, "the pointer has come"
    one.hide()
    one.show()
    assert shown(one) == away
    point_at(window, middle + QPoint(1, 0))
    assert shown(one) == pointed, "a pixel is enough"

"""The bad times of day in Settings: told in words, dropped by × and brought back by Undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.ui.kit.texts import Text
from intermezzo.ui.settings.bad_times import BadTimesField
from tests.ui.fitting import clipped, nameless
from tests.ui.hands import click, press

NOON, LATE = "12:30-13:30", "16:00-17:00"


@pytest.fixture
def field(qtbot: QtBot, dressed: QApplication) -> BadTimesField:
    made = BadTimesField("Bad times of day")
    qtbot.addWidget(made)
    made.set_value((NOON, LATE))
    made.resize(made.sizeHint())
    made.show()
    return made


@pytest.fixture
def edits(field: BadTimesField) -> list[object]:
    heard: list[object] = []
    field.edited.connect(heard.append)
    return heard


def said(field: BadTimesField) -> list[str]:
    QApplication.processEvents()  # Qt shows what was added to a layout a moment later
    return [one.text() for one in field.findChildren(Text) if one.isVisible()]


def test_each_is_told_in_words(field: BadTimesField) -> None:
    assert said(field) == ["Not between 12:30 and 13:30", "Not between 16:00 and 17:00"]
    field.set_value(())
    assert said(field) == ["None yet."]
    assert not clipped(field)
    assert not nameless(field)


def test_one_is_dropped_and_comes_back_by_the_mouse(field: BadTimesField, edits: list[object]) -> None:
    click(field.rows[0].drop)
    assert said(field) == ["Not between 16:00 and 17:00"]
    assert field.undo.accessibleName() == "Undo: Not between 12:30 and 13:30"
    click(field.undo)
    assert field.undo.isHidden()
    assert edits == [(LATE,), (NOON, LATE)]


def test_one_is_dropped_and_comes_back_by_keys(field: BadTimesField, edits: list[object]) -> None:
    assert field.rows[1].drop.accessibleName() == "Drop: Not between 16:00 and 17:00"
    field.rows[1].drop.setFocus(Qt.FocusReason.TabFocusReason)
    press(field.rows[1].drop, Qt.Key.Key_Return)
    assert field.focusWidget() is field.undo
    press(field.undo, Qt.Key.Key_Space)
    assert field.focusWidget() is field.rows[1].drop
    assert edits == [(NOON,), (NOON, LATE)]


def test_what_is_changed_elsewhere_leaves_nothing_to_undo(field: BadTimesField, edits: list[object]) -> None:
    click(field.rows[0].drop)
    field.set_value((LATE,))
    assert not field.undo.isHidden(), "the settings say the same"
    field.set_value((NOON,))
    assert field.undo.isHidden()
    assert said(field) == ["Not between 12:30 and 13:30"]

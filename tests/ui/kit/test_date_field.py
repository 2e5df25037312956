"""A date is typed or picked, by mouse and by keys."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.ui.kit import style
from intermezzo.ui.kit.date_field import DateField
from tests.ui.fitting import clipped, nameless
from tests.ui.hands import click, press

DAY = date(2026, 12, 20)


@pytest.fixture
def field(qtbot: QtBot, dressed: QApplication) -> DateField:
    made = DateField("Last day", optional=True)
    qtbot.addWidget(made)
    made.near = date(2026, 11, 30)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_what_is_typed_is_shown_with_the_months_name(field: DateField) -> None:
    field.line.setText("20.12.2026")
    assert field.commit()
    field.line.editingFinished.emit()
    assert (field.value(), field.line.text()) == (DAY, "20 Dec 2026")
    field.line.setText("")
    assert field.commit()
    assert field.value() is None
    field.line.setText("soon")
    assert not field.commit()


def test_a_day_is_picked_with_the_pointer(field: DateField) -> None:
    chosen: list[object] = []
    field.edited.connect(chosen.append)
    click(field.pick)
    assert field.popup.isVisible()
    click(field.popup.on)
    click(next(one for one in field.popup.days if one.day == DAY))
    assert not field.popup.isVisible()
    assert (chosen, field.value(), field.line.text()) == ([DAY], DAY, "20 Dec 2026")
    click(field.pick)
    assert [one.day for one in field.popup.days if one.chosen] == [DAY]


def test_the_keys_move_by_day_week_and_month(field: DateField) -> None:
    field.set_value(date(2026, 1, 31))
    press(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = field.popup
    for key, day in (
        (Qt.Key.Key_PageDown, date(2026, 2, 28)), (Qt.Key.Key_Right, date(2026, 3, 1)),
        (Qt.Key.Key_Up, date(2026, 2, 22)), (Qt.Key.Key_Down, date(2026, 3, 1)),
        (Qt.Key.Key_Left, date(2026, 2, 28)), (Qt.Key.Key_PageUp, date(2026, 1, 28)),
    ):  # fmt: skip
        press(popup, key)
        assert [one.day for one in popup.days if one.chosen] == [day]
        assert next(one for one in popup.days if one.day == day).hasFocus()
    focused = next(one for one in popup.days if one.chosen)
    press(focused, Qt.Key.Key_Return)
    assert field.value() == date(2026, 1, 28)
    field.open()
    press(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("dark", [False, True])
def test_it_wears_the_look(qtbot: QtBot, dressed: QApplication, scale: float, dark: bool) -> None:
    style.apply(dressed, dark=dark, scale=scale)
    made = DateField("Last day")
    qtbot.addWidget(made)
    made.near = DAY
    made.show()
    made.open()
    dressed.processEvents()
    assert clipped(made.popup) == []
    assert nameless(made.popup) == []
    assert made.popup.grab().toImage().pixelColor(14, 14) == style.color("card")
    assert made.popup.days[0].accessibleName() == "Monday, 30 November 2026"

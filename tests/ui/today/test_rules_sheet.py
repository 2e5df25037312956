"""The sheet of the user's own rules by keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intermezzo.ui.today.rules import RulesSheet
from tests.ui.hands import press
from tools.gallery import samples


def test_tab_goes_through_the_rules_and_then_to_the_field_below_them(
    dressed: QApplication, qtbot: QtBot
) -> None:
    sheet = RulesSheet(None)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(sheet)
    sheet.set_view(samples.own_rules())
    with qtbot.waitActive(sheet):
        sheet.show()
    first, *rest = (row.tick for row in sheet.rows.values())
    first.setFocus()
    reached: list[QWidget | None] = []
    while sheet.focusWidget() is not sheet.words and len(reached) < 40:
        press(sheet, Qt.Key.Key_Tab)
        reached.append(sheet.focusWidget())
    assert [one for one in reached if one in rest] == rest
    assert reached[-1] is sheet.words

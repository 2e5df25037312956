"""Rows and columns hold their parts in the order in which they are written."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intermezzo.ui.kit.layouts import add, column, row


def test_a_row_shares_out_its_width(dressed: QApplication, qtbot: QtBot) -> None:
    held, fixed, wide = QWidget(), QWidget(), QWidget()
    qtbot.addWidget(held)
    fixed.setFixedWidth(50)
    row(fixed, 10, (wide, 1), gap=5, margins=(3, 4, 7, 2), within=held)
    held.resize(200, 40)
    held.show()
    assert fixed.geometry().getRect() == (3, 4, 50, 34)
    # Beside a space there is one gap, not two.
    assert (wide.x(), wide.width()) == (3 + 50 + 10 + 5, 200 - 68 - 7)


def test_a_stretch_takes_what_is_left_and_an_alignment_keeps_to_its_side(
    dressed: QApplication, qtbot: QtBot
) -> None:
    held, above, below = QWidget(), QWidget(), QWidget()
    qtbot.addWidget(held)
    for one in (above, below):
        one.setFixedSize(30, 20)
    rows = column(above, None, within=held)
    add(rows, (column(below), 0), 0)
    rows.setAlignment(above, Qt.AlignmentFlag.AlignRight)
    held.resize(100, 100)
    held.show()
    assert above.geometry().getRect() == (70, 0, 30, 20)
    assert below.y() == 80

"""What a part of a window leaves in memory when it is deleted: what is in use then, counted by glibc."""

import ctypes
import gc
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from intermezzo.ui.kit.fields import NumberField
from intermezzo.ui.kit.layouts import FlowLayout, clear
from intermezzo.ui.kit.scrolling import Scroller
from intermezzo.ui.settings.window import Sidebar

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only glibc counts it")

MANY, FEW = 200, 20


class InUse(ctypes.Structure):
    """``struct mallinfo2`` of its ``malloc.h``."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks",
            "keepcost",
        )
    ]  # fmt: skip


def in_use() -> int:
    """Bytes, with what Python keeps in blocks of more than 512."""
    gc.collect()
    count = ctypes.CDLL(None).mallinfo2
    count.restype = InUse
    found: int = count().uordblks
    return found


def left_by(make: Callable[[], QWidget], number: int) -> int:
    """Bytes that so many leave, which were shown and painted together and deleted."""
    before = in_use()
    window = QWidget()
    line = QVBoxLayout(window)
    for _n in range(number):
        line.addWidget(make())
    window.show()
    window.grab()
    window.close()
    window.deleteLater()
    del window, line
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return in_use() - before


def words() -> QWidget:
    """Ten labels in lines, half of them in lines that are part of another layout."""
    held, inner = QWidget(), QWidget()
    outer = FlowLayout(held).holding(inner, *(QLabel(str(n)) for n in range(5)))
    column = QVBoxLayout(inner)
    column.addLayout(FlowLayout().holding(*(QLabel(str(n)) for n in range(5))))
    assert outer.count() == 6
    return held


@pytest.mark.slow
def test_the_items_of_lines_are_deleted_with_them(dressed: QApplication) -> None:
    left_by(words, MANY)  # fonts, glyphs and tables that are made once
    python = len(gc.get_objects())
    least = min(left_by(words, FEW) for _n in range(4))  # a table of Qt may grow meanwhile
    assert least < FEW * 10 * 20
    assert len(gc.get_objects()) < python + FEW


def left_by_cleared(number: int) -> int:
    """Bytes that so many lines leave, which were filled with ten labels and cleared."""
    before = in_use()
    held = QWidget()
    line = QVBoxLayout(held)
    for _n in range(number):
        for n in range(10):
            line.addWidget(QLabel(str(n)))
        clear(line)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    held.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return in_use() - before


@pytest.mark.slow
def test_the_items_of_a_line_that_is_cleared_are_deleted(dressed: QApplication) -> None:
    left_by_cleared(MANY)
    assert min(left_by_cleared(FEW) for _n in range(4)) < FEW * 10 * 20


def scrolled() -> QWidget:
    """A scroll area with a page of one label."""
    page = QWidget()
    QVBoxLayout(page).addWidget(QLabel("page"))
    return Scroller(page)


@pytest.mark.slow
@pytest.mark.parametrize("make", [scrolled, Sidebar])
def test_what_a_style_sheet_has_found_for_a_scroll_area_is_forgotten_with_it(
    make: Callable[[], QWidget], dressed: QApplication
) -> None:
    left_by(make, MANY)
    assert min(left_by(make, FEW) for _n in range(4)) < FEW * 500


def test_what_a_style_sheet_has_found_for_a_number_is_forgotten_with_it(dressed: QApplication) -> None:
    field = NumberField()
    field.ensurePolished()
    # Qt forgets what it has found for a widget with this attribute, and for no other.
    assert field.lineEdit().testAttribute(Qt.WidgetAttribute.WA_StyleSheet)


def test_a_deleted_widget_leaves_its_lines(dressed: QApplication) -> None:
    held, labels = QWidget(), [QLabel(str(n)) for n in range(4)]
    line = FlowLayout(held).holding(*labels)
    labels[0].deleteLater()
    line.removeWidget(labels[1])
    labels[1].deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [line.itemAt(n) for n in range(line.count())]
    assert [one.widget() for one in left if one is not None] == labels[2:]

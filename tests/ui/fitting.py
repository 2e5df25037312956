"""Whether the words of a window fit, and whether its controls have names."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)

from intermezzo.ui.kit.texts import Elided


def settle(window: QWidget) -> None:
    """Let events happen until all is laid out: rows find their heights one after another."""
    before: list[QRect] | None = None
    while (now := [one.geometry() for one in (window, *window.findChildren(QWidget))]) != before:
        before = now
        QApplication.processEvents()


def clipped(window: QWidget) -> list[str]:
    """Every text and control that shows and is smaller than its words."""
    found = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or isinstance(label, Elided) or not label.text():
            continue
        if label.wordWrap():
            needed = label.heightForWidth(label.width())
            small = label.height() < needed
        else:
            small = label.width() < label.sizeHint().width() or label.height() < label.sizeHint().height()
        if small:
            found.append(f"{label.text()!r}: {label.size().toTuple()}")
    for kind in (QAbstractButton, QAbstractSpinBox):
        for control in window.findChildren(kind):
            size, hint = control.size(), control.sizeHint()
            if control.hasHeightForWidth():
                hint = QSize(control.minimumSizeHint().width(), control.heightForWidth(control.width()))
            if (
                control.isVisible()
                and control.property("text")
                and (size.width() < hint.width() or size.height() < hint.height())
            ):
                found.append(f"{control.accessibleName()!r}: {size.toTuple()} < {hint.toTuple()}")
    return found


def outside(window: QWidget, page: QWidget) -> list[str]:
    """Everything on a page that shows beyond the window's edges, where no scroll bar leads."""
    found = []
    for child in page.findChildren(QWidget):
        if not child.isVisible():
            continue
        corner = child.mapTo(window, child.rect().bottomRight())
        left = child.mapTo(window, child.rect().topLeft()).x()
        below = corner.y() > window.height() and not _scrolls(child, window)
        if left < 0 or corner.x() > window.width() or below:
            found.append(f"{child.accessibleName() or child.metaObject().className()}")
    return found


def _scrolls(child: QWidget, window: QWidget) -> bool:
    """Say whether a scroll bar leads to it."""
    above = child.parentWidget()
    while above is not None and above is not window:
        if isinstance(above, QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return False


def nameless(window: QWidget) -> list[str]:
    """Every control without an accessible name."""
    kinds = (QAbstractButton, QLineEdit, QAbstractSpinBox)
    return [
        one.metaObject().className()
        for kind in kinds
        for one in window.findChildren(kind)
        if not one.isHidden() and not one.accessibleName() and one.objectName() != "qt_spinbox_lineedit"
    ]

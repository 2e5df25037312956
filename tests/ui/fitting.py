"""Whether the words of a window fit, and whether its controls have names."""

from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QLabel, QLineEdit, QWidget

from intermezzo.ui.texts import Elided


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
            if (
                control.isVisible()
                and control.property("text")
                and (size.width() < hint.width() or size.height() < hint.height())
            ):
                found.append(f"{control.accessibleName()!r}: {size.toTuple()} < {hint.toTuple()}")
    return found


def outside(window: QWidget, page: QWidget) -> list[str]:
    """Everything on a page that shows beyond its right edge, where no scroll bar leads."""
    return [
        f"{child.accessibleName() or child.metaObject().className()}"
        for child in page.findChildren(QWidget)
        if child.isVisible() and child.mapTo(window, child.rect().topRight()).x() > window.width()
    ]


def nameless(window: QWidget) -> list[str]:
    """Every control without an accessible name."""
    kinds = (QAbstractButton, QLineEdit, QAbstractSpinBox)
    return [
        one.metaObject().className()
        for kind in kinds
        for one in window.findChildren(kind)
        if not one.isHidden() and not one.accessibleName() and one.objectName() != "qt_spinbox_lineedit"
    ]

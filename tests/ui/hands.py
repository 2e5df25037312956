"""A person's hands: one click, one key, the scroll bar."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click with the left button, in the middle unless told where."""
    place = at if at is not None else widget.rect().center()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def press(
    widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press and let go of a key."""
    QTest.keyClick(widget, key, modifiers)


def scroll_bar(widget: QWidget) -> QScrollBar:
    """Return the vertical scroll bar of the one scroll area in a widget."""
    (area,) = widget.findChildren(QScrollArea)
    return area.verticalScrollBar()

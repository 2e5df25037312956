"""Which keys begin a step that waits for the user."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override

NO_ANSWER = frozenset(
    {
        Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
        Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    }
)  # fmt: skip
"""Keys that do not say *ready*: they are held for another key, lead out, move the focus or turn to
more of what is to be read."""


class AnswerKeys(QObject):
    """Give ``answer`` the keys of a widget before the widget itself, until it returns false."""

    def __init__(self, widget: QWidget, answer: Callable[[], bool]) -> None:
        super().__init__(widget)
        self._answer = answer
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return event.key() not in NO_ANSWER and self._answer()
        return super().eventFilter(watched, event)

"""The field for the time of a slot, in the place of its row."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.views import TodayRow
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import row
from intermezzo.ui.kit.text_field import LineEdit
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import announce
from intermezzo.ui.today.day_delegate import EDGE

_FIELD = 72
"""Width of the field, in logical pixels at 100 % text."""


class TimeEditor(QWidget):
    """Takes a time of day. Enter says it, Esc and leaving the field give up; a refusal stays in sight."""

    said = Signal(str)
    left = Signal()

    def __init__(self, shown: TodayRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.slot = shown.slot
        self.pinned = shown.pinned
        self.before = shown.at
        self.field = _TimeField(_("Time of {title}").format(title=shown.label), "14:05")
        self.field.setFixedWidth(style.px(_FIELD))
        self.field.setText(shown.at)
        self.field.selectAll()
        self.hint = BodyText(_("Enter to set the time, Esc to cancel"), size=12.5)
        row(
            self.field, style.px(10), (self.hint, 1), margins=(EDGE, style.px(1), EDGE, style.px(1)),
            within=self,
        )  # fmt: skip
        self.setFocusProxy(self.field)
        self.field.returnPressed.connect(self._say)
        self.field.left.connect(self.left)

    def refuse(self, line: str) -> None:
        """Tell why the time is not possible."""
        self.hint.setText(line)
        self.hint.set_tone("amber")
        self.field.set_wrong(wrong=True)
        self.field.setAccessibleDescription(line)
        self.field.selectAll()
        announce(self.field, line)

    def _say(self) -> None:
        text = self.field.text().strip()
        if not text or (self.pinned and text == self.before):
            self.left.emit()
        else:
            self.said.emit(text)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Cover the row."""
        QPainter(self).fillRect(self.rect(), style.color("card"))


class _TimeField(LineEdit):
    """The text; ``left`` when it is given up."""

    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.left.emit()

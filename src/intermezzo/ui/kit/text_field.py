"""Text fields: a line, the line of a search, and a control for values that are written as text."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPaintEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from intermezzo.core.faults import Fault
from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.messages import tell
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import column, row
from intermezzo.ui.kit.marks import round_pen, smooth_painter
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import announce

_COMMIT_MS = 900
"""The delay after the last key until a valid text is committed."""


class LineEdit(QLineEdit):
    """A line edit with rounded corners."""

    def __init__(self, name: str, hint: str = "", *, wide: bool = False, short: bool = False) -> None:
        super().__init__()
        self._room = 320 if wide else 170 if short else 250
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)

    def set_wrong(self, *, wrong: bool) -> None:
        """Set whether the text is marked as invalid."""
        self.setProperty("wrong", wrong)
        self.style().polish(self)

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(self._room), style.px(38))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(style.px(120), style.px(38))


class TextField(QWidget):
    """A control for a value written as text, with one line below that tells what is wrong.

    ``read`` returns the value of a text or raises Fault; ``show`` does the reverse. An invalid text stays in
    the field, and the last valid value holds.
    """

    edited = Signal(object)

    def __init__(
        self,
        read: Callable[[str], object],
        show: Callable[..., str],
        name: str,
        *,
        hint: str = "",
        known: Iterable[str] = (),
        wide: bool = False,
        short: bool = False,
    ) -> None:
        super().__init__()
        self._read = read
        self._show = show
        self._value: object = None
        self._described = ""
        self.line = LineEdit(name, hint, wide=wide, short=short)
        self.fault = BodyText(size=12.5, tone="amber")
        self.fault.hide()
        self._rest = QTimer(self, singleShot=True, interval=_COMMIT_MS)
        self._rest.timeout.connect(self.commit)
        column(self.line, row(self.fault, margins=(2, 0, 0, 0)), gap=style.px(4), within=self)
        names = list(known)
        if names:
            completer = QCompleter(names, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.line.setCompleter(completer)
        self.line.textEdited.connect(self._on_typed)
        self.line.editingFinished.connect(self._on_finished)

    def value(self) -> object:
        """Return the last valid value."""
        return self._value

    def set_value(self, value: object) -> None:
        """Show a value; an unchanged value leaves an invalid text in place."""
        if value == self._value:
            return
        self._value = value
        self.line.setText(self._show(value))
        self.line.setCursorPosition(0)
        self._tell("")

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Commit what is being typed when the page or the window is hidden."""
        super().hideEvent(event)
        if self._rest.isActive():
            self._on_finished()

    def _on_typed(self, text: str) -> None:
        try:
            self._read(text)
        except Fault as fault:
            self._tell(tell(fault))
        else:
            self._tell("")
        self._rest.start()

    def _on_finished(self) -> None:
        if self._value is not None and self.line.text() == self._show(self._value):
            # The field was only passed through.
            self._rest.stop()
            self._tell("")
        elif self.commit():
            self.line.setText(self._show(self._value))

    def commit(self) -> bool:
        """Commit the text; return whether it is valid."""
        self._rest.stop()
        try:
            value = self._read(self.line.text())
        except Fault as fault:
            self._tell(tell(fault))
            announce(self.line, tell(fault))
            return False
        self._tell("")
        if value != self._value:
            self._value = value
            self.edited.emit(value)
        return True

    def describe(self, words: str) -> None:
        """Give screen readers a description, in place of which a fault is told."""
        self._described = words
        self.line.setAccessibleDescription(self.fault.text() or words)

    def _tell(self, words: str) -> None:
        self.fault.set_or_hide(words)
        self.line.set_wrong(wrong=bool(words))
        self.line.setAccessibleDescription(words or self._described)


class SearchField(LineEdit):
    """A round field with a lens; ``tone`` names its background in the palette."""

    def __init__(self, tone: str = "pill", *, name: str = "") -> None:
        name = name or _("Find a movement")
        super().__init__(name, name)
        self.setProperty("tone", tone)
        self._found = ""

    def begin(self) -> None:
        """Take the focus; what is typed replaces the words of the last search."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def tell_found(self, line: str) -> None:
        """Announce what a search has found, where that is not the same as before and this field is shown."""
        if line != self._found and self.isVisible():
            announce(self, line)
        self._found = line

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(200), style.px(35))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(style.px(140), style.px(35))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = smooth_painter(self)
        unit = style.scale()
        middle = QPointF(style.px(20), self.height() / 2 - unit)
        painter.setPen(round_pen(style.color("soft"), 1.5 * unit))
        painter.drawEllipse(middle, 4.2 * unit, 4.2 * unit)
        painter.drawLine(middle + QPointF(3.2, 3.2) * unit, middle + QPointF(6.2, 6.2) * unit)

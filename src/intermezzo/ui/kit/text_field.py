"""A value that is written: a line of text, read as it is typed, and never lost where it is wrong."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from intermezzo.core.faults import Fault
from intermezzo.core.override import override
from intermezzo.presenters.messages import tell
from intermezzo.ui.kit import style
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import announce

_COMMIT_MS = 900
"""After so long without a key, what was typed counts, if it is right."""


class LineEdit(QLineEdit):
    """A line of text on a rounded ground."""

    def __init__(self, name: str, hint: str = "", *, wide: bool = False, short: bool = False) -> None:
        super().__init__()
        self._room = 320 if wide else 170 if short else 250
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setFrame(False)
        self.wrong = False
        self.setStyleSheet("QLineEdit { background: transparent; border: none; }")
        self._dress()

    def _dress(self) -> None:
        self.setFont(style.sans(14))
        side = style.px(12)
        self.setTextMargins(side, 0, side, 0)

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(self._room), style.px(38))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(style.px(120), style.px(38))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Take font and margins anew when the look changes."""
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette = style.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = palette.green if self.hasFocus() else palette.amber if self.wrong else palette.outline
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(palette.pill))
        painter.drawRoundedRect(area, 10, 10)
        painter.end()
        super().paintEvent(event)


class TextField(QWidget):
    """A value that is written: read as it is typed, kept when it is right, and one calm line where it is not.

    ``read`` turns the text into the value or raises Fault; ``show`` does the reverse. A text that cannot be
    read stays where it is, and the value before it holds.
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
        self.line = LineEdit(name, hint, wide=wide, short=short)
        self.fault = BodyText(size=12.5, tone="amber")
        self.fault.hide()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_COMMIT_MS)
        self._rest.timeout.connect(self.commit)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(style.px(4))
        rows.addWidget(self.line)
        told = QHBoxLayout()
        told.setContentsMargins(2, 0, 0, 0)
        told.addWidget(self.fault)
        rows.addLayout(told)
        names = list(known)
        if names:
            completer = QCompleter(names, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.line.setCompleter(completer)
        self.line.textEdited.connect(self._on_typed)
        self.line.editingFinished.connect(self._on_finished)

    def value(self) -> object:
        """Return the last value that was right."""
        return self._value

    def set_value(self, value: object) -> None:
        """Show another value; a text that is being mended is left alone."""
        if value == self._value:
            return
        self._value = value
        self.line.setText(self._show(value))
        self.line.setCursorPosition(0)
        self._tell("")

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was being typed when the page or the window goes."""
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
            # Who only passes through has written nothing that could be wrong.
            self._rest.stop()
            self._tell("")
        elif self.commit():
            self.line.setText(self._show(self._value))

    def commit(self) -> bool:
        """Keep what is written; return whether it could be read."""
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

    def _tell(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.setVisible(bool(words))
        self.line.wrong = bool(words)
        self.line.setAccessibleDescription(words)
        self.line.update()

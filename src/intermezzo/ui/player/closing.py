"""The quiet page after the last breath: what was done, and nothing to answer."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intermezzo.ui import style
from intermezzo.ui.marks import round_pen
from intermezzo.ui.texts import Body, Title
from intermezzo.ui.widgets import PillButton
from intermezzo.words import _


class Closing(QWidget):
    """A full ring, a word and a length."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Title(40)
        self.line = Body(size=16)
        self.close_button = PillButton(_("Close"), key=_("esc"))
        for label in (self.title, self.line):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(36, 30, 36, 30)
        whole.addStretch(5)
        whole.addWidget(_Ring(), 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addSpacing(26)
        whole.addWidget(self.title)
        whole.addSpacing(6)
        whole.addWidget(self.line)
        whole.addStretch(4)
        whole.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_words(self, title: str, line: str) -> None:
        """Say what was done."""
        self.title.setText(title)
        self.line.setText(line)


class _Ring(QWidget):
    """The ring of a session that is over."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(style.px(120), style.px(120))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it, with a disc that came to rest."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("rest"))
        inner = area.width() * 0.14
        painter.drawEllipse(area.adjusted(inner, inner, -inner, -inner))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(round_pen(style.color("green"), 4))
        painter.drawEllipse(area)

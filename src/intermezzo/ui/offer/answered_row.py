"""What follows from an answer on the card, in one line with *Undo*."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import row
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import QUIET_EDGE, QuietButton

SHOWN_MS = 8000
"""How long it stays, and once more if the pointer or the keyboard is on the card then."""


class AnsweredRow(QWidget):
    """A line and a button; ``over`` is emitted when it has been there long enough."""

    undone = Signal()
    over = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = BodyText(tone="ink")
        self.undo = QuietButton(_("Undo"), suggested=True)
        self.undo.clicked.connect(self.undone)
        self._stayed = False
        self.timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self.timer.timeout.connect(self._on_timeout)
        margins = (style.px(QUIET_EDGE), 0, 0, style.px(7))
        row((self.line, 1), self.undo, gap=style.px(8), margins=margins, within=self)
        self.hide()

    def begin(self, line: str) -> None:
        """Show a line from now on."""
        self._stayed = False
        self.line.setText(line)
        self.setVisible(True)
        if self.window().isActiveWindow():
            self.undo.setFocus(Qt.FocusReason.OtherFocusReason)
        self.timer.start()

    def end(self) -> None:
        """Show it no more."""
        self.timer.stop()
        self.hide()

    def _on_timeout(self) -> None:
        """Stay for another while, but once only, if somebody may be about to press *Undo*."""
        if not self._stayed and (self.window().underMouse() or self.window().isActiveWindow()):
            self._stayed = True
            self.timer.start()
        else:
            self.over.emit()

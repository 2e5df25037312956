"""One of the user's own rules on the page after a session, with *Did it*."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from intermezzo.presenters import _
from intermezzo.presenters.views import NoticeView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.flow import FlowLayout
from intermezzo.ui.kit.layouts import column
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import QuietButton, announce

_WIDEST = 400
"""Logical pixels at which a rule wraps."""


class OwnRule(QWidget):
    """A line and its button; ``did`` has the command that notes it, once."""

    did = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self._command: tuple[str, ...] = ()
        self.line = BodyText(size=14, tone="ink")
        self.button = QuietButton(_("Did it"), key="D", suggested=True)
        self.button.clicked.connect(self._press)
        QShortcut(QKeySequence(Qt.Key.Key_D), self.button).activated.connect(self._press)
        column(FlowLayout(gap=style.px(4), middle=True).holding(self.line, self.button), within=self)
        self.set_view(None)

    def set_view(self, view: NoticeView | None) -> None:
        """Show a rule, or none."""
        self._command = view.command if view is not None else ()
        self.line.setText(view.line if view is not None else "")
        whole = QFontMetrics(self.line.font()).horizontalAdvance(self.line.text()) + 2
        self.line.setMinimumWidth(min(whole, style.px(_WIDEST)))
        self.button.set_text(_("Did it"))
        self.button.setAccessibleDescription(self.line.text())
        self.button.setEnabled(True)
        self.setVisible(view is not None)

    def show_noted(self, line: str) -> None:
        """Show that it is noted."""
        self.button.set_text(line)
        announce(self, line)

    def _press(self) -> None:
        self.button.setEnabled(False)
        self.did.emit(self._command)

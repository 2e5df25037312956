"""A message above the player's controls: what has just changed, and Undo."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import CardSurface, QuietButton, announce


class Toast(CardSurface):
    """Show a message until the next step begins."""

    def __init__(self) -> None:
        super().__init__("pill", radius=10)
        self.line = BodyText(size=14, tone="ink")
        self.undo = QuietButton(_("Undo"), key="U")
        row = QHBoxLayout(self)
        row.setContentsMargins(style.px(14), style.px(7), style.px(8), style.px(7))
        row.setSpacing(style.px(10))
        row.addWidget(self.line, 1)
        row.addWidget(self.undo)
        self.hide()

    def show_message(self, speaker: QWidget, text: str, *, undo: bool = False) -> None:
        """Show a message, and let screen readers say it as coming from ``speaker``."""
        self.line.setText(text)
        self.undo.setVisible(undo)
        self.show()
        announce(speaker, text)

"""A message above the player's controls: what has just changed, and Undo."""

from PySide6.QtWidgets import QWidget

from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import row
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import CardSurface, QuietButton, announce


class Toast(CardSurface):
    """Show a message until the next step begins."""

    def __init__(self) -> None:
        super().__init__("pill", radius=10)
        self.line = BodyText(size=14, tone="ink")
        self.undo = QuietButton(_("Undo"), key="U")
        margins = (style.px(14), style.px(7), style.px(8), style.px(7))
        row((self.line, 1), self.undo, gap=style.px(10), margins=margins, within=self)
        self.hide()

    def show_message(self, speaker: QWidget, text: str, *, undo: bool = False) -> None:
        """Show a message, and let screen readers say it as coming from ``speaker``."""
        self.line.setText(text)
        self.undo.setVisible(undo)
        self.show()
        announce(speaker, text)

"""A message above the player's controls: what has just changed, with *Undo* or *Finish later*."""

from PySide6.QtWidgets import QWidget

from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import row
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import QuietButton, announce
from intermezzo.ui.player.overlay import Overlay


class Toast(Overlay):
    """Show a message until the next step begins."""

    def __init__(self, place: QWidget) -> None:
        super().__init__(place)
        self.line = BodyText(size=14, tone="ink")
        self.undo = QuietButton(_("Undo"), key="U")
        self.later = QuietButton(_("Finish later"), key="L", suggested=True)
        margins = (style.px(14), style.px(7), style.px(8), style.px(7))
        row((self.line, 1), self.undo, self.later, gap=style.px(10), margins=margins, within=self)

    def show_message(self, speaker: QWidget, text: str, *, undo: bool = False, later: bool = False) -> None:
        """Show a message, and let screen readers say it as coming from ``speaker``."""
        self.line.setText(text)
        self.undo.setVisible(undo)
        self.later.setVisible(later)
        self.show()
        self.fit()
        announce(speaker, text)

"""One calm line above the controls: what has just changed, and how to take it back."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import CardSurface, QuietButton, announce


class Toast(CardSurface):
    """Shows a line until another step begins; ``undo`` only where there is something to take back."""

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

    def tell(self, teller: QWidget, line: str, *, undo: bool = False) -> None:
        """Show a line and have it said."""
        self.line.setText(line)
        self.undo.setVisible(undo)
        self.show()
        announce(teller, line)

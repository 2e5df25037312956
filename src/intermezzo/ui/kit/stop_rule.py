"""The global stop rule in one line, with a button for the whole."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from intermezzo.presenters import _
from intermezzo.presenters.safety import stop_rule, stop_rule_short
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import column, row
from intermezzo.ui.kit.plain import set_tooltip
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import QUIET_EDGE, QuietButton, announce


class StopRule(QWidget):
    """One line of the rule, or the whole of it. Screen readers and the tooltip always have the whole."""

    def __init__(self) -> None:
        super().__init__()
        self.line = BodyText(size=12)
        self.line.setAccessibleName(stop_rule())
        self.line.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.more = QuietButton("", size=12)
        self.more.clicked.connect(self.turn)
        # The text is aligned with the button beside it.
        beside = column(self.line, margins=(0, style.px(7), 0, 0))
        more = (self.more, Qt.AlignmentFlag.AlignTop)
        row((beside, 1), more, gap=style.px(12) - QUIET_EDGE, within=self)
        self._opened = False
        self._show()

    def turn(self) -> None:
        """Switch between the whole rule and one line."""
        self._opened = not self._opened
        self._show()
        if self._opened:
            announce(self, stop_rule())

    def _show(self) -> None:
        self.line.setText(stop_rule() if self._opened else stop_rule_short())
        set_tooltip(self.line, "" if self._opened else stop_rule())
        self.more.set_text(_("Less") if self._opened else _("Full safety note"))
        self.more.setAccessibleName(
            _("The safety note in one line") if self._opened else _("The full safety note")
        )

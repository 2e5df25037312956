"""The global stop rule: whole at the beginning of a session, later in one line."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from intermezzo.presenters import _
from intermezzo.presenters.player import stop_rule, stop_rule_short
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import column, row
from intermezzo.ui.kit.plain import set_tooltip
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import QUIET_EDGE, QuietButton, announce


class StopRule(QWidget):
    """The whole rule, or one line with a button for the rest; ``key`` is its shortcut.

    Screen readers and the tooltip always have the whole rule.
    """

    def __init__(self, key: str = "") -> None:
        super().__init__()
        self.line = BodyText(size=12)
        self.line.setAccessibleName(stop_rule())
        self.line.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.more = QuietButton(_("Full safety note"), size=12, key=key, name=_("The full safety note"))
        # A click must not take the focus from Pause, whose key is space.
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.clicked.connect(self.turn)
        if key:
            QShortcut(QKeySequence(key), self).activated.connect(self.turn)
        self._beside = column(self.line)
        more = (self.more, Qt.AlignmentFlag.AlignTop)
        row((self._beside, 1), more, gap=style.px(12) - QUIET_EDGE, within=self)
        self._begins = self._opened = False
        self._show()

    def begin(self, begins: bool) -> None:  # noqa: FBT001 (the one thing that it is told)
        """Show all of it at the beginning of a session, else what the user chose."""
        self._begins = begins
        if begins:
            self._opened = False
        self._show()

    def turn(self) -> None:
        """Switch between the whole rule and one line."""
        if self._begins:
            return
        self._opened = not self._opened
        self._show()
        if self._opened:
            announce(self, stop_rule())

    def _show(self) -> None:
        whole = self._begins or self._opened
        self.line.setText(stop_rule() if whole else stop_rule_short())
        set_tooltip(self.line, "" if whole else stop_rule())
        self.more.set_text(_("Less") if self._opened else _("Full safety note"))
        self.more.setAccessibleName(
            _("The safety note in one line") if self._opened else _("The full safety note")
        )
        self.more.setVisible(not self._begins)
        # The text is aligned with the button beside it, or with the page's edge without one.
        self._beside.setContentsMargins(0, style.px(7), style.px(QUIET_EDGE) if self._begins else 0, 0)

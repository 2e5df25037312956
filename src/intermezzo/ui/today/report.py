"""The sheet with the report of an error, to read, copy or save."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import add, column, row
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER, Scroller
from intermezzo.ui.kit.texts import BodyText, Text, Title
from intermezzo.ui.kit.widgets import CardSurface, PillButton, announce
from intermezzo.ui.kit.window import Window

_SIZE = (640, 520)


class ReportSheet(Window):
    """Shows the whole text that *Copy* and *Save* give out. ``saved`` asks for a file."""

    saved = Signal()

    def __init__(self, text: str, owner: QWidget | None) -> None:
        super().__init__(_("Report"))
        self.lie_over(owner)
        self.text = text
        self.shown = Text(text, size=13)
        self.shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.shown.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.shown.setAccessibleName(_("The whole report"))
        self.outcome = BodyText(size=13)
        self.copy = PillButton(_("Copy"), primary=True)
        self.save = PillButton(_("Save…"))
        self.close_button = PillButton(_("Close"))
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self.saved)
        self.close_button.clicked.connect(self.leave)
        px, card = style.px, CardSurface("pill", radius=12)
        column(
            (Scroller(self.shown, "pill"), 1),
            margins=(px(18), px(14), px(18) - SCROLL_GUTTER, px(14)),
            within=card,
        )
        add(
            self.body,
            Title(26, _("Report a problem")),
            px(10),
            BodyText(
                _(
                    "This is everything that’s copied or saved: versions and places in the code. No names, "
                    "no calendar, no history. Nothing is sent; you decide who gets it."
                ),
                size=14,
            ),
            px(14),
            (card, 1),
            px(12),
            self.outcome,
            row(self.copy, self.save, None, self.close_button, gap=px(8)),
        )
        self.outcome.set_or_hide("")
        self.copy.setFocus()
        self.resize_within_screen(px(_SIZE[0]), px(_SIZE[1]))

    def set_outcome(self, line: str) -> None:
        """Tell what became of the file."""
        self.outcome.set_or_hide(line)
        announce(self, line)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self.set_outcome(_("Copied."))

"""What the player shows on demand in place of its words: the whole safety note, and the keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from intermezzo.presenters import _
from intermezzo.presenters.safety import stop_rule
from intermezzo.ui.kit import style
from intermezzo.ui.kit.keys_sheet import Keys, told_keys
from intermezzo.ui.kit.layouts import clear, column, column_widget, row
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER, Scroller
from intermezzo.ui.kit.spoken import key_names
from intermezzo.ui.kit.texts import BodyText, Text, Title
from intermezzo.ui.kit.widgets import PillButton, announce

NOTE, KEYS = "note", "keys"


class Sheet(QWidget):
    """One page of text with a button that closes it; the session is paused meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.page = ""
        """What is shown: ``NOTE``, ``KEYS``, or empty while it is closed."""
        self.title = Title(30)
        self._rows = column()
        self.close_button = PillButton(_("Close"), name=_("Back to the session"))
        self.area = Scroller(column_widget(self._rows, None, margins=(0, 0, SCROLL_GUTTER, 0)))
        self.area.setMinimumSize(1, 1)
        head = row((self.title, 1), self.close_button, gap=style.px(10), margins=(0, 0, SCROLL_GUTTER, 0))
        column(head, (self.area, 1), gap=style.px(10), within=self)

    def open(self, page: str) -> None:
        """Show a page, and give its button the focus."""
        self.page = page
        shown: QWidget
        if page == NOTE:
            title, said, shown = _("Safety note"), stop_rule(), BodyText(stop_rule(), size=16, tone="ink")
        else:
            title, said, shown = _("Keys"), told_keys(_key_rows()), _keys()
        clear(self._rows)
        self._rows.addWidget(shown)
        self.title.setText(title)
        self.area.verticalScrollBar().setValue(0)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{title}. {said}")


def _key_rows() -> Keys:
    return (
        (_("Space"), _("Pause and resume; begin, where a step waits for you")),
        ("←  →", _("Back and next")),
        ("E", _("Easier, and back")),
        (_("Enter"), _("Complete, once it shows")),
        (_("Esc"), _("Finish")),
        ("L", _("Finish later")),
        ("N", _("Not for me")),
        ("B", _("As before, where a movement was made easier")),
        ("1  2  3", _("Answers to the opening check, and at the end")),
        ("U", _("Undo")),
        ("S", _("Safety note")),
        ("M", _("Sound on or off")),
        (_("F11"), _("Full screen")),
    )


def _keys() -> QWidget:
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(style.px(18))
    grid.setVerticalSpacing(style.px(6))
    grid.setColumnStretch(1, 1)
    for number, (key, words) in enumerate(_key_rows()):
        name = Text(key, size=14, weight=600)
        name.setAccessibleName(key_names(key))
        grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Text(words, size=14, tone="soft"), number, 1)
    return held

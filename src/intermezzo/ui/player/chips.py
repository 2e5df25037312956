"""A place for one row of buttons with keys at a time, below the question how a session felt."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from intermezzo.ui.kit.flow import FlowLayout
from intermezzo.ui.kit.widgets import PillButton

_KEYS = "1234567890ACFGHIKMOPQRTVWXYZ"
"""The keys of the buttons by their numbers, from 1: no letter that does something else in the player."""


def key_of(number: int) -> str:
    """Return the key of the button with a number; empty if there are no more."""
    return _KEYS[number - 1 : number]


class Chips(QWidget):
    """A row of buttons, numbered from ``first``, each with its key. ``chosen`` tells the code."""

    chosen = Signal(str)

    def __init__(self, first: int) -> None:
        super().__init__()
        self.first = first
        self.buttons: dict[str, PillButton] = {}
        self.flow = FlowLayout(self, middle=True)
        self.flow.setContentsMargins(0, 0, 0, 0)

    def set_choices(self, choices: Iterable[tuple[str, str]]) -> None:
        """Show these codes by their labels in place of what was there."""
        for button in self.buttons.values():
            button.hide()
            button.deleteLater()
        self.buttons = {}
        for number, (code, label) in enumerate(choices, self.first):
            button = PillButton(label, key=key_of(number))
            button.setCheckable(True)
            act = partial(self.chosen.emit, code)
            button.clicked.connect(act)
            # Of the button, so that it acts only while the button is seen and enabled.
            QShortcut(QKeySequence(key_of(number)), button).activated.connect(act)
            self.buttons[code] = button
            self.flow.addWidget(button)
            button.show()

    def show_chosen(self, chosen: str) -> None:
        """Show which one holds; none if it is empty."""
        for code, button in self.buttons.items():
            button.setChecked(code == chosen)
            button.set_primary(primary=code == chosen)


class ChipPlace(QStackedWidget):
    """Rows of buttons in the same place, which is as high as the highest of them; at first none is shown."""

    def __init__(self, *rows: Chips) -> None:
        super().__init__()
        self._none = QWidget()
        for page in (self._none, *rows):
            policy = page.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # else only the shown row would set the height
            page.setSizePolicy(policy)
            self.addWidget(page)

    def show_row(self, shown: Chips | None) -> None:
        """Show a row, or none."""
        self.setCurrentWidget(shown or self._none)
        if self._none.hasFocus():  # it came from a row that is hidden now
            self._none.focusNextChild()
        self.updateGeometry()  # rows that are hidden do not tell of their new buttons

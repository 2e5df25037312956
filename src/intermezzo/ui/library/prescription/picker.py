"""The movements to pick an exercise of a prescription from, by figure and by name."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListView, QWidget

from intermezzo.core.practice.model import Movement
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import column, row
from intermezzo.ui.kit.texts import BodyText, Title
from intermezzo.ui.kit.widgets import PillButton, line
from intermezzo.ui.library.composer.shelf import INSET, Shelf, ShelfSearch

_SIDE = 36


class MovementPicker(QWidget):
    """``chosen`` carries the id of a movement, or "" for an exercise in words; ``left`` means none."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shelf = Shelf(ground="card", large=True)
        self.shelf.setDragDropMode(QListView.DragDropMode.NoDragDrop)
        self._none = BodyText(_("Nothing found. Try another word, or describe the exercise."), size=15)
        self.search = ShelfSearch("pill", self.shelf, self._none, Qt.FocusReason.ShortcutFocusReason)
        self.own = PillButton(_("It isn’t here: describe it"))
        self.cancel = PillButton(_("Back"), key=_("esc"))
        px = style.px
        words = (Title(30, _("Which exercise is it?")), px(14), self.search, px(6), self._none)
        above = column(*words, margins=(INSET, 0, INSET, 0))
        buttons = row(self.own, self.cancel, None, gap=px(8))
        foot = column(line(), buttons, gap=px(12), margins=(INSET, 0, INSET, px(16)))
        margins = (_SIDE - INSET, px(28), _SIDE - INSET, 0)
        column(above, (self.shelf, 1), foot, margins=margins, within=self)
        self.shelf.clicked.connect(self.shelf.choose_current)
        self.shelf.chosen.connect(self.chosen)
        self.own.clicked.connect(lambda: self.chosen.emit(""))
        self.cancel.clicked.connect(self.left)

    def begin(self, movements: Mapping[str, Movement]) -> None:
        """Offer the movements anew."""
        self.search.set_movements(movements.values())
        self.search.clear()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

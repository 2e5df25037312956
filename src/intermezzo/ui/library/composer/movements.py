"""The left side of the composer: a search, the areas' chips, and the list of movements."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from intermezzo.core.practice.model import Area, Movement
from intermezzo.presenters import _
from intermezzo.presenters.areas import area_name
from intermezzo.presenters.library.composing import matching, shelf_row
from intermezzo.presenters.library.movement import movements_found
from intermezzo.ui.kit import style
from intermezzo.ui.kit.flow import FlowLayout
from intermezzo.ui.kit.layouts import add, column, column_widget
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER, Scroller
from intermezzo.ui.kit.text_field import SearchField
from intermezzo.ui.kit.texts import BodyText, Title
from intermezzo.ui.kit.ticks import Chip
from intermezzo.ui.library.composer.shelf import INSET, Shelf

_SIDE = 26
_WIDTH = 396
_LEAST = 150
"""Least height of the list; in a lower window the whole side scrolls."""


class MovementsPane(QWidget):
    """Find and choose movements. Enter in the search adds the first result."""

    def __init__(self) -> None:
        super().__init__()
        self._movements: tuple[Movement, ...] = ()
        self.search = SearchField("card")
        self.chips = {
            area: Chip(area_name(area), name=_("Only {area}").format(area=area_name(area)), tone="card")
            for area in Area
        }
        self.shelf = Shelf()
        self._none = BodyText(_("Nothing found. Try another word or area."), size=13.5)
        self._none.hide()
        self._lay_out()
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self.shelf.choose_current)
        self.search.returnPressed.connect(self.search.begin)
        # Else Down would scroll.
        down = QShortcut("Down", self.search, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(lambda: self.shelf.setFocus(Qt.FocusReason.TabFocusReason))
        for chip in self.chips.values():
            chip.clicked.connect(lambda _on, one=chip: self._only(one))

    def _lay_out(self) -> None:
        chips = FlowLayout(gap=style.px(6), line_gap=style.px(6)).holding(*self.chips.values())
        title, keys = Title(24, _("Movements")), BodyText(_("Enter adds at the end · or drag"), size=12)
        inner = (INSET, 0, SCROLL_GUTTER, 0)
        above = column(title, self.search, chips, gap=style.px(12), margins=inner)
        below = column(margins=inner)
        below.addWidget(self._none, 1, Qt.AlignmentFlag.AlignTop)
        add(below, style.px(8), keys)
        self.shelf.setMinimumHeight(style.px(_LEAST))
        margins = (_SIDE - INSET, style.px(32), 0, 0)
        page = column_widget(above, style.px(12), (self.shelf, 1), below, margins=margins)
        column(Scroller(page, "pill"), margins=(0, 0, 0, style.px(18)), within=self)
        self.fit_width()

    def fit_width(self) -> None:
        """Set the width's limits for the text size: chips are never cut, rows not too long."""
        chips = max(chip.sizeHint().width() for chip in self.chips.values()) + _SIDE + 2 * SCROLL_GUTTER
        self.setMinimumWidth(chips)
        self.setMaximumWidth(max(chips, style.px(_WIDTH)))

    def set_movements(self, movements: Iterable[Movement]) -> None:
        """Offer these movements."""
        self._movements = tuple(movements)
        self._find()

    def _find(self) -> None:
        area = next((area for area, chip in self.chips.items() if chip.isChecked()), None)
        found = matching(self._movements, self.search.text(), area)
        self.shelf.set_rows([shelf_row(one) for one in found])
        self.shelf.setVisible(bool(found))
        self._none.setVisible(not found)

    def _only(self, chip: Chip) -> None:
        """Uncheck the other chips: at most one area is chosen."""
        for other in self.chips.values():
            if other is not chip:
                other.setChecked(False)
        self._search()

    def _search(self) -> None:
        self._find()
        self.search.tell_found(movements_found(self.shelf.rows.rowCount()))

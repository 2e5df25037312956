"""The filters of the movements: six areas, four properties, and a search."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from intermezzo.core.practice.model import Area
from intermezzo.presenters import _
from intermezzo.presenters.areas import area_name
from intermezzo.presenters.library.repertoire import MovementFilter
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import FlowLayout, column
from intermezzo.ui.kit.plain import add_action
from intermezzo.ui.kit.spoken import set_key_tooltip
from intermezzo.ui.kit.text_field import SearchField
from intermezzo.ui.kit.ticks import Chip
from intermezzo.ui.kit.widgets import PillButton, round_menu


class Filters(QWidget):
    """Choose which movements are shown. ``changed`` is emitted after every change.

    Where there is no room for all its chips, they are folded into the menu of one button.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.areas: dict[Area | None, Chip] = {}
        self._one = QButtonGroup(self)
        first = FlowLayout()
        for area in (None, *Area):
            chip = Chip(_("All") if area is None else area_name(area))
            self.areas[area] = chip
            self._one.addButton(chip)
            first.addWidget(chip)
        self.areas[None].setChecked(True)
        self.seated, self.quiet = Chip(_("Seated")), Chip(_("Quiet"))
        self.no_floor, self.own = Chip(_("No floor")), Chip(_("In my repertoire"))
        self.search = SearchField()
        set_key_tooltip(self.search, "/")
        self._properties = (self.seated, self.quiet, self.no_floor, self.own)
        for chip in self._properties:
            chip.toggled.connect(self.changed)
        self._chips = (*self.areas.values(), *self._properties)
        self.menu = round_menu(self)
        for chip in self._chips:
            if chip is self.seated:
                self.menu.addSeparator()
            action = add_action(self.menu, chip.text())
            action.setCheckable(True)
            action.triggered.connect(lambda _on, chip=chip: chip.click())
        self.button = PillButton("", menu=self.menu)
        self.button.hide()
        self._tell_chosen()
        self.changed.connect(self._tell_chosen)
        second = FlowLayout(fill=True).holding(*self._properties, self.button, self.search)
        column(first, second, gap=style.px(10), within=self)
        self._one.buttonToggled.connect(self._on_area_toggled)
        self.search.textChanged.connect(self.changed)

    def wanted(self) -> MovementFilter:
        """Return the present filters."""
        area = next((area for area, chip in self.areas.items() if chip.isChecked()), None)
        return MovementFilter(
            self.search.text(), area, self.seated.isChecked(), self.quiet.isChecked(),
            self.no_floor.isChecked(), self.own.isChecked(),
        )  # fmt: skip

    def fold(self, *, folded: bool) -> None:
        """Show the button in the place of the chips, or the chips again."""
        if folded is self.button.isHidden():
            self.button.setVisible(folded)
            for chip in self._chips:
                chip.setVisible(not folded)

    def clear(self) -> None:
        """Reset all filters, with one signal."""
        with QSignalBlocker(self):
            self.areas[None].setChecked(True)
            for chip in self._properties:
                chip.setChecked(False)
            self.search.clear()
        self.changed.emit()

    def _tell_chosen(self) -> None:
        """Mark in the menu what is chosen, and name it on the button."""
        actions = (one for one in self.menu.actions() if not one.isSeparator())
        for chip, action in zip(self._chips, actions, strict=True):
            action.setChecked(chip.isChecked())
        chosen = [chip.text() for chip in self._chips if chip.isChecked()]
        self.button.set_text(" · ".join(chosen))
        self.button.setAccessibleName(_("Filter: {chosen}").format(chosen=", ".join(chosen)))

    def _on_area_toggled(self, _button: object, checked: bool) -> None:  # noqa: FBT001 (the signal's own argument)
        if checked:
            self.changed.emit()

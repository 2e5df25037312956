"""What narrows the movements down: six areas, four wishes, and words to search for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from intermezzo.core.practice.model import Area
from intermezzo.presenters import _
from intermezzo.presenters.repertoire import Wanted, filter_names
from intermezzo.ui.kit import style
from intermezzo.ui.kit.chip import Chip
from intermezzo.ui.kit.flow import FlowLayout
from intermezzo.ui.kit.search_field import SearchField


class Filters(QWidget):
    """Says ``changed`` whenever something else is wanted."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.areas: dict[Area | None, Chip] = {}
        self._one = QButtonGroup(self)
        first = FlowLayout(gap=style.px(8), line_gap=style.px(8))
        for area, name in filter_names().items():
            chip = Chip(name)
            self.areas[area] = chip
            self._one.addButton(chip)
            first.addWidget(chip)
        self.areas[None].setChecked(True)
        self.seated, self.quiet = Chip(_("Seated")), Chip(_("Quiet"))
        self.no_floor, self.own = Chip(_("No floor")), Chip(_("In my repertoire"))
        self.search = SearchField()
        self.search.setToolTip(_("Key /"))
        second = FlowLayout(gap=style.px(8), line_gap=style.px(8), fill=True)
        for wish in (self.seated, self.quiet, self.no_floor, self.own):
            second.addWidget(wish)
            wish.toggled.connect(self._told)
        second.addWidget(self.search)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(style.px(10))
        rows.addLayout(first)
        rows.addLayout(second)
        self._quiet = False
        self._one.buttonToggled.connect(self._area_told)
        self.search.textChanged.connect(self._told)

    def wanted(self) -> Wanted:
        """Return what is asked for now."""
        area = next((area for area, chip in self.areas.items() if chip.isChecked()), None)
        return Wanted(
            self.search.text(), area, self.seated.isChecked(), self.quiet.isChecked(),
            self.no_floor.isChecked(), self.own.isChecked(),
        )  # fmt: skip

    def clear(self) -> None:
        """Want everything again."""
        self._quiet = True
        self.areas[None].setChecked(True)
        for wish in (self.seated, self.quiet, self.no_floor, self.own):
            wish.setChecked(False)
        self.search.clear()
        self._quiet = False
        self._told()

    def _area_told(self, _button: object, checked: bool) -> None:  # noqa: FBT001 (the signal's own argument)
        if checked:
            self._told()

    def _told(self) -> None:
        if not self._quiet:
            self.changed.emit()

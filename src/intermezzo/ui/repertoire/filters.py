"""What narrows the movements down: six areas, four wishes, and words to search for."""

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QVBoxLayout, QWidget

from intermezzo.core.model import Area
from intermezzo.ui import style
from intermezzo.ui.chip import Chip
from intermezzo.ui.flow import FlowLayout
from intermezzo.ui.marks import round_pen
from intermezzo.ui.text_field import Line
from intermezzo.words import _
from intermezzo.words.repertoire import Wanted, filter_names


class SearchField(Line):
    """A round field with a lens."""

    def __init__(self) -> None:
        super().__init__(_("Find a movement"), _("Find a movement"))
        self.setToolTip(_("Key /"))

    def _dress(self) -> None:
        self.setFont(style.sans(14))
        self.setTextMargins(style.px(34), 0, style.px(14), 0)

    def sizeHint(self) -> QSize:
        """Give the height of a chip."""
        return QSize(style.px(200), style.px(35))

    def minimumSizeHint(self) -> QSize:
        """Give room for one word."""
        return QSize(style.px(140), style.px(35))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the lens, then the text."""
        palette = style.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = 2.0 if self.hasFocus() else 1.0
        area = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.setPen(QPen(QColor(palette.green if self.hasFocus() else palette.outline), wide))
        painter.setBrush(QColor(palette.pill))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        unit = style.scale()
        middle = QPointF(style.px(20), self.height() / 2 - unit)
        painter.setPen(round_pen(QColor(palette.soft), 1.5 * unit))
        painter.drawEllipse(middle, 4.2 * unit, 4.2 * unit)
        painter.drawLine(middle + QPointF(3.2, 3.2) * unit, middle + QPointF(6.2, 6.2) * unit)
        painter.end()
        QLineEdit.paintEvent(self, event)


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
        """Give what is asked for now."""
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

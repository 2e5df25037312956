"""A field for a date: typed in any usual way, or picked from a month."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from intermezzo.presenters import _
from intermezzo.presenters.dates import shown_date, typed_date
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import row
from intermezzo.ui.kit.month import MonthPopup
from intermezzo.ui.kit.text_field import TextField
from intermezzo.ui.kit.widgets import PillButton


class DateField(QWidget):
    """A date, or None where it may be left out. The popup begins at the field's date, else at ``near``."""

    edited = Signal(object)

    def __init__(self, name: str, *, hint: str = "", optional: bool = False) -> None:
        super().__init__()
        self.near = date.min
        self.text = TextField(_maybe if optional else typed_date, _shown, name, hint=hint)
        self.line = self.text.line
        self.pick = PillButton(_("Pick"), name=_("Pick the day: {name}").format(name=name))
        self._popup: MonthPopup | None = None
        self.pick.clicked.connect(self.open)
        self.text.edited.connect(self.edited)
        down = QShortcut("Alt+Down", self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        down.activated.connect(self.open)
        row((self.text, 1), (self.pick, Qt.AlignmentFlag.AlignTop), gap=style.px(8), within=self)

    @property
    def popup(self) -> MonthPopup:
        """The month, made when it is first needed."""
        if self._popup is None:
            self._popup = MonthPopup(self)
            self._popup.picked.connect(self._on_picked)
        return self._popup

    def open(self) -> None:
        """Open the month below the field."""
        self.text.commit()
        day = self.value()
        self.popup.open_below(self.line, day if day is not None else self.near)

    def value(self) -> date | None:
        """Return the last valid date."""
        day = self.text.value()
        return day if isinstance(day, date) else None

    def set_value(self, day: date | None) -> None:
        """Show a date."""
        self.text.set_value(day)

    def commit(self) -> bool:
        """Commit the text; return whether it is valid."""
        return self.text.commit()

    def _on_picked(self, day: date) -> None:
        self.text.set_value(day)
        self.edited.emit(day)
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)


def _maybe(text: str) -> date | None:
    return typed_date(text) if text.strip() else None


def _shown(day: date | None) -> str:
    return shown_date(day) if day is not None else ""

"""The field in which one writes the week to go to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import column, row
from intermezzo.ui.kit.text_field import LineEdit
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import PillButton, announce


class GoTo(QWidget):
    """A field with *Go*, and a line below it where the week cannot be shown."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.field = LineEdit(_("Week or date"), _("47, 2026-W47 or 17.11.2026"))
        self.go = PillButton(_("Go"))
        self.fault = BodyText(size=12.5, tone="amber")
        self.field.returnPressed.connect(self._ask)
        self.go.clicked.connect(self._ask)
        entry = row(None, self.field, self.go, gap=style.px(8))
        column(entry, row(None, self.fault), gap=style.px(4), within=self)
        self.fault.hide()
        self.hide()

    def begin(self) -> None:
        """Show the field, ready to be written in."""
        self.field.clear()
        self.tell("")
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tell(self, line: str) -> None:
        """Say why the week cannot be shown; "" for nothing."""
        self.fault.set_or_hide(line)
        self.field.set_wrong(wrong=bool(line))
        self.field.setAccessibleDescription(line)
        if line:
            announce(self.field, line)

    def _ask(self) -> None:
        if self.field.text().strip():
            self.asked.emit(self.field.text())

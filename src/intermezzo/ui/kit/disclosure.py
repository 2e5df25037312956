"""What is folded away at the foot of a page until a button is pressed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import column, row
from intermezzo.ui.kit.widgets import PillButton


class Disclosure(QWidget):
    """The button *More*, and below it what it shows; ``page`` is the name of the page, for screen readers.

    ``unfolded`` tells that the user has asked for it.
    """

    unfolded = Signal()

    def __init__(self, page: str) -> None:
        super().__init__()
        self._page = page
        self.held = QWidget()
        self.button = PillButton("")
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self._on_pressed)
        self._rows = column(within=self.held)
        column(row(self.button, None), style.px(4), self.held, within=self)
        self.unfold(on=False)

    def add(self, widget: QWidget) -> None:
        """Add a widget below the others."""
        self._rows.addWidget(widget)

    def unfold(self, *, on: bool) -> None:
        """Show or hide what is folded away."""
        self.held.setVisible(on)
        self.button.set_text(_("Less") if on else _("More"))
        name = _("Less of {page}") if on else _("More of {page}")
        self.button.setAccessibleName(name.format(page=self._page))

    def _on_pressed(self) -> None:
        self.unfold(on=self.held.isHidden())
        if not self.held.isHidden():
            self.unfolded.emit()

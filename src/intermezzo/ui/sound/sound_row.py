"""The last row of Settings, Player: listen to a tone, or how to get what voice and tones need."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from intermezzo.ui.settings_rows import Row
from intermezzo.ui.texts import Body
from intermezzo.ui.widgets import PillButton
from intermezzo.words import _
from intermezzo.words.sound import how_to_get


class SoundRow(QWidget):
    """A tone on request; where the extra is missing there is nothing to hear, only how to get it."""

    def __init__(self, *, there: bool) -> None:
        super().__init__()
        self.listen = PillButton(_("Listen"))
        self._line = Body(size=13, tone="ink")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(Row(_("How it sounds"), _("The tone for the breath in"), self.listen))
        rows.addSpacing(14)
        rows.addWidget(self._line)
        self.listen.setEnabled(there)
        self.set_line("" if there else how_to_get())

    def set_line(self, text: str) -> None:
        """Show a line below; empty takes it away."""
        self._line.setText(text)
        self._line.setVisible(bool(text))

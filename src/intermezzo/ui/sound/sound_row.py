"""The row of the settings in which one listens to a tone, or sees how to install voice and tones."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from intermezzo.presenters import _
from intermezzo.presenters.sound import how_to_get, missing_part
from intermezzo.ui.kit import style
from intermezzo.ui.kit.command_line import CommandLine
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import PillButton
from intermezzo.ui.settings.rows import SettingRow


class SoundRow(QWidget):
    """Offer a tone if the extra ``voice`` is ``there``, else the commands that install it."""

    def __init__(self, *, there: bool) -> None:
        super().__init__()
        self.listen = PillButton(_("Listen"))
        self._line = BodyText(size=13, tone="ink")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        if there:
            rows.addWidget(SettingRow(_("Preview"), _("The tone for breathing in"), self.listen))
        else:
            self.listen.setParent(self)
            self.listen.hide()
            rows.addWidget(
                SettingRow(_("How to install the add-on"), missing_part(), _commands(), below=True)
            )
        rows.addSpacing(14)
        rows.addWidget(self._line)
        self.set_line("")

    def set_line(self, text: str) -> None:
        """Show a line below the row; an empty text hides it."""
        self._line.setText(text)
        self._line.setVisible(bool(text))


def _commands() -> QWidget:
    held = QWidget()
    rows = QVBoxLayout(held)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(style.px(12))
    for when, command in how_to_get():
        rows.addWidget(CommandLine(when, command))
    return held

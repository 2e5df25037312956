"""The row of the settings in which one listens to a tone, or sees how to install voice and tones."""

from PySide6.QtWidgets import QWidget

from intermezzo.presenters import _
from intermezzo.ui.kit.command_line import CommandLine
from intermezzo.ui.kit.layouts import column
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import PillButton
from intermezzo.ui.settings.rows import SettingRow


def player_row(command: str) -> SettingRow:
    """Return the row that tells how to install a program that plays the chime; "" is no known command."""
    text = _("Install paplay, pw-play or aplay; the next session has the chime.")
    if command:
        text = _("A small program plays it. Install it in a terminal; the next session has the chime.")
    line = CommandLine(_("In a terminal"), command) if command else QWidget()
    return SettingRow(_("How to hear the chime"), text, line, below=True)


class SoundRow(QWidget):
    """Offer a tone if the extra ``voice`` is ``there``, else the command that installs it, if any."""

    def __init__(self, *, there: bool, command: str = "") -> None:
        super().__init__()
        self.listen = PillButton(_("Listen"))
        self._line = BodyText(size=13, tone="ink")
        if there:
            shown = SettingRow(_("Preview"), _("The tone for breathing in"), self.listen)
        else:
            self.listen.setParent(self)
            self.listen.hide()
            line = CommandLine(_("In a terminal"), command) if command else QWidget()
            text = _("Voice and tones need an add-on that can’t be installed in this package of Intermezzo.")
            if command:
                text = _(
                    "Voice and tones need an add-on of about 160 MB. Install it in a terminal, then restart "
                    "Intermezzo."
                )
            shown = SettingRow(_("How to install the add-on"), text, line, below=True)
        column(shown, 14, self._line, within=self)
        self.set_line("")

    def set_line(self, text: str) -> None:
        """Show a line below the row; an empty text hides it."""
        self._line.set_or_hide(text)

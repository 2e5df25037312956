"""A message in a window of its own."""

from intermezzo.presenters import _
from intermezzo.ui.kit.layouts import add
from intermezzo.ui.kit.texts import BodyText, Title
from intermezzo.ui.kit.widgets import PillButton, announce
from intermezzo.ui.kit.window import Window


class Notice(Window):
    """A title, a sentence and *Close*."""

    def __init__(self, title: str, line: str) -> None:
        super().__init__(title)
        self._said = f"{title}. {line}"
        self.close_button = PillButton(_("Close"), primary=True)
        self.close_button.clicked.connect(self.leave)
        add(self.body, Title(26, title), 12, BodyText(line, size=15), 20, self.close_button)
        self.close_button.setFocus()
        self.resize_within_screen(460, 220)

    def speak(self) -> None:
        """Announce the message to screen readers."""
        announce(self, self._said)

"""A message, or a question with a few ways to go on, in a window of its own."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.views import ChoiceView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import add, column, row
from intermezzo.ui.kit.texts import BodyText, Text, Title
from intermezzo.ui.kit.widgets import CardSurface, PillButton, announce
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


class ChoiceNotice(Window):
    """A title, a sentence, the choices each with what it means, and *Close*.

    ``chosen`` is emitted with the name of a choice, ``refused`` when the window is closed without one.
    """

    chosen = Signal(str)
    refused = Signal()

    def __init__(self, view: ChoiceView) -> None:
        super().__init__(view.title)
        self._said = " ".join((f"{view.title}.", view.line, view.foot))
        self._answered = False
        self.buttons: dict[str, PillButton] = {}
        add(self.body, Title(26, view.title), 12, BodyText(view.line, size=15), 18)
        for choice in view.choices:
            add(self.body, self._card(choice.name, choice.label, choice.note), 10)
        self.close_button = PillButton(_("Close"))
        self.close_button.clicked.connect(self.leave)
        self._foot = BodyText(view.foot, size=13)
        add(self.body, 4, self._foot, 18, row(None, self.close_button))
        next(iter(self.buttons.values())).setFocus()
        width = style.px(520)
        self.resize_within_screen(width, self.body.totalHeightForWidth(width))

    def show_trouble(self, line: str) -> None:
        """Say why the choice could not be carried out; another may be taken."""
        self._answered = False
        self._foot.setText(line)
        for button in self.buttons.values():
            button.setEnabled(True)
        announce(self, line)

    def speak(self) -> None:
        """Announce the question to screen readers."""
        announce(self, self._said)

    def _card(self, name: str, label: str, note: str) -> CardSurface:
        first = not self.buttons
        button = PillButton(label, primary=first, name=f"{label}. {note}", tone="pill" if first else "card")
        button.clicked.connect(lambda: self._choose(name))
        self.buttons[name] = button
        card = CardSurface("pill", radius=14)
        text = Text(note, size=13, tone="soft")
        column(row(button, None), text, gap=style.px(8), margins=(18, 16, 18, 16), within=card)
        return card

    def _choose(self, name: str) -> None:
        self._answered = True
        for button in self.buttons.values():
            button.setEnabled(False)
        self.chosen.emit(name)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if not self._answered:
            self.refused.emit()

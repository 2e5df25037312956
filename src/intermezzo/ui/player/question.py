"""A question about the practice and its answers, on the page after a session."""

from PySide6.QtCore import Signal

from intermezzo.presenters import _
from intermezzo.presenters.questions import QuestionView
from intermezzo.ui.player.chips import Chips, key_of


class QuestionChips(Chips):
    """The answers to a question. One that can be taken back is taken back by pressing it again.

    Signals: ``answered`` with the command of an answer, which may be empty; ``show_recorded`` shows it.
    """

    answered = Signal(tuple)

    def __init__(self, first: int) -> None:
        super().__init__(first)
        self._view = QuestionView("", ())
        self._pressed = self._recorded = ""
        self.chosen.connect(self._answer)

    def ask(self, view: QuestionView) -> None:
        """Show the answers to a question."""
        self._view, self._pressed, self._recorded = view, "", ""
        self.set_choices((str(number), one.label) for number, one in enumerate(view.answers))

    def _answer(self, code: str) -> None:
        answer, again = self._view.answers[int(code)], code == self._recorded
        self.show_chosen(self._recorded)  # Qt has toggled the button
        if again and not answer.undo:
            return
        self._pressed = "" if again else code
        self.answered.emit(answer.undo if again else answer.command)

    def show_recorded(self) -> str:
        """Show which answer is recorded, and return how to take it back; empty if it cannot be.

        After it was taken back another can be given.
        """
        self._recorded = self._pressed
        for code, button in self.buttons.items():
            button.setEnabled(self._recorded in {"", code})
        self.show_chosen(self._recorded)
        if not self._recorded or not self._view.answers[int(self._recorded)].undo:
            return ""
        return _("Press {key} again to undo.").format(key=key_of(self.first + int(self._recorded)))

"""The page after a session: what was done, what comes next, how it went, and one more question at most."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from intermezzo.core.history.events import EventKind
from intermezzo.core.override import override
from intermezzo.core.practice.feedback import OF_A_MOVEMENT
from intermezzo.core.practice.playback import Ending, Playing, steps_done
from intermezzo.core.practice.prescription import step_name
from intermezzo.presenters import _
from intermezzo.presenters.durations import length
from intermezzo.presenters.player import (
    felt_words,
    last_words,
    question_announcement,
    which_was_shaky,
)
from intermezzo.presenters.practice import why_stopped
from intermezzo.presenters.questions import QuestionView
from intermezzo.presenters.views import ComingView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import add, column, column_widget, row
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER, Scroller
from intermezzo.ui.kit.tab_order import put_after
from intermezzo.ui.kit.texts import BodyText, Title
from intermezzo.ui.kit.widgets import PillButton, announce, line
from intermezzo.ui.player.closing_parts import ChipPlace, Chips, OwnRule, QuestionChips, Ring, RoomyText

CLOSING_MS = 20_000
"""Time until the page closes without an answer."""
ANSWERED_MS = 4000
"""Time until it closes after an answer, which can be changed until then."""

_TITLE, _LOW_TITLE = 40, 24
"""Size of the title, and where the page is low."""
_AIRY = 640
"""Logical pixels of height from which on there is room for the ring, a large title, and air."""
_ON_ITS_ROW = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
"""Where a question stands in its room: close above the row that answers it."""


class Closing(QWidget):
    """Show the end of a session.

    Signals: ``felt`` (the chosen word, or *undo* if it is chosen again; after *stopped* why, or ""; after
    *shaky* and *stopped* which movement, or "", as ``which_was_shaky`` has it); ``answered`` with the command
    of the answer to a question; ``join`` to go to the next meeting; ``over`` at *Close* and when the time is
    up, which waits while one can be joined.
    """

    felt = Signal(str, str, str)
    answered = Signal(tuple)
    join = Signal()
    over = Signal()

    def __init__(self, speed: float = 1.0) -> None:
        super().__init__()
        self._speed = speed
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.over)
        self.ring = Ring()
        self.title = Title(_TITLE)
        self.line = RoomyText(16)
        self.coming = BodyText(size=14)
        self.question = BodyText(_("How did it go? (optional)"), size=14)
        self.asked = RoomyText(14)
        self.follows = RoomyText(14, times=2)  # what to do about something worrying is the longest
        self.taps = {
            word: PillButton(name, key=str(number)) for number, (word, name) in enumerate(felt_words(), 1)
        }
        first = len(self.taps) + 1
        self.whys, self.which, self.answers = Chips(first), Chips(first), QuestionChips(first)
        self.whys.set_choices(why_stopped())
        self.where = Chips(first + len(self.whys.buttons))
        self._which_asked = ""
        self._more, self._last = ChipPlace(self.whys, self.which, self.answers), ChipPlace(self.where)
        self.whys.chosen.connect(self.tap_why)
        for chips in (self.which, self.where):
            chips.chosen.connect(self.tap_movement)
        self.answers.answered.connect(self._answer)
        self.water = True
        """Whether the last words may be about a glass of water."""
        self.rule = OwnRule()
        self.rule.did.connect(self._did)
        self.said = ""
        """The word that was chosen last."""
        self.said_why = self.said_movement = ""
        """Why the session was stopped, and which movement was meant, as they were chosen last."""
        self._shown = ("", "", "")
        self._told = (("", ""), ("", ""))
        """Title and line as the session ended, and as they are told of a stop."""
        self._announced = ""
        self._can_join = False
        self.join_button = PillButton(_("Join"), primary=True, key="J", name=_("Join your next meeting"))
        self.join_button.clicked.connect(self.join)
        self.join_button.hide()
        QShortcut(QKeySequence(Qt.Key.Key_J), self.join_button).activated.connect(self.join)
        self.close_button = PillButton(_("Close"), key=_("esc"))
        self.close_button.clicked.connect(self.over)
        for number, (word, tap) in enumerate(self.taps.items(), 1):
            act = partial(self.tap, word)
            tap.setCheckable(True)
            tap.clicked.connect(act)
            QShortcut(QKeySequence(str(number)), tap).activated.connect(act)
        self._lay_out()

    def _lay_out(self) -> None:
        for label in (self.title, self.line, self.question, self.asked, self.follows):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.asked.setAlignment(_ON_ITS_ROW)
        taps = row(None, *self.taps.values(), None, gap=style.px(8))
        middle = Qt.AlignmentFlag.AlignHCenter
        page = QWidget()
        whole = column(gap=6, margins=(36, 30, 36 - SCROLL_GUTTER, 6), within=page)
        whole.addStretch(5)
        self._air = (column_widget((self.ring, middle), 26), QWidget())
        self._air[1].setFixedHeight(style.px(20))
        add(whole, self._air[0], self.title, 6, self.line, 4, self.rule, self._air[1])
        add(whole, style.px(6), self.question, style.px(10), taps)
        add(whole, style.px(8), self.asked, style.px(8), self._more)
        add(whole, style.px(8), self.follows, style.px(8), self._last)
        whole.addStretch(4)
        last = row((self.coming, 1), self.join_button, self.close_button, gap=style.px(8))
        foot = column(line(), last, gap=style.px(14), margins=(36, 0, 36, 30))
        column((Scroller(page), 1), foot, within=self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the ring and the air where the answers, and what is asked after them, need the room."""
        super().resizeEvent(event)
        airy = self.height() >= style.px(_AIRY)
        for one in self._air:
            one.setVisible(airy)
        self.title.set_size(_TITLE if airy else _LOW_TITLE)

    def set_coming(self, view: ComingView) -> None:
        """Show what comes next today; an empty text hides the line."""
        if view.line != self.coming.text():
            self.coming.setText(view.line)
            if self.isVisible():
                announce(self, view.line)
        self.coming.setVisible(bool(view.line))
        before, self._can_join = self._can_join, view.join
        self.join_button.setVisible(view.join)
        if view.join:
            self.timer.stop()
        elif before and self.isVisible():
            self._wait(CLOSING_MS)

    def _did(self, command: tuple[str, ...]) -> None:
        self._wait(CLOSING_MS)
        self.answered.emit(command)

    def show_ending(self, ending: Ending, playing: Playing) -> None:
        """Show what was done and the session's last words; start the time until the page closes."""
        done, moved = ending.outcome is EventKind.COMPLETED, ending.seconds >= 1
        much = _("{length} of movement.").format(length=length(ending.seconds)) if moved else ""
        last = last_words(playing.session, water=self.water and done) if moved else ""
        self._told = (
            (_("Done.") if done else _("Finished early."), f"{much} {last}".strip()),
            (_("Stopped."), much),
        )
        self.set_coming(ComingView())
        self.said = self.said_why = self.said_movement = ""
        done_ones = steps_done(playing)
        self._which_asked, choices = which_was_shaky(done_ones)
        self.which.set_choices(choices)
        self.where.set_choices((one.movement.id, step_name(one)) for one in done_ones)
        self._order_answers()
        for one in (self.question, *self.taps.values()):
            one.setVisible(moved)
        self.show_felt("")
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._wait(CLOSING_MS)
        asked = question_announcement(self.question.text(), felt_words(), 1) if moved else ""
        announce(self, " ".join(filter(None, (self.title.text(), self.line.text(), asked))))

    def _order_answers(self) -> None:
        """Let Tab go through the answers as they are shown, also those that were made last."""
        put_after(self.rule.button, *self.taps.values(), self._more, self._last, self.join_button)

    def tap(self, word: str) -> None:
        """Choose a word; the same one again takes it back. It shows once it is recorded."""
        again = word == self.said
        self.said, self.said_why, self.said_movement = "" if again else word, "", ""
        self._show_taps()  # Qt has toggled the button
        self._wait(CLOSING_MS if self._chips_of(self.said) is not None else ANSWERED_MS)
        self.felt.emit("undo" if again else word, "", "")

    def tap_why(self, code: str) -> None:
        """Choose why the session was stopped; the same again takes it back."""
        self.said_why, self.said_movement = "" if code == self.said_why else code, ""
        self._say_more()

    def tap_movement(self, movement: str) -> None:
        """Choose which movement was shaky, or made one stop; the same again takes it back."""
        self.said_movement = "" if movement == self.said_movement else movement
        self._say_more()

    def _say_more(self) -> None:
        self._show_taps()
        asks = self.said == "stopped" and not self.said_movement and self._asks_where(self.said_why)
        self._wait(ANSWERED_MS if (self.said_why or self.said_movement) and not asks else CLOSING_MS)
        self.felt.emit(self.said, self.said_why, self.said_movement)

    def ask(self, view: QuestionView) -> None:
        """Ask a question, which may be left unanswered."""
        self.answers.ask(view)
        self._order_answers()
        self._more.show_row(self.answers)
        self.asked.setText(view.line)
        self.follows.setText("")
        labels = [(code, one.text()) for code, one in self.answers.buttons.items()]
        announce(self, question_announcement(view.line, labels, self.answers.first))
        self._wait(CLOSING_MS)

    def _answer(self, command: tuple[str, ...]) -> None:
        self._wait(ANSWERED_MS)
        if command:
            self.answered.emit(command)
        else:
            self.show_answered("")

    def show_answered(self, line: str) -> None:
        """Show the answer that is recorded; ``line`` says what follows from it."""
        self.asked.setText(f"{line} {self.answers.show_recorded()}".strip())
        announce(self, self.asked.text())

    def _wait(self, milliseconds: int) -> None:
        if self._can_join:
            return
        self.timer.start(max(1, round(milliseconds / self._speed)))

    def show_felt(self, word: str, why: str = "", movement: str = "", line: str = "") -> None:
        """Show which word is recorded, why and of which movement; empty if none is.

        ``line`` says what follows from it, below the answers; until it is said which movement was meant, that
        is asked in its place.
        """
        self._shown = (word, why, movement)
        chips = self._chips_of(word)
        asks_where = word == "stopped" and self._asks_where(why)
        self._more.show_row(chips)
        self._last.show_row(self.where if asks_where else None)
        if chips is None:
            line = asked = ""
        else:
            asked = self._which_asked if chips is self.which else _("Why? (optional)")
        below = _("Which movement? (optional)") if asks_where and not movement else ""
        self.asked.setText(asked)
        self.follows.setAlignment(_ON_ITS_ROW if below else Qt.AlignmentFlag.AlignHCenter)
        self.follows.setText(below or line)
        still = below or ("" if why or movement else asked)
        said = f"{line} {still}".strip()
        if said and said != self._announced:
            announce(self, said)
        self._announced = said
        self._show_taps()

    def _chips_of(self, word: str) -> Chips | None:
        """Return what is asked after a word: after *stopped* why, after *shaky* which, and if it was hard."""
        if word == "shaky" and self.which.buttons:
            return self.which
        return self.whys if word == "stopped" else None

    def _asks_where(self, why: str) -> bool:
        """Return whether it is asked which movement made one stop: if several were done and it was one."""
        return why in OF_A_MOVEMENT and len(self.where.buttons) > 1

    def _show_taps(self) -> None:
        word, why, movement = self._shown
        stopped = word == "stopped"
        self.ring.ticked = not stopped
        self.ring.update()
        title, line = self._told[stopped]
        self.title.setText(title)
        self.line.setText(line)
        for code, tap in self.taps.items():
            tap.setChecked(code == word)
            tap.set_primary(primary=code == word)
        self.whys.show_chosen(why)
        for chips in (self.which, self.where):
            chips.show_chosen(movement)

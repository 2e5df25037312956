"""The page after a session: what was done, what comes next, how it felt, and after a stop why."""

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QWidget

from intermezzo.core.history.events import EventKind
from intermezzo.core.override import override
from intermezzo.core.practice.playback import Ending
from intermezzo.presenters import _
from intermezzo.presenters.durations import length
from intermezzo.presenters.player import felt_words, why_stopped
from intermezzo.presenters.views import ComingView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.flow import FlowLayout
from intermezzo.ui.kit.layouts import add, column, row
from intermezzo.ui.kit.marks import paint_tick, round_pen
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER, Scroller
from intermezzo.ui.kit.texts import BodyText, Title
from intermezzo.ui.kit.widgets import PillButton, announce

CLOSING_MS = 20_000
"""Time until the page closes without an answer."""
ANSWERED_MS = 4000
"""Time until it closes after an answer, which can be changed until then."""


class Closing(QWidget):
    """Show the end of a session.

    Signals: ``felt`` (the chosen word, or *undo* if it is chosen again, and after *stopped* why, or "");
    ``join`` to go to the next meeting; ``over`` at *Close* and when the time is up, which waits while one can
    be joined.
    """

    felt = Signal(str, str)
    join = Signal()
    over = Signal()

    def __init__(self, speed: float = 1.0) -> None:
        super().__init__()
        self._speed = speed
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.over)
        self.title = Title(40)
        self.line = BodyText(size=16)
        self.coming = BodyText(size=14)
        self.question = BodyText(_("How did that feel? (optional)"), size=14)
        self.follows = BodyText("\n", size=14)
        # Room for two lines, so that no button moves when it is said.
        self.follows.setMinimumHeight(self.follows.sizeHint().height())
        self.taps = {
            word: PillButton(name, key=str(number)) for number, (word, name) in enumerate(felt_words(), 1)
        }
        first = len(self.taps) + 1
        self.whys = {
            code: PillButton(name, key=str(number))
            for number, (code, name) in enumerate(why_stopped(), first)
        }
        self.said = ""
        """The word that was chosen last."""
        self.said_why = ""
        """Why the session was stopped, as it was chosen last."""
        self._shown = ("", "")
        self._can_join = False
        self.join_button = PillButton(_("Join"), primary=True, key="J", name=_("Join your next meeting"))
        self.join_button.clicked.connect(self.join)
        self.join_button.hide()
        QShortcut(QKeySequence(Qt.Key.Key_J), self).activated.connect(self._on_join_key)
        self.close_button = PillButton(_("Close"), key=_("esc"))
        self.close_button.clicked.connect(self.over)
        for label in (self.title, self.line, self.coming, self.question, self.follows):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        acts = [partial(self.tap, word) for word in self.taps]
        acts += [partial(self.tap_why, code) for code in self.whys]
        for number, (tap, act) in enumerate(zip(self._all_taps(), acts, strict=True), 1):
            tap.setCheckable(True)
            tap.clicked.connect(act)
            QShortcut(QKeySequence(str(number)), self).activated.connect(act)
        self._reasons = QWidget()
        lines = FlowLayout(self._reasons, middle=True).holding(*self.whys.values())
        lines.setContentsMargins(0, 0, 0, 0)
        # Its place is kept, so that no button moves when it is shown.
        policy = self._reasons.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._reasons.setSizePolicy(policy)
        taps = row(None, *self.taps.values(), None, gap=style.px(8))
        middle = Qt.AlignmentFlag.AlignHCenter
        page = QWidget()
        whole = column(gap=6, margins=(36, 30, 36 - SCROLL_GUTTER, 6), within=page)
        whole.addStretch(5)
        add(whole, (_Ring(), middle), 26, self.title, 6, self.line, 4, self.coming, style.px(30))
        add(whole, self.question, style.px(10), taps, style.px(10), self._reasons)
        add(whole, style.px(6), self.follows)
        whole.addStretch(4)
        last = row(None, self.join_button, self.close_button, None, gap=style.px(8), margins=(36, 0, 36, 30))
        column((Scroller(page), 1), last, within=self)

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

    def show_ending(self, ending: Ending, last_words: str = "") -> None:
        """Show what was done and the session's last words; start the time until the page closes."""
        done = ending.outcome is EventKind.COMPLETED
        self.title.setText(_("Done.") if done else _("Finished early."))
        moved = ending.seconds >= 1
        told = _("{length} of movement.").format(length=length(ending.seconds)) if moved else ""
        self.line.setText(" ".join(filter(None, (told, last_words))))
        self.set_coming(ComingView())
        self.said = self.said_why = ""
        self.show_felt("")
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._wait(CLOSING_MS)
        announce(self, f"{self.title.text()} {self.line.text()} {self.question.text()}")

    def tap(self, word: str) -> None:
        """Choose a word; the same one again takes it back. It shows once it is recorded."""
        again = word == self.said
        self.said, self.said_why = "" if again else word, ""
        self._show_taps()  # Qt has toggled the button
        self._wait(CLOSING_MS if self.said == "stopped" else ANSWERED_MS)
        self.felt.emit("undo" if again else word, "")

    def tap_why(self, code: str) -> None:
        """Choose why the session was stopped; the same again takes it back."""
        if self.said != "stopped":
            return
        self.said_why = "" if code == self.said_why else code
        self._show_taps()
        self._wait(ANSWERED_MS if self.said_why else CLOSING_MS)
        self.felt.emit(self.said, self.said_why)

    def _on_join_key(self) -> None:
        if self._can_join:
            self.join.emit()

    def _wait(self, milliseconds: int) -> None:
        if self._can_join:
            return
        self.timer.start(max(1, round(milliseconds / self._speed)))

    def show_felt(self, word: str, why: str = "", line: str = "") -> None:
        """Show which word is recorded, and why; empty if none is. ``line`` says what follows from a stop."""
        self._shown = (word, why)
        stopped = word == "stopped"
        self._reasons.setVisible(stopped)
        asked = _("What made you stop? (optional)") if stopped else _("How did that feel? (optional)")
        told = line if stopped else ""
        if told != self.follows.text() and told:
            announce(self, told if why else f"{told} {asked}")
        self.question.setText(asked)
        self.follows.setText(told)
        self._show_taps()

    def _show_taps(self) -> None:
        for code, tap in (*self.taps.items(), *self.whys.items()):
            tap.setChecked(code in self._shown)
            tap.set_primary(primary=code in self._shown)

    def _all_taps(self) -> tuple[PillButton, ...]:
        return (*self.taps.values(), *self.whys.values())


class _Ring(QWidget):
    """A full ring with a tick."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(style.px(48), style.px(48))

    @override
    def sizeHint(self) -> QSize:
        # Large text needs the room more than the ring does.
        side = min(style.px(120), 130)
        return QSize(side, side)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) - 8.0
        area = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("rest"))
        inner = area.width() * 0.14
        painter.drawEllipse(area.adjusted(inner, inner, -inner, -inner))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(round_pen(style.color("green"), 4))
        painter.drawEllipse(area)
        size = area.width() / style.px(30)
        paint_tick(painter, area.center() + QPointF(0, size), style.color("green"), size)

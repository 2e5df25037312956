"""The player: guides one session, reports what was done of each step, and closes by itself."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QStackedWidget

from intermezzo.core.history.events import Reason
from intermezzo.core.override import override
from intermezzo.core.practice import playback as play
from intermezzo.core.practice.model import Session, Step
from intermezzo.core.practice.playback import Ending, Playing
from intermezzo.core.practice.timeline import Moment
from intermezzo.presenters import _
from intermezzo.ui.figure.animator import FigureAnimator
from intermezzo.ui.figure.paint import forget_drawings
from intermezzo.ui.kit import style
from intermezzo.ui.kit.scrolling import scroll_by_key
from intermezzo.ui.kit.window import Window
from intermezzo.ui.player.closing import Closing
from intermezzo.ui.player.course import Course
from intermezzo.ui.player.frame_scheduler import next_second, schedule
from intermezzo.ui.player.guide import Guide
from intermezzo.ui.player.sheet import KEYS, NOTE
from intermezzo.ui.player.stage import NO_ANSWER, SplitLayout, Stage

SIZE = (1040, 692)
"""Size of the content, in logical pixels at 100 % text."""
MANY, HIGHER = 5, 68
"""Number of steps from which the window is higher, and by how much, so that all steps are visible."""
_LOCK, _SHEET = "lock", "sheet"
"""What can pause a session besides the user."""


class PlayerWindow(Window):
    """Play a session by ``clock`` (seconds, never going back), ``speed`` times as fast.

    Signals: ``step_done`` (step from 0, newly done active seconds, eased) when a step is left, and again with
    further seconds if the user returns to it; ``finished`` (an ``Ending``) after the last ``step_done``;
    ``command`` for *not for me* and for how it went; ``answered`` for the answer to another question.
    """

    step_done = Signal(int, float, bool)
    finished = Signal(Ending)
    answered = Signal(tuple)
    went_to = Signal(object)
    """The present ``Playing``, before it is shown: sounds follow the same elapsed time."""

    shows_own_keys = True
    """Its sheet tells the keys."""

    def __init__(self, clock: Callable[[], float], *, speed: float = 1.0) -> None:
        super().__init__(_("Player"), padding=(0, 0, 0, 0))
        self.course = Course(clock, speed)
        self._paused_for = ""
        """What has paused the session, if not the user: ``_LOCK`` or ``_SHEET``."""
        self.put_off = False
        """Whether the user is being asked if the rest is to come later."""
        self.stage, self.guide = Stage(), Guide()
        self.closing = Closing(speed)
        self._pages = QStackedWidget()
        self.body.addWidget(self._pages)
        self._pages.addWidget(SplitLayout(self.stage, self.guide))
        self._pages.addWidget(self.closing)
        dial = self.stage.dial
        self.animator = FigureAnimator(clock, self, dial.render_frame, dial.prepare, speed=speed)
        self.animator.ended.connect(self.catch_up)
        self._connect()
        self.guide.pause.installEventFilter(self)

    def _connect(self) -> None:
        guide = self.guide
        self.stage.begin.clicked.connect(self._begin_arrived)
        guide.back.clicked.connect(self.previous_step)
        guide.next.clicked.connect(self.next_step)
        guide.pause.clicked.connect(self.toggle_pause)
        guide.ease.clicked.connect(self.toggle_easier)
        guide.finish.clicked.connect(self.finish)
        guide.complete.clicked.connect(self.finish)
        guide.later.triggered.connect(self.finish_later)
        guide.toast.later.clicked.connect(self.finish_later)
        guide.not_for_me.triggered.connect(self._not_for_me)
        guide.toast.undo.clicked.connect(self._undo)
        guide.note.triggered.connect(partial(self.show_sheet, NOTE))
        guide.keys.triggered.connect(partial(self.show_sheet, KEYS))
        self.went_to.connect(guide.check.follow)
        guide.answered.connect(self.command)
        guide.sheet.close_button.clicked.connect(partial(self.show_sheet, ""))
        self.closing.over.connect(lambda: self.setVisible(False))
        self.closing.answered.connect(self.answered)
        self.closing.felt.connect(lambda *words: self.command.emit(("felt", *" ".join(words).split())))
        # Buttons use the arrow keys to move the focus, so shortcuts take these keys before them.
        acts = {
            "Left": self.previous_step, "Right": self.next_step, "E": self.toggle_easier,
            "Return": self._complete, "Enter": self._complete, "L": self.finish_later,
            "N": self._not_for_me, "U": self._undo, "S": partial(self.show_sheet, NOTE),
            "?": partial(self.show_sheet, KEYS), "F11": self.toggle_full_screen,
        }  # fmt: skip
        for key, act in acts.items():
            QShortcut(QKeySequence(key), self).activated.connect(act)

    @property
    def playing(self) -> Playing | None:
        """The session under way, at this moment; None before the first start and after the end."""
        return self.course.now()

    def start(self, session: Session, playing: Playing | None = None) -> None:
        """Show a session from its beginning, or continue an interrupted one."""
        self.course.begin(playing if playing is not None else Playing(session))
        self._paused_for, self.put_off = "", False
        self.guide.open_sheet("")
        self.closing.timer.stop()
        self._pages.setCurrentIndex(0)
        self.set_title(session.title)
        if not self.isVisible():
            self.setWindowState(Qt.WindowState.WindowNoState)
            more = HIGHER if len(session.steps) >= MANY else 0
            self.resize_within_screen(style.px(SIZE[0]), style.px(SIZE[1] + more))
        self.guide.set_session(session)
        self.went_to.emit(self.course.playing)
        self.present()
        self._show()
        self.guide.pause.setFocus(Qt.FocusReason.OtherFocusReason)

    def pause(self, cause: str = _LOCK) -> None:
        """Pause for a cause, by default because the screen is locked."""
        if self.course.playing is not None and not self.course.playing.paused:
            self._set_paused(paused=True)
            self._paused_for = cause

    def resume(self, cause: str = _LOCK) -> None:
        """Continue after a pause for this cause, unless the user had paused before."""
        if self._paused_for == cause:
            self._set_paused(paused=False)

    def give_way(self, line: str) -> None:
        """Pause because something else begins, which ``line`` names, and offer *Finish later* first."""
        playing = self.catch_up()
        if playing is None:
            return
        self.put_off, self._paused_for = True, ""
        self._go_to(replace(playing, paused=True))
        self.guide.toast.show_message(line, later=play.can_wait(playing.session), of_pause=True)

    def exchange(self, index: int, step: Step | None, line: str, *, undo: bool) -> None:
        """Continue with another step, or with the next one if None. ``undo`` offers to take it back."""
        playing = self.catch_up()
        if playing is None:
            return
        going = play.next_(playing) if playing.step == index else playing
        if step is not None:
            going = play.exchange(playing, index, step)
            self.course.exchanged(index)
        self.guide.set_session(going.session)
        self.guide.toast.show_message(line, undo=undo)
        self._go_to(going)

    def show_sheet(self, page: str) -> None:
        """Show the safety note or the keys and pause meanwhile; "" or the same again closes it."""
        if self.course.playing is None:
            return
        if page in {"", self.guide.sheet.page}:
            self.guide.open_sheet("")
            self.guide.pause.setFocus(Qt.FocusReason.OtherFocusReason)
            self.resume(_SHEET)
        else:
            self.pause(_SHEET)
            self.guide.open_sheet(page)

    def stay(self) -> None:
        """Keep the step: no replacement was found."""
        self.guide.not_for_me.setEnabled(True)

    def interrupt(self, reason: Reason) -> None:
        """End the session as *interrupted* and hide."""
        playing = self.catch_up()
        if playing is not None:
            self._end(play.ending(playing, reason))
            self.hide()

    def finish_later(self) -> None:
        """End here and keep the rest for the next gap; near the end, just finish."""
        playing = self.catch_up()
        if playing is None or play.in_last_fifth(playing) or not play.can_wait(playing.session):
            self.finish()
        else:
            self.interrupt(Reason.FINISH_LATER)

    def finish(self) -> None:
        """End here: *completed* from 80 % of the active seconds on, else *partial*."""
        playing = self.catch_up()
        if playing is not None:
            self._show_ending(playing)

    def _show_ending(self, playing: Playing) -> None:
        ending = play.ending(playing)
        self._end(ending)
        self._pages.setCurrentIndex(1)
        self.closing.show_ending(ending, playing)

    @override
    def leave(self) -> None:
        if self.course.playing is None:
            self.hide()
        elif self.guide.sheet.page:
            self.show_sheet("")
        else:
            self.finish()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin the step that waits by any key, pause by space, scroll; the focused widget comes first."""
        if event.key() not in NO_ANSWER and self._begin_arrived():
            return
        if event.key() == Qt.Key.Key_Space and self.course.playing is not None:
            self.toggle_pause()
        elif not scroll_by_key(self.guide.area, event.key()):
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin the step that waits by a key that *Pause* would take."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return event.key() not in NO_ANSWER and self._begin_arrived()
        return super().eventFilter(watched, event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin the step that waits, by a click beside the buttons."""
        if not self._begin_arrived():
            super().mousePressEvent(event)

    def _begin_arrived(self) -> bool:
        """Begin the step on the floor that waits for the user, and return whether one did."""
        playing = self.catch_up()
        if playing is None or not playing.arrived or playing.paused:
            return False
        self._go_to(play.next_(playing))
        return True

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.course.playing is not None:
            self.finish()
        super().closeEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._schedule()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closing.timer.stop()
        self._schedule()
        forget_drawings()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Plan anew when the window is minimised or restored, or the palette changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.WindowStateChange, QEvent.Type.StyleChange}:
            self._schedule()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the cue's height to the new width."""
        super().resizeEvent(event)
        self._show()

    def _schedule(self) -> None:
        """Plan the frames up to the next second; none while the dial is not visible or motion is reduced."""
        playing = self.course.playing
        if playing is None or playing.paused:
            self.animator.stop()
            return
        self.animator.set_elapsed(playing.elapsed, self.course.at)
        elapsed = self.animator.elapsed()
        end = next_second(playing, elapsed)
        still = playing.arrived or style.reduced_motion()
        moves = self.isVisible() and self.stage.dial.isVisible() and not self.isMinimized() and not still
        frames = schedule(playing, self.stage.dial, elapsed, end, self.course.speed) if moves else ()
        self.animator.start(frames, end)

    def catch_up(self) -> Playing | None:
        """Go on to the present moment and return it; None when no session is under way."""
        playing = self.course.catch_up()
        if playing is not None:
            self._go_to(playing)
        return self.course.playing

    def _go_to(self, playing: Playing) -> None:
        self.course.playing = playing
        self.went_to.emit(playing)
        if playing.finished:
            self._show_ending(playing)
            return
        moment = playing.moment
        self._report_steps(except_for=moment.step)
        self._show_moment(playing, moment)

    def _show(self) -> None:
        playing = self.playing
        if playing is not None:
            self._show_moment(playing, playing.moment)

    def _show_moment(self, playing: Playing, moment: Moment) -> None:
        self.stage.show_moment(playing, moment)
        self.guide.show_moment(playing, moment)
        self._schedule()

    def _report_steps(self, *, except_for: int | None) -> None:
        for new in self.course.new_steps(except_for=except_for):
            self.step_done.emit(*new)

    def _end(self, ending: Ending) -> None:
        self._report_steps(except_for=None)
        self.course.playing = None
        self.animator.stop()
        self.finished.emit(ending)

    def previous_step(self) -> None:
        """Go back to the start of the step, or of the one before if it has hardly begun."""
        playing = self.catch_up()
        if playing is not None:
            self._go_to(play.back(playing))

    def next_step(self) -> None:
        """Go on to the next step."""
        playing = self.catch_up()
        if playing is not None:
            self._go_to(play.next_(playing))

    def _complete(self) -> None:
        if self.course.playing is None:
            self.hide()
        elif not self._begin_arrived() and self.guide.complete.isVisible():
            self.finish()

    def toggle_easier(self) -> None:
        """Change between the easier and the full form of the step."""
        playing = self.catch_up()
        if playing is not None:
            self._go_to(play.ease(playing))
            self.guide.say_eased(playing.session.steps[playing.step], eased=playing.step not in playing.eased)

    def _not_for_me(self) -> None:
        """Ask for another movement in place of this one; ``exchange`` or ``stay`` answers."""
        playing = self.catch_up()
        button = self.guide.not_for_me
        if playing is None or not (button.isVisible() and button.isEnabled()):
            return
        button.setEnabled(False)
        self._report_steps(except_for=None)
        index = playing.step
        after = playing.session.seconds_after(index)
        self.command.emit(("not-for-me", str(index), f"{after:g}"))

    def _undo(self) -> None:
        if self.course.playing is not None and self.guide.toast.undo.isVisible():
            self._report_steps(except_for=None)
            self.command.emit(("not-for-me", "undo"))

    def toggle_pause(self) -> None:
        """Pause or resume."""
        if self.course.playing is not None:
            self._set_paused(paused=not self.course.playing.paused)

    def _set_paused(self, *, paused: bool) -> None:
        playing = self.catch_up()
        if playing is not None:
            self.put_off = False
            if not paused:
                self.guide.toast.end_pause()
                self.guide.open_sheet("")
            self._paused_for = ""
            self._go_to(replace(playing, paused=paused))

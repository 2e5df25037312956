"""The player: guides one session, tells what was done of each step, and closes by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QStackedWidget

from intermezzo.core.history.events import Reason
from intermezzo.core.override import override
from intermezzo.core.practice import playback as play
from intermezzo.core.practice.model import CHANGE_OVER_SECONDS, Session, Step
from intermezzo.core.practice.playback import Ending, Playing
from intermezzo.core.practice.timeline import Moment, Phase, walkthrough
from intermezzo.presenters import _
from intermezzo.presenters.player import breath_label, is_rest
from intermezzo.ui.kit import style
from intermezzo.ui.kit.window import Window
from intermezzo.ui.player.closing import Closing
from intermezzo.ui.player.frame_scheduler import FrameScheduler, look_at
from intermezzo.ui.player.guide import Guide
from intermezzo.ui.player.split_layout import SplitLayout
from intermezzo.ui.player.stage import Stage

SIZE = (1040, 692)
"""In logical pixels at 100 % text."""
MANY, HIGHER = 7, 52
"""From so many steps on it is higher, so that all of them are in sight with the words of any step."""
GAP_SECONDS = 3.0
"""The most that one tick may add: a computer that slept was not moving."""


class PlayerWindow(Window):
    """Plays a session by ``clock`` (seconds that only grow), ``speed`` times as fast.

    ``step_done`` (step from 0, newly done active seconds, eased) comes when a step is left, and again with
    the rest if it is taken up once more: the seconds of a step add up. ``finished`` brings an ``Ending``,
    after the last ``step_done``. ``command``: *not for me*, and how it felt.
    """

    command = Signal(tuple)
    step_done = Signal(int, float, bool)
    finished = Signal(Ending)
    went_to = Signal(object)
    """Where it is now (a Playing), before that is drawn: what else tells it goes by the same elapsed time."""

    def __init__(self, clock: Callable[[], float], *, speed: float = 1.0) -> None:
        super().__init__(_("Player"), padding=(0, 0, 0, 0))
        self._clock = clock
        self._speed = speed
        self._last = 0.0
        self._playing: Playing | None = None
        """As it was at ``_last``: when a second was over, or when somebody last steered."""
        self._told: list[float] = []
        self._paused_by_lock = False
        self._put_off = False
        self.stage = Stage()
        self.guide = Guide()
        self.closing = Closing(speed)
        self._pages = QStackedWidget()
        self._halves = SplitLayout(self.stage, self.guide)
        self._pages.addWidget(self._halves)
        self._pages.addWidget(self.closing)
        self.body.addWidget(self._pages)
        self.ahead = FrameScheduler(self.stage.dial, clock, speed, self)
        """Moves the dial, and says when a second is over."""
        self.ahead.second.connect(self._tick)
        self._connect()

    def _connect(self) -> None:
        guide = self.guide
        guide.back.clicked.connect(self._back)
        guide.next.clicked.connect(self._next)
        guide.pause.clicked.connect(self._toggle_pause)
        guide.ease.clicked.connect(self._ease)
        guide.finish.clicked.connect(self.finish)
        guide.complete.clicked.connect(self.finish)
        guide.later.clicked.connect(self.finish_later)
        guide.later_first.clicked.connect(self.finish_later)
        guide.not_for_me.clicked.connect(self._not_for_me)
        guide.told.undo.clicked.connect(self._undo)
        self.closing.close_button.clicked.connect(self.hide)
        self.closing.over.connect(self.hide)
        self.closing.felt.connect(lambda word: self.command.emit(("felt", word)))
        # Buttons use arrows to hand the focus on, so these keys are taken before they get there.
        for key, act in (
            (Qt.Key.Key_Left, self._back),
            (Qt.Key.Key_Right, self._next),
            (Qt.Key.Key_E, self._ease),
            (Qt.Key.Key_Return, self._complete),
            (Qt.Key.Key_Enter, self._complete),
            (Qt.Key.Key_L, self.finish_later),
            (Qt.Key.Key_N, self._not_for_me),
            (Qt.Key.Key_U, self._undo),
            (Qt.Key.Key_F11, self.toggle_full_screen),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    @property
    def playing(self) -> Playing | None:
        """What is under way, as it is now; None before the first start and after the end."""
        if self._playing is None:
            return None
        passed = min(max(0.0, self._clock() - self._last), GAP_SECONDS)
        return play.advance(self._playing, passed * self._speed)

    def start(self, session: Session, playing: Playing | None = None) -> None:
        """Show a session from its beginning, or go on with one that was interrupted."""
        self._playing = playing if playing is not None else Playing(session)
        self._told = list(self._playing.done)
        self._paused_by_lock = self._put_off = False
        self.closing.timer.stop()
        self._pages.setCurrentIndex(0)
        self.set_title(session.title)
        if not self.isVisible():
            self.setWindowState(Qt.WindowState.WindowNoState)
            more = HIGHER if len(session.steps) >= MANY else 0
            self.resize_within_screen(style.px(SIZE[0]), style.px(SIZE[1] + more))
        self.guide.set_session(session)
        self._last = self._clock()
        self.went_to.emit(self._playing)
        self.show()
        # The user asked for it, by Begin or by a command: its keys shall work at once.
        self.raise_()
        self.activateWindow()
        self._show()
        self.guide.pause.setFocus(Qt.FocusReason.OtherFocusReason)

    def pause(self) -> None:
        """Let time stand still, because the screen is locked."""
        if self._playing is not None and not self._playing.paused:
            self._paused_by_lock = True
            self._toggle_pause()

    def resume(self) -> None:
        """Go on after ``pause``; what the user paused stays paused."""
        if self._playing is not None and self._paused_by_lock and self._playing.paused:
            self._toggle_pause()
        self._paused_by_lock = False

    @property
    def put_off(self) -> bool:
        """Whether it waits for the user to say if the rest is to come later."""
        return self._put_off

    def give_way(self, line: str) -> None:
        """Pause, because something else begins; ``line`` says what, and *Finish later* comes first."""
        playing = self._catch_up()
        if playing is None:
            return
        self._put_off, self._paused_by_lock = True, False
        self._go_to(play.pause(playing))
        self.guide.told.tell(self, line)

    def exchange(self, index: int, step: Step | None, line: str, *, undo: bool) -> None:
        """Go on with another step; without one, with the step after it. ``undo``: it can be taken back."""
        playing = self._catch_up()
        if playing is None:
            return
        going = play.next_(playing) if playing.step == index else playing
        if step is not None:
            going = play.exchange(playing, index, step)
            self._told[index] = 0.0
        self.guide.set_session(going.session)
        self.guide.told.tell(self, line, undo=undo)
        self._go_to(going)

    def stay(self) -> None:
        """What was asked for could not be done: everything is as it was."""
        self.guide.not_for_me.setEnabled(True)

    def interrupt(self, reason: Reason) -> None:
        """End as *interrupted* and go away: nobody is here any more."""
        playing = self._catch_up()
        if playing is not None:
            self._end(play.ending(playing, reason))
            self.hide()

    def finish_later(self) -> None:
        """Stop here and keep the rest for the next gap, where there is a rest to speak of."""
        playing = self._catch_up()
        if playing is None:
            return
        if play.in_last_fifth(playing) or not play.can_wait(playing.session):
            self.finish()
        else:
            self.interrupt(Reason.FINISH_LATER)

    def finish(self) -> None:
        """End here: completed from 80 % of the active seconds on, else partial."""
        playing = self._catch_up()
        if playing is not None:
            self._show_ending(playing)

    def _show_ending(self, playing: Playing) -> None:
        how = play.ending(playing)
        self._end(how)
        self._pages.setCurrentIndex(1)
        self.closing.show_ending(how)

    @override
    def leave(self) -> None:
        """Lead out: finish here, or close the last page."""
        if self._playing is not None:
            self.finish()
        else:
            self.hide()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pause by space, unless another button has the keyboard; scroll large text by the page keys."""
        if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.guide.scroll_pages(1 if event.key() == Qt.Key.Key_PageDown else -1)
            return
        if event.key() == Qt.Key.Key_Space and self._playing is not None:
            self._toggle_pause()
            return
        if self._playing is None and self.closing.press(event.key()):
            return
        super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish before going, when the desktop closes the window."""
        if self._playing is not None:
            self.finish()
        super().closeEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_ahead()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closing.timer.stop()
        self._look_ahead()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Slow down while minimised; draw what comes in the colours of another look."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.WindowStateChange, QEvent.Type.StyleChange}:
            self._look_ahead()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the cue take the height that it needs now."""
        super().resizeEvent(event)
        self._show()

    def _look_ahead(self) -> None:
        """Move on from here, where time passes: unseen, or as stills, from second to second."""
        playing = self._playing
        if playing is None or playing.paused:
            self.ahead.stop()
            return
        moves = self.isVisible() and not self.isMinimized() and not style.reduced_motion()
        self.ahead.plan(playing, self._last, moves=moves)

    def _tick(self) -> None:
        playing, self._last = self.playing, self._clock()
        if playing is not None:
            self._go_to(playing)

    def _go_to(self, playing: Playing) -> None:
        self._playing = playing
        self.went_to.emit(playing)
        if playing.finished:
            self._show_ending(playing)
            return
        moment = walkthrough(playing.session, playing.elapsed)
        self._tell_steps(except_for=moment.step)
        self._show_moment(playing, moment)
        self._look_ahead()

    def _show(self) -> None:
        playing = self.playing
        if playing is not None:
            self._show_moment(playing, walkthrough(playing.session, playing.elapsed))
            self._look_ahead()

    def _show_moment(self, playing: Playing, moment: Moment) -> None:
        label = breath_label(moment, rest=is_rest(playing.session, moment))
        movement = playing.session.steps[moment.step].movement
        self.stage.show_moment(
            look_at(playing, moment),
            label=_("Paused") if playing.paused else label,
            count=_count(moment),
            region=movement.regions[0] if movement.regions else "",
        )
        self.guide.show_moment(playing, moment, put_off=self._put_off)

    def _tell_steps(self, *, except_for: int | None) -> None:
        playing = self._playing
        if playing is None:
            return
        for index, done in enumerate(playing.done):
            new = done - self._told[index]
            if index != except_for and new > 0:
                self._told[index] = done
                self.step_done.emit(index, new, index in playing.eased)

    def _end(self, how: Ending) -> None:
        playing = self._playing
        if playing is None:
            return
        self._tell_steps(except_for=None)
        self._playing = None
        self.ahead.stop()
        self.finished.emit(how)

    def _catch_up(self) -> Playing | None:
        """Count the time up to this very press; None when there is nothing to steer any more."""
        self._tick()
        return self._playing

    def _back(self) -> None:
        playing = self._catch_up()
        if playing is not None:
            self._go_to(play.back(playing))

    def _next(self) -> None:
        playing = self._catch_up()
        if playing is not None:
            self._go_to(play.next_(playing))

    def _complete(self) -> None:
        if self._playing is None:
            self.hide()
        elif self.guide.complete.isVisible():
            self.finish()

    def _ease(self) -> None:
        playing = self._catch_up()
        if playing is not None:
            self._go_to(play.ease(playing))
            self.guide.say_eased(playing.session.steps[playing.step], eased=playing.step not in playing.eased)

    def _not_for_me(self) -> None:
        """Ask for another movement in the place of this one; ``exchange`` or ``stay`` answers."""
        playing = self._catch_up()
        button = self.guide.not_for_me
        if playing is None or not (button.isVisible() and button.isEnabled()):
            return
        button.setEnabled(False)
        self._tell_steps(except_for=None)
        index = playing.step
        after = sum(step.seconds + CHANGE_OVER_SECONDS for step in playing.session.steps[index + 1 :])
        self.command.emit(("not-for-me", str(index), f"{after:g}"))

    def _undo(self) -> None:
        if self._playing is not None and self.guide.told.undo.isVisible():
            self._tell_steps(except_for=None)
            self.command.emit(("not-for-me", "undo"))

    def _toggle_pause(self) -> None:
        playing = self._catch_up()
        if playing is not None:
            if self._put_off:
                self._put_off = False
                self.guide.told.hide()
            self._go_to(play.resume(playing) if playing.paused else play.pause(playing))


def _count(moment: Moment) -> str:
    return str(moment.rep) if moment.phase is Phase.STEP else ""

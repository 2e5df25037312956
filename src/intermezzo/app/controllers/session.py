"""The player: begins a session, interrupts it, records what was done, and says what comes next."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from intermezzo.app import views
from intermezzo.app.context import Context
from intermezzo.app.day import DayController
from intermezzo.core.faults import message
from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.practice.feedback import WHYS
from intermezzo.core.practice.interruption import Action, Watch, ends_after_sleep, follow
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.playback import Ending, Playing, can_wait, reshaped
from intermezzo.core.practice.progression.exposures import EVEN
from intermezzo.core.scheduling.calendar_rules import can_join
from intermezzo.core.scheduling.decision import begins_within
from intermezzo.core.scheduling.meeting_links import openable
from intermezzo.core.scheduling.presence import Presence
from intermezzo.engine.commands.result import StepReplaced
from intermezzo.engine.practice_questions import note_asked, practice_question
from intermezzo.presenters.durations import clock
from intermezzo.presenters.messages import tell
from intermezzo.presenters.player import put_off, resting
from intermezzo.presenters.questions import question_view
from intermezzo.presenters.views import ComingView
from intermezzo.ui.kit import style

if TYPE_CHECKING:
    from intermezzo.ui.player.window import PlayerWindow

WATCH_MS = 2000
"""Milliseconds between two samples of presence."""


class SessionController(QObject):
    """Keeps one player, which is hidden between two sessions."""

    def __init__(
        self, context: Context, day: DayController, on_begin: Callable[["PlayerWindow", Session], None]
    ) -> None:
        """``on_begin`` is called with the player before it begins a session."""
        super().__init__()
        self._context = context
        self._day = day
        self._on_begin = on_begin
        self.interruptions: Interruptions | None = None
        self._rule_day: date | None = None
        """The day on which one of the user's own rules was last shown after a session."""
        day.begun.connect(self.begin)
        day.changed.connect(self.refresh)
        day.step_replaced.connect(self._on_step_replaced)
        day.reshaped.connect(self._on_reshaped)
        day.slept.connect(self._on_slept)

    def begin(self, session: Session) -> None:
        """Play the session; one with a movement that rests waits, paused, until the user goes on."""
        watched = self.interruptions
        if watched is None or watched.player.made_for != style.scale():
            if watched is not None:
                watched.player.deleteLater()
            self.interruptions = watched = Interruptions(self._context, self._day, self._make())
        watched.player.guide.check.begin()
        watched.player.closing.water = self._context.settings.current.water
        watched.player.guide.lowered = views.lowered(self._context.engine, session)
        self._on_begin(watched.player, session)
        running = self._context.engine.running
        told = running is not None and running.offered
        names = () if told else self._context.engine.state.resting_names(session)
        unhurried = running is not None and running.unhurried
        watched.player.start(session, Playing(session, paused=bool(names), unhurried=unhurried))
        if names:
            watched.player.guide.toast.show_message(resting(names), of_pause=True)
        watched.begin()

    @property
    def player(self) -> "PlayerWindow | None":
        """The player; a new one where the text size has changed since it was laid out."""
        return self.interruptions.player if self.interruptions is not None else None

    def _on_finished(self, ending: Ending) -> None:
        """Record the end of a session; once a day the last page has one of the user's own rules."""
        self._day.finished(ending)
        if self.player is not None and ending.outcome is not EventKind.INTERRUPTED:
            context, today = self._context, self._context.today()
            rule = views.rule_now(context.engine, context.now()) if self._rule_day != today else None
            self._rule_day = today if rule is not None else self._rule_day
            self.player.closing.rule.set_view(rule)

    def refresh(self) -> None:
        """Show on the last page what comes next."""
        if self.player is not None and self._context.engine.running is None:
            self.player.closing.set_coming(views.coming(self._context.engine, self._context.now()))

    def show(self) -> None:
        """Raise the player, if there is one."""
        if self.player is not None and self._context.engine.running is not None:
            self.player.show()
            self.player.raise_()
            self.player.activateWindow()

    def refuse(self) -> None:
        """Let the player go on after a command that could not be done."""
        if self.player is not None:
            self.player.stay()

    def stop(self) -> None:
        """End a running session."""
        if self.player is not None:
            self.player.finish()

    def _make(self) -> "PlayerWindow":
        from intermezzo.ui.player.window import HIGHER, SIZE, PlayerWindow

        player = PlayerWindow(self._context.clocks.monotonic, speed=self._context.speed)
        player.step_done.connect(self._day.step_done)
        player.finished.connect(self._on_finished)
        player.command.connect(self._dispatch)
        player.answered.connect(self._answer)
        player.closing.join.connect(self._join)
        # It takes its size when a session begins; it is placed as large as it can become.
        player.resize_within_screen(style.px(SIZE[0]), style.px(SIZE[1] + HIGHER))
        self._context.places.put(player)
        return player

    def _join(self) -> None:
        """Open the address of the next meeting, at the user's press and by the desktop's own program."""
        now = self._context.now()
        meeting = views.meeting_to_come(self._context.engine, now)
        address = openable(meeting.link) if meeting is not None and can_join(meeting, now) else ""
        if self.player is None:
            return
        if address and QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode)):
            self.player.hide()
        else:
            self.player.closing.set_coming(ComingView(tell(message("calendar.not_joined"))))

    def _dispatch(self, words: tuple[str, ...]) -> None:
        """Carry out a command of the player; how it went shows there once it is recorded."""
        if words[0] in {"not-for-me", "back"}:
            self._context.dispatch(words)
            return

        def respond(ok: bool, line: str, _data: object) -> None:  # noqa: FBT001 - the form of every response
            if not ok:
                self._context.notices.show("command", line)
            elif self.player is not None and words[0] == "check":
                if words[1] != EVEN:
                    self.player.guide.toast.show_message(line)
            elif self.player is not None:
                word, *more = words[1:]
                why = next((one for one in more if one in WHYS), "")
                movement = " ".join(one for one in more if one not in WHYS)
                self.player.closing.show_felt("" if word == "undo" else word, why, movement, line)
                if word == "smooth":
                    self._ask(self.player)

        self._context.dispatch(words, respond)

    def _answer(self, words: tuple[str, ...]) -> None:
        """Carry out the answer to a question of the closing page, which shows there once it is recorded."""

        def respond(ok: bool, line: str, _data: object) -> None:  # noqa: FBT001 - the form of every response
            if not ok:
                self._context.notices.show("command", line)
            elif self.player is not None and words[0] == "standard":
                self.player.closing.rule.show_noted(line)
            elif self.player is not None:
                self.player.closing.show_answered(line)

        self._context.dispatch(words, respond)

    def _ask(self, player: "PlayerWindow") -> None:
        """Ask what the practice asks now, if anything."""
        engine, now = self._context.engine, self._context.now()
        question = practice_question(engine, now)
        if question is not None:
            note_asked(engine, question, now)
            player.closing.ask(question_view(question))

    def _on_step_replaced(self, how: StepReplaced) -> None:
        if self.player is not None:
            self.player.exchange(how.index, how.step, tell(how.message), undo=not how.undone)

    def _on_reshaped(self, session: Session) -> None:
        """Go on with what the session has become after its opening check."""
        playing = self.player.catch_up() if self.player is not None else None
        if self.player is not None and playing is not None:
            self.player.start(session, reshaped(playing, session))

    def _on_slept(self, seconds: float) -> None:
        if ends_after_sleep(seconds) and self.player is not None and self._context.engine.running is not None:
            self.player.interrupt(Reason.SUSPENDED)


class Interruptions(QObject):
    """Watches presence while a session runs: the player gives way to a lock, a meeting or a call."""

    def __init__(self, context: Context, day: DayController, player: "PlayerWindow") -> None:
        super().__init__(player)
        self._context = context
        self._day = day
        self.player = player
        self.watch = Watch()
        """What has been seen since the session began."""
        self.sampling = False
        """Whether a sample is awaited."""
        self.timer = QTimer(self, interval=WATCH_MS)
        self.timer.timeout.connect(self.look)
        player.finished.connect(self.timer.stop)

    def begin(self) -> None:
        """Watch from now on; a call that has begun already interrupts nothing."""
        self.watch = Watch()
        self.timer.start()
        self.look()

    def look(self) -> None:
        """Sample once, unless a sample is awaited."""
        if not self.sampling:
            self.sampling = True
            self._day.watch(self._on_sample)

    def _on_sample(self, sample: Presence) -> None:
        self.sampling = False
        engine, player = self._context.engine, self.player
        running, playing = engine.running, player.playing
        if running is None or playing is None:
            return
        meeting = begins_within(engine.day, running.since, self._context.now(), playing.left)
        self.watch, actions = follow(
            self.watch, sample, self._context.clocks.monotonic(), meeting, asking=player.put_off
        )
        later = can_wait(running.session)
        for action in actions:
            match action:
                case Action.PAUSE:
                    player.pause()
                case Action.RESUME:
                    player.resume()
                case Action.INTERRUPT:
                    player.interrupt(Reason.LOCKED)
                case Action.ASK_FOR_MEETING if meeting is not None:
                    player.give_way(put_off(clock(meeting.start, engine.state.zone), later=later))
                case Action.ASK_FOR_CALL:
                    player.give_way(put_off("", later=later))
                case Action.FINISH_LATER:
                    player.finish_later()

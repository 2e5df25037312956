"""Watches presence while a session runs, and lets the player give way to a lock, a meeting or a call."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from intermezzo.app.context import Context
from intermezzo.app.day import DayController
from intermezzo.core.history.events import Reason
from intermezzo.core.practice.interruption import Action, Watch, follow
from intermezzo.core.practice.playback import can_wait
from intermezzo.core.scheduling.decision import begins_within
from intermezzo.core.scheduling.presence import Presence
from intermezzo.presenters.durations import clock
from intermezzo.presenters.player import put_off

if TYPE_CHECKING:
    from intermezzo.ui.player.window import PlayerWindow

WATCH_MS = 2000
"""Milliseconds between two samples."""


class Interruptions(QObject):
    """Follows one player."""

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

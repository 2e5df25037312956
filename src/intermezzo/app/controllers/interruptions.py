"""A session gives way to a meeting or a call that begins; without an answer its rest comes later."""

from typing import TYPE_CHECKING

from intermezzo.app.day import DayController
from intermezzo.core.practice.playback import can_wait
from intermezzo.core.scheduling.decision import begins_within
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.presence import Presence, call_begins
from intermezzo.presenters.durations import clock
from intermezzo.presenters.player import put_off, put_off_for_call

if TYPE_CHECKING:
    from intermezzo.ui.player.window import PlayerWindow

GONE_LIMIT = 120.0
"""Seconds without an answer, behind a lock, or asleep, after which a session ends."""


class Interruptions:
    """What one session was asked to give way to; each is asked once."""

    def __init__(self, desk: DayController) -> None:
        self._desk = desk
        self._meeting: Interval | None = None
        self._seen = Presence()
        self._called = False
        self._since = 0.0

    def look(self, player: "PlayerWindow", sample: Presence) -> None:
        """Pause and ask where something began since the last look; go once nobody has answered for long."""
        before, self._seen = self._seen, sample.since(self._seen)
        now, engine = self._desk.clocks.monotonic(), self._desk.engine
        if player.put_off:
            if now - self._since > GONE_LIMIT:
                player.finish_later()
            return
        running, playing = engine.running, player.playing
        if running is None or playing is None:
            return
        later = can_wait(running.session)
        meeting = begins_within(engine.day, running.since, self._desk.now(), playing.left)
        if meeting is not None and (self._meeting is None or not self._meeting.holds(meeting.start)):
            self._meeting, self._since = meeting, now
            player.give_way(put_off(clock(meeting.start, engine.state.zone), later=later))
        elif not self._called and meeting is None and call_begins(before, self._seen):
            # In a meeting that was asked about, the call is no news.
            self._called, self._since = True, now
            player.give_way(put_off_for_call(later=later))

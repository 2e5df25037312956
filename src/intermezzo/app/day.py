"""The running day: gives the engine its facts and the store its rows, and says when something changed."""

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal

from intermezzo.adapters.calendars.results import Reading
from intermezzo.app.runtime.clocks import Clocks
from intermezzo.app.runtime.scheduler import Scheduler
from intermezzo.app.runtime.worker import Worker
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import Event
from intermezzo.core.practice.playback import Ending
from intermezzo.core.scheduling import heartbeat
from intermezzo.core.scheduling.away import NOTICE_SECONDS
from intermezzo.core.scheduling.heartbeat import Beat, Jump
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.presence import Presence
from intermezzo.core.settings import Calendar, Settings
from intermezzo.engine.bootstrap import HISTORY_DAYS, SCREENING, Components, zone_of
from intermezzo.engine.commands.result import CommandResult
from intermezzo.engine.commands.table import dispatch
from intermezzo.presenters import _
from intermezzo.presenters.messages import tell

LONGEST_WAIT = timedelta(seconds=30)
RESTING = timedelta(minutes=4)
"""Between two samples of presence while nothing is due."""
CALENDARS = 300.0
"""Seconds between two looks at the calendars."""
AGAIN = timedelta(seconds=5)
"""When rows could not be written."""
QUIET = timedelta(hours=1)
"""How long a line about something that has passed is shown."""

_log = logging.getLogger(__name__)


def _read(
    sources: Sequence[Calendar], window: Interval, zone: str, before: Reading | None, now: datetime
) -> Reading:
    from intermezzo.adapters.calendars.ics import read_again

    return read_again(sources, window, zone, before, now)


class DayController(QObject):
    """Runs the turns. Everything that may block goes to the worker; ui hears of it by signals."""

    changed = Signal()
    """Something that a view tells has changed."""
    begun = Signal(object)
    """A Session is to be guided now."""
    exchanged = Signal(object)
    """The player is to go on as an Exchanged says."""
    slept = Signal(float)
    """The machine, or this process, has just slept for so many seconds."""
    zone_changed = Signal()
    """The local zone is another one now."""

    def __init__(
        self, opened: Components, worker: Worker, ticker: Scheduler, clocks: Clocks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.engine = opened.engine
        self.store = opened.store
        self.pending = opened.pending
        self.paths = opened.paths
        self.reading: Reading | None = None
        self.probes = opened.probes
        self.notifier = opened.notifier
        self.status = {about: tell(told) for about, told in opened.status.items()}
        self.worker = worker
        self.ticker = ticker
        self.clocks = clocks
        self._beat = self._now_beat()
        self._sampled_at: datetime | None = None
        self.presence = Presence()
        self._jump: Jump | None = None
        self._sampling = False
        self._reads = 0

    def start(self) -> None:
        """Begin with a look at the calendars and a first turn."""
        interrupted = self.engine.recover(self.now())
        if interrupted is not None:
            self.write([interrupted])
        self.ticker.every("calendars", CALENDARS, self._every_now_and_then)
        self.read_calendars()
        if not self.engine.state.settings.calendars:
            self.turn()  # else the first turn waits for what the calendars say

    def now(self) -> datetime:
        """The present, in UTC."""
        return self.clocks.wall()

    def tell(self, key: str, line: str) -> None:
        """Show a line about something that has passed; it goes by itself after a while."""
        self.status[key] = line
        self.ticker.at(f"quiet {key}", self.now() + QUIET, partial(self._untell, key, line))
        self.changed.emit()

    def _untell(self, key: str, line: str) -> None:
        if self.status.get(key) == line:
            del self.status[key]
            self.changed.emit()

    # -- the turn ------------------------------------------------------------------------------------

    def look_at_clocks(self) -> None:
        """Compare wall and monotonic time with the last look; a jump is part of the next turn."""
        before, self._beat = self._beat, self._now_beat()
        jump = heartbeat.beat(
            before, self._beat.wall, self._beat.monotonic, self._beat.offset, self._beat.since_boot
        )
        if jump is None:
            return
        self._jump = jump
        if jump.away:
            self.slept.emit(jump.away.total_seconds())
        self.follow_zone()
        self._beat = self._now_beat()
        self.read_calendars()

    def follow_zone(self) -> None:
        """Take the zone of the settings, else the one that this computer is in now."""
        zone, now = zone_of(self.engine.state.settings), self.now()
        before = self.engine.state.zone
        if (
            str(zone) == str(before)
            and now.astimezone(zone).utcoffset() == now.astimezone(before).utcoffset()
        ):
            return
        self.engine.state.zone = self.engine.state.recorder.zone = zone
        self.zone_changed.emit()

    def turn(self) -> None:
        """Compare the clocks, sample presence where that is due, and decide."""
        now = self.now()
        self.look_at_clocks()
        if self._sampling:  # its answer decides, a moment from now
            self.changed.emit()
            return
        self.write(self.engine.tend(now))
        self.engine.state.look(now)  # what is due now, before anybody is asked about it
        if self._wants_sample(now):
            self._sampling = True
            self._sample(self._on_sample, self._on_no_sample, calls=self._offers_soon(now))
            self.ticker.at("turn", now + LONGEST_WAIT, self.turn)
            return
        self._decide(now, Presence())

    def _wants_sample(self, now: datetime) -> bool:
        if self._sampled_at is None or now < self._sampled_at:
            return True
        if self._is_due(now) or self.engine.offer is not None:
            return True
        idle = self.presence.idle_seconds
        watchful = self.presence.locked is True or (idle is not None and idle >= NOTICE_SECONDS)
        age = now - self._sampled_at
        return age >= (timedelta(seconds=25) if watchful else RESTING)

    def _is_due(self, now: datetime) -> bool:
        slots = self.engine.plan.slots
        return bool(slots) and slots[0].start <= now

    def _offers_soon(self, now: datetime) -> bool:
        """Whether it matters if the user is in a call: at rest, or paused, nobody is asked."""
        if self.engine.offer is not None or self.engine.running is not None:
            return True
        stand = self.engine.day_state
        later = [until for until in (stand.paused_until, stand.snoozed_until) if until is not None]
        return self._is_due(now) and all(until <= now for until in later)

    def _sample(
        self, then: Callable[[Presence], None], wrong: Callable[[Fault], None], *, calls: bool
    ) -> None:
        calls = calls and self.engine.state.settings.calls
        self.worker.submit("probes.sample", partial(self.probes.sample, calls=calls), then, wrong, 3.0)

    def _on_sample(self, sample: Presence) -> None:
        self._sampling = False
        self.presence, self._sampled_at = sample, self.now()
        self._decide(self._sampled_at, sample)

    def _on_no_sample(self, fault: Fault) -> None:
        _log.warning("presence: %s", fault)
        self._sampling = False
        self.presence, self._sampled_at = Presence(), self.now()
        self._decide(self._sampled_at, self.presence)

    def _decide(self, now: datetime, presence: Presence) -> None:
        jump, self._jump = self._jump, None
        turn = self.engine.turn(now, presence, jump)
        self.write(turn.record)
        self.ticker.at("turn", min(turn.decision.until, now + LONGEST_WAIT), self.turn)
        self.changed.emit()

    def watch(self, then: Callable[[Presence], None]) -> None:
        """Look at clocks and presence once, for the player or a sound; ``then`` hears what is known."""
        self.look_at_clocks()

        def done(sample: Presence) -> None:
            self.presence, self._sampled_at = sample, self.now()
            then(sample)

        def wrong(fault: Fault) -> None:
            _log.warning("presence: %s", fault)
            self.presence = Presence()
            then(self.presence)

        self._sample(done, wrong, calls=True)

    # -- what is said to it --------------------------------------------------------------------------

    def answer(self, words: Sequence[str], then: Callable[[CommandResult, str], None] | None = None) -> None:
        """Do what the words say. Raises Fault when it cannot be done.

        ``then`` hears the reply once its rows are written; where they are not, also a line that says why.
        """
        reply = dispatch(self.engine, words, self.now())

        def recorded(unwritten: str) -> None:
            if reply.begin is not None:
                self.begun.emit(reply.begin)
            if reply.exchanged is not None:
                self.exchanged.emit(reply.exchanged)
            if then is not None:
                then(reply, unwritten)
            self.changed.emit()
            self.turn()

        self.write(reply.record, recorded)

    def step_done(self, index: int, seconds: float, *, eased: bool) -> None:
        """The player finished a step."""
        event = self.engine.step(self.now(), index, seconds, eased=eased)
        if event is not None:
            self.write([event])

    def finished(self, how: Ending) -> None:
        """The player ended."""
        event = self.engine.finish(self.now(), how.outcome, how.seconds, how.reason, how.left)
        self.write([event] if event is not None else [], lambda _unwritten: self.turn())

    def set_settings(self, settings: Settings) -> None:
        """The user changed a setting."""
        self.engine.state.settings = settings
        self.engine.state.recorder.rollover = time.fromisoformat(settings.rollover)
        self.follow_zone()
        self.read_calendars()
        self.turn()

    def reload(self, then: Callable[[str | None], None]) -> None:
        """Read the history again: another process has written to the store. ``then`` hears the screening."""
        today = self.engine.state.recorder.day(self.now())
        known = {event.id for event in self.engine.state.events}

        def look() -> tuple[Sequence[Event], str | None]:
            return self.store.recent(today, HISTORY_DAYS), self.store.fact(SCREENING)

        def read(found: tuple[Sequence[Event], str | None]) -> None:
            events, screening = found
            there = {event.id for event in events}
            # What was noted meanwhile, or waits for its commit, is in nobody's answer yet.
            waiting = {event.id for event in self.pending.rows}
            late = [e for e in self.engine.state.events if e.id in waiting or e.id not in known]
            self.engine.recall([*events, *(event for event in late if event.id not in there)])
            then(screening)
            self.turn()

        def wrong(fault: Fault) -> None:
            self.status["store"] = tell(fault)
            self.changed.emit()

        self.worker.submit("store.recent", look, read, wrong, 10.0)

    def forgotten(self, before: date | None) -> None:
        """The user had rows deleted: they count no more here either."""
        kept = [] if before is None else [event for event in self.engine.state.events if event.day >= before]
        self.engine.recall(kept)
        self.turn()

    # -- what it keeps -------------------------------------------------------------------------------

    def write(self, rows: Sequence[Event], then: Callable[[str], None] | None = None) -> None:
        """Write the rows in the worker. ``then`` runs after their commit, or hears why that must wait."""
        if not rows:
            if then is not None:
                then("")
            return
        self.pending.add(rows)

        def done(_rows: object) -> None:
            if self.status.pop("store", None) is not None:
                self.changed.emit()
            if then is not None:
                then("")

        def wrong(fault: Fault) -> None:
            line = _("Not written down yet: {why}").format(why=tell(fault))
            self.status["store"] = line
            self.ticker.at("write", self.now() + AGAIN, self._write_again)
            self.changed.emit()
            if then is not None:
                then(line)

        self.worker.submit("store.append", self._flush, done, wrong, 8.0)

    def _flush(self) -> object:
        return self.pending.flush(self.store.append)

    def _write_again(self) -> None:
        def done(_rows: object) -> None:
            self.status.pop("store", None)
            self.changed.emit()

        def wrong(_fault: Fault) -> None:
            self.ticker.at("write", self.now() + AGAIN, self._write_again)

        self.worker.submit("store.append", self._flush, done, wrong, 8.0)

    def _every_now_and_then(self) -> None:
        self.follow_zone()
        self.read_calendars()

    def read_calendars(self) -> None:
        """Read today and tomorrow from the calendars, in the worker."""
        self._reads += 1
        sources = self.engine.state.settings.calendars
        if not sources:
            self.engine.state.occurrences = ()
            self.status.pop("calendar", None)
            return
        today = datetime.combine(self.engine.state.recorder.day(self.now()), time(), UTC)
        # One window for the whole day: files that did not change are not read again.
        window = Interval(today - timedelta(days=2), today + timedelta(days=3))
        self.worker.submit(
            "calendars.read",
            partial(_read, sources, window, str(self.engine.state.zone), self.reading, self.now()),
            partial(self._on_read, self._reads),
            partial(self._on_unread, self._reads),
            90.0,
        )

    def _on_read(self, number: int, reading: Reading) -> None:
        if number != self._reads:  # a later look is under way, perhaps at other calendars
            return
        self.reading = reading
        changed = self.engine.decision is None or reading.occurrences != self.engine.state.occurrences
        self.engine.state.occurrences = reading.occurrences
        line = " ".join(map(tell, reading.status(self.now())[:1]))
        if (self.status.get("calendar") or "") != line:
            changed = True
        if line:
            self.status["calendar"] = line
        else:
            self.status.pop("calendar", None)
        if changed:
            self.turn()

    def _on_unread(self, number: int, fault: Fault) -> None:
        if number == self._reads:
            self.status["calendar"] = tell(fault)
            self.turn()

    def _now_beat(self) -> Beat:
        now = self.clocks.wall()
        offset = now.astimezone(self.engine.state.zone).utcoffset() or timedelta()
        return Beat(now, self.clocks.monotonic(), int(offset.total_seconds() // 60), self.clocks.since_boot())

"""The running day: samples presence, lets the engine decide, records what follows and tells the views."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal

from intermezzo.adapters.presence.probes import Probes
from intermezzo.app.calendar_reader import EVERY, CalendarReader
from intermezzo.app.context import Context
from intermezzo.app.event_writer import EventWriter
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import Event, reloaded
from intermezzo.core.practice.playback import Ending
from intermezzo.core.scheduling import heartbeat
from intermezzo.core.scheduling.heartbeat import Beat, Jump
from intermezzo.core.scheduling.presence import Presence
from intermezzo.core.scheduling.sampling import calls_matter, sample_due
from intermezzo.core.settings import Settings
from intermezzo.engine.bootstrap import zone_of
from intermezzo.engine.commands.result import CommandResult
from intermezzo.engine.commands.table import dispatch
from intermezzo.engine.evening import due as before_bed_due
from intermezzo.engine.kept import ASKED, PLAN, KeptPlan, asked_text, plan_text
from intermezzo.engine.screening import SCREENING
from intermezzo.engine.state import HISTORY_DAYS

LONGEST_WAIT = 30.0
"""Seconds between two turns."""
SAMPLE_LIMIT = 3.0
"""Seconds for the probes to answer."""
READ_LIMIT = 10.0
"""Seconds to read the history."""

_log = logging.getLogger(__name__)


class DayController(QObject):
    """Runs the turns. What may block runs in the worker; the other controllers follow by signals."""

    changed = Signal()
    """What the views show may have changed."""
    begun = Signal(object)
    """A Session is to be played now."""
    step_replaced = Signal(object)
    """A step of the running session was replaced, as a StepReplaced says."""
    reshaped = Signal(object)
    """The running session has become this Session after its opening check; its first step is the same."""
    slept = Signal(float)
    """The computer, or this process, was asleep for so many seconds."""
    zone_changed = Signal()
    health_asked = Signal()
    """The health questions are to be asked again: something new or worrying made the user stop."""

    def __init__(self, context: Context, probes: Probes, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._engine = context.engine
        self.probes = probes
        self.writer = EventWriter(context, self.changed.emit)
        self.calendars = CalendarReader(context, self.turn, self)
        self.presence = Presence()
        """The last sample."""
        self._sampled_at: datetime | None = None
        self._kept = {ASKED: asked_text(context.engine.asked, context.today())}
        """The facts as they were stored last, by key."""
        self.sampling = False
        """Whether a turn waits for a sample of presence before it decides."""
        self._beat = self._now_beat()
        self._jump: Jump | None = None
        context.settings.changed.connect(self._on_settings)
        context.scheduler.jumped.connect(self.turn)

    def start(self) -> None:
        """Read the calendars and run the first turn; with calendars it waits for their events."""
        interrupted = self._engine.active.recover(self._context.now())
        if interrupted is not None:
            self.writer.write([interrupted])
        self._context.scheduler.every("turn", LONGEST_WAIT, self.turn)
        self._context.scheduler.every("calendars", EVERY, self.refresh)
        self.calendars.read()
        if not self._engine.state.settings.calendars:
            self.turn()

    def refresh(self) -> None:
        """Follow the local time zone, and read the calendars again."""
        self._follow_zone()
        self.calendars.read()

    # -- turns ---------------------------------------------------------------------------------------

    def look_at_clocks(self) -> None:
        """Compare clocks and zone with those of the last look; the next turn handles a jump."""
        moved = self._follow_zone()
        before, self._beat = self._beat, self._now_beat()
        jump = heartbeat.beat(before, self._beat)
        if jump is not None:
            self._jump = jump if self._jump is None else self._jump.then(jump)
            if jump.away:
                self.slept.emit(jump.away.total_seconds())
        if moved or jump is not None:
            self.calendars.read()

    def _follow_zone(self) -> bool:
        """Use the zone of the settings, else the present one of this computer; return whether it changed."""
        found = zone_of(self._engine.state.settings)
        self._context.notices.set("zone", found.fault)
        if found.zone == self._engine.state.zone:
            return False
        self._engine.state.zone = found.zone
        self.zone_changed.emit()
        return True

    def turn(self) -> bool:
        """Decide from the facts as they are now; False when the decision waits for a sample of presence."""
        now, engine = self._context.now(), self._engine
        self.look_at_clocks()
        self.calendars.fetcher.fetch_due()
        self._context.settings.look()
        before = engine.screening
        self.writer.write(engine.tend(now))
        if engine.screening is not before:
            self.health_asked.emit()
        engine.state.look(now)
        self._keep(ASKED, asked_text(engine.asked, engine.state.local_day))
        if self.sampling:
            return False
        offer_open = engine.offer is not None
        call_due = engine.state.settings.calls and engine.call_due(now, self._sampled_at)
        due = sample_due(now, self._sampled_at, self.presence, engine.plan, offer_open=offer_open)
        evening = self._is_bedtime(now)
        if not (due or call_due or evening):
            self._decide(now, Presence())
            return True
        self.sampling = True
        matter = calls_matter(
            now, engine.plan, engine.day_state, offer_open=offer_open, in_session=engine.running is not None
        )
        calls = call_due or evening or matter
        self._sample(partial(self._on_sample, calls=calls), calls=calls)
        return False

    def watch(self, then: Callable[[Presence], None]) -> None:
        """Look at the clocks and sample presence, microphone and camera included, for a running session."""
        self.look_at_clocks()
        self._sample(then, calls=True, surroundings=False)

    def _sample(self, then: Callable[[Presence], None], *, calls: bool, surroundings: bool = True) -> None:
        """Sample presence in the worker; where the probes fail, nothing is known of it.

        ``surroundings``: whether a shared screen and the like matter where ``calls`` do.
        """

        def on_sample(sample: Presence) -> None:
            self.presence, self._sampled_at = sample, self._context.now()
            then(sample)

        def on_fault(fault: Fault) -> None:
            _log.warning("presence: %s", fault)
            on_sample(Presence())

        sample = partial(
            self.probes.sample,
            calls=calls and self._engine.state.settings.calls,
            surroundings=calls and surroundings,
        )
        self._context.worker.submit("probes.sample", sample, on_sample, on_fault, SAMPLE_LIMIT)

    def _is_bedtime(self, now: datetime) -> bool:
        """Return whether the card before bed may come, as far as is known without a sample."""
        engine = self._engine
        return engine.offer is None and engine.running is None and before_bed_due(engine.state, now)

    def _on_sample(self, sample: Presence, *, calls: bool) -> None:
        now = self._context.now()
        if self._engine.may_offer(now, sample):
            # Not over a meeting that has just come. The sample may be old when the calendars are read.
            self.calendars.read(partial(self._sample, self._conclude, calls=True))
        elif self._is_bedtime(now) and not calls:
            # It has come since the sample was asked for: not over a call.
            self._sample(self._conclude, calls=True)
        else:
            self._conclude(sample)

    def _conclude(self, sample: Presence) -> None:
        self.sampling = False
        self._decide(self._context.now(), sample)

    def _decide(self, now: datetime, presence: Presence) -> None:
        jump, self._jump = self._jump, None
        engine = self._engine
        turn = engine.turn(now, presence, jump)
        self.writer.write(turn.record)
        self._keep(PLAN, plan_text(KeptPlan(engine.state.local_day, engine.plan.slots, engine.day.busy)))
        wait = (turn.decision.until - self._context.now()).total_seconds()
        if wait < LONGEST_WAIT:
            self._context.scheduler.after("decision", wait, self.turn)
        self.writer.show()

    def _turn_and_tell(self) -> None:
        """Run a turn; what has just changed shows at once, also where the decision must wait."""
        if not self.turn():
            self.writer.show()

    def _keep(self, key: str, text: str) -> None:
        """Store a fact in the worker, if it is another than was stored last."""
        if text == self._kept.get(key) or self._context.store.read_only:
            return
        self._kept[key] = text
        self._context.worker.submit(
            f"store.{key}", partial(self._context.store.set_fact, key, text), lambda _none: None,
            self._on_store_fault, READ_LIMIT,
        )  # fmt: skip

    def _on_store_fault(self, fault: Fault) -> None:
        self._context.notices.set("store", fault)

    def _now_beat(self) -> Beat:
        clocks = self._context.clocks
        now = clocks.wall()
        offset = now.astimezone(self._engine.state.zone).utcoffset() or timedelta()
        return Beat(now, clocks.monotonic(), int(offset.total_seconds() // 60), clocks.since_boot())

    # -- commands and changes ------------------------------------------------------------------------

    def dispatch(self, words: Sequence[str], then: Callable[[CommandResult, str], None]) -> None:
        """Carry out a command of the engine and write its events. Raise Fault when it cannot be done.

        ``then`` gets the result after the commit; where that must wait, also a line that says why.
        """
        result = dispatch(self._engine, words, self._context.now())

        def on_recorded(unwritten: str) -> None:
            if result.begin is not None:
                self.begun.emit(result.begin)
            if result.bad_times is not None:
                settings = self._context.settings
                settings.replace(replace(settings.current, bad_times=result.bad_times))
            if result.exchanged is not None:
                self.step_replaced.emit(result.exchanged)
            if result.reshaped is not None:
                self.reshaped.emit(result.reshaped)
            if result.asks_health:
                self.health_asked.emit()
            then(result, unwritten)
            self._turn_and_tell()

        self.writer.write(result.record, on_recorded)

    def step_done(self, index: int, seconds: float, eased: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Record a step of the running session."""
        event = self._engine.active.step(self._context.now(), index, seconds, eased=eased)
        if event is not None:
            self.writer.write([event])

    def finished(self, how: Ending) -> None:
        """Record the end of the running session."""
        event = self._engine.finish(self._context.now(), how.outcome, how.seconds, how.reason, how.left)
        self.writer.write([event] if event is not None else [], lambda _unwritten: self._turn_and_tell())

    def reload(self, then: Callable[[str | None], None]) -> None:
        """Read the history again, after another process has written; ``then`` gets the screening."""
        engine, store, today = self._engine, self._context.store, self._context.today()
        read_before = {event.id for event in engine.state.events}

        def read() -> tuple[Sequence[Event], str | None]:
            return store.recent(today, HISTORY_DAYS), store.fact(SCREENING)

        def on_read(found: tuple[Sequence[Event], str | None]) -> None:
            stored, screening = found
            unwritten = {event.id for event in self.writer.unwritten}
            engine.recall(reloaded(stored, engine.state.events, read_before, unwritten))
            self._context.tell_unreadable()
            then(screening)
            self._turn_and_tell()

        self._context.worker.submit("store.recent", read, on_read, self._on_store_fault, READ_LIMIT)

    def forget(self, events: Sequence[Event]) -> None:
        """Use a history without these events, which the user has had deleted."""
        self.writer.drop(events)
        gone = {event.id for event in events}
        self._engine.recall([event for event in self._engine.state.events if event.id not in gone])
        self._turn_and_tell()

    def _on_settings(self, settings: Settings) -> None:
        self._engine.state.settings = settings
        self.refresh()
        self._turn_and_tell()

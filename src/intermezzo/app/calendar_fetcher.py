"""Fetches the calendars that are no files, in the worker, when each is due."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path

from intermezzo.adapters.calendars import kept, remote
from intermezzo.adapters.calendars.remote import Known
from intermezzo.adapters.system import network
from intermezzo.app.context import Context
from intermezzo.core.faults import Fault
from intermezzo.core.scheduling.hours import work
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.refresh import next_refresh
from intermezzo.core.settings import Calendar, Settings

_log = logging.getLogger(__name__)

LIMIT = 60.0
"""Seconds for one fetching, parsing included."""
_DAY = timedelta(days=1)
AHEAD = 30 * _DAY
"""How far answers reach, so that they serve while a server cannot be reached."""
_NETWORK = ("address", "caldav")
"""The kinds that need a network."""


class CalendarFetcher:
    """Knows the last answer of each calendar by its id, first the one that was kept on disk."""

    def __init__(self, context: Context, on_fetched: Callable[[], object]) -> None:
        """``on_fetched`` is called after each fetching, whatever came of it."""
        self._context = context
        self._on_fetched = on_fetched
        self._answered: set[str] = set()
        """The ids of those in the settings that were asked in this run."""
        self._again: set[str] = set()
        """The ids of those whose secret has changed since the fetching under way began."""
        self._loaded: tuple[Calendar, ...] | None = None if context.paths.calendars.exists() else ()
        """Those whose kept answers were looked for; None if some may be kept and nobody has looked."""
        self.known: dict[str, Known] = {}
        self.secrets: dict[str, str] = {}
        """Secrets by the id of their calendar that are kept for this run only: there is no keyring."""
        self.under_way = False
        self._facts: tuple[object, ...] = ()
        self._none_due: Interval | None = None
        """For how long none is due while there is no answer and the facts are the same."""

    def fetch_due(self) -> None:
        """Fetch the calendars that are due now."""
        if self.under_way or self._is_none_due():
            return
        settings = self._context.engine.state.settings
        remote = tuple(one for one in settings.calendars if one.kind != "files")
        self._answered &= {one.id for one in remote}
        due = self._due(remote) if remote else ()
        if not due and remote == self._loaded:
            return
        self._loaded = remote
        today = datetime.combine(self._context.today(), time(), UTC)
        window = Interval(today - timedelta(days=2), today + AHEAD)
        zone = str(self._context.engine.state.zone)
        self.under_way = True
        self._again.clear()
        self._context.worker.submit(
            "calendars.fetch",
            partial(
                _fetch, self._context.paths.calendars, remote, due, dict(self.known), window, zone, settings,
                dict(self.secrets), self._context.now(),
            ),
            partial(self._on_known, due),
            partial(self._on_fault, due),
            LIMIT,
        )  # fmt: skip

    def again(self, calendar_id: str) -> None:
        """Let a calendar be due at once: its secret is another one now."""
        self._again.add(calendar_id)
        self._none_due = None
        self._answered.discard(calendar_id)
        self.known.pop(calendar_id, None)

    def _is_none_due(self) -> bool:
        """Return whether none is due as was found before; a turn asks twice a minute."""
        known = self._none_due
        return known is not None and known.holds(self._context.now()) and self._facts == self._depends_on()

    def _depends_on(self) -> tuple[object, ...]:
        engine = self._context.engine
        return (engine.state.settings, engine.state.zone, engine.plan.slots)

    def _due(self, remote: tuple[Calendar, ...]) -> tuple[Calendar, ...]:
        """Return those that are due now."""
        engine, now, today = self._context.engine, self._context.now(), self._context.today()
        state = engine.state
        slot = next((one.start for one in engine.plan.slots if one.start > now), None)
        days = (today + timedelta(days=number) for number in range(8))
        hours = tuple(part for day in days for part in work(state.settings, day, state.zone))
        due, later = [], [now + _DAY, *([slot] if slot else [])]
        for one in remote:
            known = self.known.get(one.id)
            if one.on and (one.id not in self._answered or (known and known.calendar != one)):
                due.append(one)
            elif one.on and (when := next_refresh(now, known.last if known else None, hours, slot, one.id)):
                if when <= now:
                    due.append(one)
                else:
                    later.append(when)
        if not due:
            self._facts, self._none_due = self._depends_on(), Interval(now, min(later))
        return tuple(due)

    def _on_known(self, due: Sequence[Calendar], known: Mapping[str, Known] | None) -> None:
        self.under_way, self._none_due = False, None
        if known is not None:
            self._answered.update({one.id for one in due} - self._again)
            self.known = {name: one for name, one in known.items() if name not in self._again}
        self._go_on()

    def _on_fault(self, due: Sequence[Calendar], fault: Fault) -> None:
        self.under_way, self._none_due = False, None
        self._answered.update({one.id for one in due} - self._again)
        self._context.notices.set("calendar", fault)
        self._go_on()

    def _go_on(self) -> None:
        """Tell that the fetching is over; a secret that was given meanwhile is used at once."""
        self._on_fetched()
        if self._again:
            self.fetch_due()


def _fetch(
    folder: Path,
    calendars: Sequence[Calendar],
    due: Sequence[Calendar],
    before: Mapping[str, Known],
    window: Interval,
    zone: str,
    settings: Settings,
    secrets: Mapping[str, str],
    now: datetime,
) -> Mapping[str, Known] | None:
    """Return what is known of the calendars after asking those that are due; keep it on disk.

    Return None while there is no network, as shortly after sleep: that is no fault of a calendar.
    """
    words = kept.words_of(settings)
    known = kept.load(folder, [one for one in calendars if one.id not in before], words)
    known |= {one.id: before[one.id] for one in calendars if one.id in before}
    asked = [one for one in due if one.kind not in _NETWORK or one.local_network or network.has_route()]
    answers = remote.refresh(asked, known, window, zone, words, secrets, now)
    try:
        kept.forget(folder, calendars)
        for name, one in answers.items():
            if not one.reading.fault:
                kept.save(folder, one, settings, known.get(name))
    except OSError as error:
        _log.warning("calendars: %s", error)  # The answers count; only after the next start they are missing.
    return None if due and not asked and before else known | answers

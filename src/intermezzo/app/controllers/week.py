"""The Week window, the calendars that are read while it is open, and the export of the week that it shows."""

import json
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from intermezzo.adapters.calendars.certain import read_certain
from intermezzo.adapters.calendars.results import Reading
from intermezzo.app.calendar_fetcher import CalendarFetcher
from intermezzo.app.context import Context, Respond
from intermezzo.app.controllers.base import WindowController
from intermezzo.app.views import GREETING
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import Event
from intermezzo.core.history.statistics import DayTally, asked_week, week_key
from intermezzo.core.override import override
from intermezzo.core.scheduling.audit import days_wanted, meeting_days
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.engine.week import KnownMeetings, Week, load
from intermezzo.presenters.messages import tell
from intermezzo.presenters.week.day import week_day_view
from intermezzo.ui.kit.pictures import png

if TYPE_CHECKING:
    from intermezzo.ui.week.window import WeekWindow

LIMIT = 10.0
"""Seconds to read a week."""
EXPORT_LIMIT = 120.0
"""Seconds to write every event."""
CALENDARS_LIMIT = 45.0
"""Seconds to read the calendars of five weeks."""

_log = logging.getLogger(__name__)


class WeekController(WindowController["WeekWindow"]):
    """Loads weeks in the worker; the window shows the last one that was loaded.

    The present week is shown at once, and its suggestion when the calendars have been read for it.
    """

    def __init__(self, context: Context, fetcher: CalendarFetcher) -> None:
        super().__init__(context)
        self._meetings = WeekMeetings(context, fetcher)
        self._week: Week | None = None
        self._known: KnownMeetings | None = None
        """Of the last reading since the window was opened."""

    @override
    def make(self) -> "WeekWindow":
        from intermezzo.ui.week.window import WeekWindow

        window = WeekWindow()
        window.command.connect(self._context.dispatch)
        window.export_requested.connect(self._export)
        window.asked.connect(self._go_to)
        window.chosen.connect(self._on_chosen)
        window.day_asked.connect(self._show_day)
        window.set_movement(self._context.engine.state.movement(GREETING))
        return window

    @override
    def update(self, window: "WeekWindow") -> None:
        if self._week is not None:
            window.set_view(self._week.view)

    def show(self, rest: tuple[str, ...], respond: Respond) -> None:
        """Show the week of the first word (see ``asked_week``), or this one."""
        key = asked_week(rest[0], self._context.today()) if rest else ""
        present = week_key(self._context.today())
        calendars = self._context.engine.state.settings.calendars
        asks = key in ("", present) and any(one.on for one in calendars)

        def on_loaded(week: Week) -> None:
            self._week = week
            self._context.tell_unreadable()
            self.open()
            respond(True, week.view.title, None)
            if asks:
                self._meetings.read(self._suggest)

        # A rhythm is not suggested before it is known that no meeting is: what is shown does not go again.
        suggests = self._known is not None or not asks
        self._load(key, on_loaded, lambda fault: respond(False, tell(fault), None), suggests=suggests)

    def _go_to(self, text: str) -> None:
        """Show the week that was written in the window; say there why it cannot be shown."""
        window = self.window

        def respond(ok: bool, line: str, _data: object) -> None:  # noqa: FBT001 - the form of every response
            if not ok and window is not None:
                window.tell(line)

        self._context.dispatch(("week", text), respond)

    def _on_chosen(self, words: tuple[str, ...]) -> None:
        """Do what the week suggests, or take it back."""

        def respond(ok: bool, line: str, _data: object) -> None:  # noqa: FBT001 - the form of every response
            if not ok:
                self._context.notices.show("command", line)
            elif self.window is not None:
                self.window.acted()

        self._context.dispatch(words, respond)

    def _show_day(self, day: str) -> None:
        """Show one day of the week in the window."""
        context, on = self._context, date.fromisoformat(day)
        engine = context.engine

        def read() -> tuple[DayTally, Sequence[Event]]:
            return context.store.tallies(on, on)[0], context.store.events(on, on)

        def on_read(found: tuple[DayTally, Sequence[Event]]) -> None:
            if self.window is not None:
                tally, events = found
                state, now = engine.state, context.now()
                movements = {one.id: one for one in state.movements}
                self.window.show_day(
                    week_day_view(tally, events, state.title, now, context.today(), state.zone, movements)
                )

        context.worker.submit("store.week", read, on_read, self._on_fault, LIMIT)

    def _suggest(self, meetings: KnownMeetings | None) -> None:
        """Show the suggestion of the present week, if the window still shows that week."""
        present = week_key(self._context.today())

        def is_shown() -> bool:
            return self.window is not None and self._week is not None and self._week.view.key == present

        def on_loaded(week: Week) -> None:
            if is_shown():
                self._week = week
                self.refresh()

        if self.window is None:
            self._meetings.forget()
            return
        self._known = meetings
        if is_shown():
            self._load(present, on_loaded, lambda fault: _log.warning("%s", fault))

    def _load(
        self, key: str, then: Callable[[Week], None], on_fault: Callable[[Fault], None],
        *, suggests: bool = True,
    ) -> None:  # fmt: skip
        context = self._context
        suggests = suggests and "rhythm" not in context.settings.policy.locked
        settings = context.settings.current
        rhythm = settings.rhythm if suggests else ""
        read = partial(
            load, context.store, key, context.today(), rhythm, self._known, settings.bad_times
        )  # fmt: skip
        context.worker.submit("store.week", read, then, on_fault, LIMIT)

    @override
    def _on_destroyed(self) -> None:
        super()._on_destroyed()
        self._known = None
        self._meetings.forget()

    def _export(self, form: str) -> None:
        """Save the week as a picture (png), its numbers (json), or every event of the store (csv)."""
        from intermezzo.ui.week.picture import render

        week, context = self._week, self._context
        if week is None:
            return
        name = f"intermezzo-{week.view.key}.{form}"
        out = context.ask_for_file(None, "dialog.export", name)
        if out is None:
            return
        if form == "csv":
            context.worker.submit(
                "store.privacy", partial(context.store.export, "csv", out), lambda _none: None,
                self._on_fault, EXPORT_LIMIT,
            )  # fmt: skip
            return
        try:
            if form == "json":
                numbers = json.dumps(week.numbers, ensure_ascii=False, indent=2) + "\n"
                out.write(numbers.encode(), "json")
            else:
                out.write(png(render(week.view, 2.0)), "png")
        except Fault as fault:
            self._on_fault(fault)

    def _on_fault(self, fault: Fault) -> None:
        self._context.notices.show("command", fault)


class WeekMeetings:
    """Reads files and folders in the worker; of other calendars it uses the answers that are there."""

    def __init__(self, context: Context, fetcher: CalendarFetcher) -> None:
        self._context = context
        self._fetcher = fetcher
        self._reading = False
        """Whether the worker reads just now."""
        self._files: Reading | None = None
        """The last reading; files that have not changed since are not read again."""

    def read(self, then: Callable[[KnownMeetings | None], object]) -> None:
        """Read the present week and those before; ``then`` gets None if that fails.

        During a reading this does nothing: whoever began it gets its result.
        """
        if self._reading:
            return
        self._reading = True
        today, state = self._context.today(), self._context.engine.state
        settings, zone, rhythm, shortest = state.settings, state.zone, state.rhythm(), state.shortest()
        fetched, before = dict(self._fetcher.known), self._files

        def read() -> tuple[KnownMeetings, Reading]:
            found = read_certain(settings.calendars, fetched, _window(today), str(zone), before)
            known = found.known
            days = meeting_days(found.occurrences, known, settings, zone, today) if known is not None else ()
            return KnownMeetings(days, rhythm, shortest, zone), found.files

        def on_read(found: tuple[KnownMeetings, Reading]) -> None:
            self._reading = False
            meetings, self._files = found
            then(meetings)

        def on_fault(fault: Fault) -> None:
            self._reading = False
            _log.warning("calendars: %s", fault)
            then(None)

        self._context.worker.submit("calendars.weeks", read, on_read, on_fault, CALENDARS_LIMIT)

    def forget(self) -> None:
        """Forget the last reading, and the titles in it."""
        self._files = None


def _window(today: date) -> Interval:
    """Return a time with the wanted days in every zone, and with work past the last midnight."""
    first, last = (datetime.combine(day, time(), UTC) for day in days_wanted(today))
    return Interval(first - timedelta(days=1), last + timedelta(days=3))

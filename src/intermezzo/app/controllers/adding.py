"""Adding a calendar: what is entered is read at once, and kept when the user says so."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from intermezzo.adapters.calendars import adding
from intermezzo.adapters.calendars.fetch.protocol import Answer
from intermezzo.adapters.calendars.results import SourceReading
from intermezzo.app.calendar_reader import CalendarReader
from intermezzo.app.context import Context
from intermezzo.core.calendar_entry import CalendarEntry, calendar_of
from intermezzo.core.faults import Fault, Message, message
from intermezzo.core.scheduling import calendar_rules
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Calendar
from intermezzo.presenters.calendars import adding as words
from intermezzo.presenters.calendars.adding import AddingView, OfferedCalendar
from intermezzo.presenters.calendars.guides import guides
from intermezzo.presenters.calendars.status import calendar_name
from intermezzo.presenters.durations import capital
from intermezzo.presenters.messages import tell
from intermezzo.presenters.settings import StripView

if TYPE_CHECKING:
    from intermezzo.ui.calendars.sheet import AddCalendarSheet

LIMIT = 180.0
"""Seconds for one call, with the time to type the password of the keyring."""
KEYRING_KINDS = frozenset({"address", "caldav"})
"""The kinds that have a secret."""


@dataclass(slots=True)
class _Candidate:
    """A calendar that was entered or found; ``asked`` once it is read or being read."""

    calendar: Calendar
    secret: str = field(default="", repr=False)
    ticked: bool = True
    asked: bool = False
    occurrences: tuple[Occurrence, ...] | None = None
    """None unless it could be read."""
    fault: Message | None = None
    left_out: tuple[Message, ...] = ()
    renamed: bool = False


class AddingController(QObject):
    """Opens the sheet and fills it; adds, tests and drops calendars."""

    def __init__(self, context: Context, reader: CalendarReader) -> None:
        super().__init__()
        self._context = context
        self._reader = reader
        self._sheet: AddCalendarSheet | None = None
        self._candidates: dict[str, _Candidate] = {}
        self._turn = 0
        """Counts what was entered, so that late answers about something else are dropped."""
        self._waiting = 0
        self._line: Message | None = None
        self._nothing = False
        self._replaced: Calendar | None = None
        """The calendar whose secret is entered again."""

    def open(self, owner: QWidget, replaced: Calendar | None = None) -> "AddCalendarSheet":
        """Show the sheet in front of a window; ``replaced`` is a calendar whose secret is another one now."""
        from intermezzo.ui.calendars.sheet import AddCalendarSheet

        if self._sheet is not None:
            self._sheet.close()
        self._clear()
        self._replaced = replaced
        sheet = self._sheet = AddCalendarSheet(guides(), owner)
        sheet.entered.connect(self._on_entered)
        sheet.cleared.connect(self._on_cleared)
        sheet.ticked.connect(self._on_ticked)
        sheet.renamed.connect(self._on_renamed)
        sheet.added.connect(self._on_added)
        sheet.closed.connect(partial(self._on_closed, sheet))
        sheet.command.connect(self._context.dispatch)
        if replaced is not None:
            sheet.ask_again(calendar_name(replaced), replaced.kind, replaced.path, replaced.user)
        else:
            sheet.form.enter()
        sheet.show()
        return sheet

    def find_here(self, then: Callable[[Sequence[Calendar]], object]) -> None:
        """Look for calendars on this computer that the settings do not have yet."""

        def on_found(answer: Answer) -> None:
            then([one for one in answer.found if not self._is_known(one)])

        self._context.worker.submit(
            "adding.here", adding.found_here, on_found, lambda _fault: then(()), LIMIT
        )

    def add(self, calendars: Iterable[Calendar]) -> None:
        """Add calendars that need no secret."""
        new = tuple(_with_id(one) for one in calendars if not self._is_known(one))
        settings = self._context.settings
        if new:
            settings.replace(replace(settings.current, calendars=(*settings.current.calendars, *new)))

    def remove(self, calendar: Calendar) -> None:
        """Remove a calendar that was found on this computer."""
        settings = self._context.settings
        place = (calendar.kind, calendar.path)
        kept = tuple(one for one in settings.current.calendars if (one.kind, one.path) != place)
        settings.replace(replace(settings.current, calendars=kept))

    def drop(self, calendar: Calendar) -> None:
        """Delete the secret of a calendar that the user has removed."""
        if calendar.kind not in KEYRING_KINDS:
            return
        notices = self._context.notices

        def on_dropped(answer: Answer) -> None:
            if answer.fault is not None:
                notices.show("keyring", answer.fault)

        self._reader.fetcher.secrets.pop(calendar.id, None)
        self._context.worker.submit(
            "adding.drop", partial(adding.drop, calendar), on_dropped,
            lambda fault: notices.show("keyring", fault), LIMIT,
        )  # fmt: skip

    def test(self, calendar: Calendar, then: Callable[[str], object]) -> None:
        """Read a calendar now, which may unlock the keyring; ``then`` gets what was wrong, or ""."""

        def on_read(reading: SourceReading) -> None:
            faults = reading.faults
            if not faults:
                self._reader.fetcher.again(calendar.id)
                self._reader.read()
            then(tell(faults[0]) if faults else "")

        secret = self._reader.fetcher.secrets.get(calendar.id, "")
        self._context.worker.submit(
            "adding.test", self._reading(calendar, secret), on_read, lambda fault: then(tell(fault)), LIMIT
        )

    # -- what the sheet says -------------------------------------------------------------------------

    def _on_cleared(self) -> None:
        self._clear()
        self._show()

    def _on_entered(self, entry: CalendarEntry) -> None:
        self._clear()
        calendar, before = calendar_of(entry), self._replaced
        if before is not None and before.kind == calendar.kind:
            allowed = before.local_network or entry.local_network
            path = calendar.path if before.kind == "address" else before.path
            again = replace(before, path=path, user=calendar.user, local_network=allowed)
            self._candidates["0"] = _Candidate(again, entry.secret)
            self._look()
        elif entry.form == "here":
            self._submit("adding.here", adding.found_here, partial(self._on_found, "", False))
        elif entry.form == "account":
            self._submit(
                "adding.find", partial(adding.find, calendar, entry.secret),
                partial(self._on_found, entry.secret, True),
            )  # fmt: skip
        else:
            self._candidates["0"] = _Candidate(calendar, entry.secret)
            self._look()
        self._show()

    def _on_found(self, secret: str, ticked: bool, answer: Answer) -> None:  # noqa: FBT001 - bound by partial
        self._line = answer.fault or next(iter(answer.warnings), None)
        self._nothing = not answer.found and answer.fault is None
        self._candidates = {
            str(number): _Candidate(one, secret, ticked and not self._is_known(one))
            for number, one in enumerate(answer.found)
        }
        self._look()

    def _on_ticked(self, key: str, ticked: bool) -> None:  # noqa: FBT001 - a signal's argument has no name
        self._candidates[key].ticked = ticked
        self._look()
        self._show()

    def _on_renamed(self, key: str, name: str) -> None:
        candidate = self._candidates.get(key)
        if candidate is not None:
            candidate.calendar = replace(candidate.calendar, name=name)
            candidate.renamed = True

    def _on_added(self) -> None:
        chosen = [(_with_id(one.calendar), one.secret) for one in self._chosen()]
        self._submit("adding.keep", partial(_keep, chosen), partial(self._on_kept, chosen))
        self._show()

    def _on_kept(self, chosen: Sequence[tuple[Calendar, str]], answers: Sequence[Answer]) -> None:
        fault = next((one.fault for one in answers if one.fault), None)
        if fault is not None:
            self._line = fault
            return
        fetcher, settings = self._reader.fetcher, self._context.settings
        for (calendar, secret), answer in zip(chosen, answers, strict=True):
            if answer.for_this_run:
                fetcher.secrets[calendar.id] = secret
                self._context.notices.show("keyring", answer.warnings[0])
            fetcher.again(calendar.id)
        new = {one.id: one for one, _secret in chosen if one.id}
        kept = [new.pop(one.id, one) for one in settings.current.calendars]
        added = [one for one, _secret in chosen if not one.id or one.id in new]
        settings.replace(replace(settings.current, calendars=(*kept, *added)))
        if self._sheet is not None:
            self._sheet.close()

    def _on_closed(self, sheet: "AddCalendarSheet") -> None:
        if self._sheet is sheet:
            self._sheet = None
            self._clear()

    # -- reading -------------------------------------------------------------------------------------

    def _clear(self) -> None:
        self._turn += 1
        self._waiting = 0
        self._candidates = {}
        self._line, self._nothing = None, False

    def _submit(self, name: str, call: Callable[[], object], on_done: Callable[..., object]) -> None:
        turn = self._turn
        self._waiting += 1

        def on_result(result: object) -> None:
            if turn == self._turn:
                self._waiting -= 1
                on_done(result)
                self._show()

        def on_fault(fault: Fault) -> None:
            if turn == self._turn:
                self._waiting -= 1
                self._line = fault.message
                self._show()

        self._context.worker.submit(name, call, on_result, on_fault, LIMIT)

    def _look(self) -> None:
        """Read the ticked calendars that have not been read."""
        for one in self._candidates.values():
            if one.ticked and not one.asked:
                one.asked = True
                call = self._reading(one.calendar, one.secret)
                self._submit("adding.try", call, partial(_take, one))

    def _chosen(self) -> list[_Candidate]:
        return [
            one
            for one in self._candidates.values()
            if one.ticked and (one.occurrences is not None or (one.calendar.kind == "files" and one.fault))
        ]

    def _is_known(self, calendar: Calendar) -> bool:
        """Return whether the settings have it; the path of an address is only its host."""
        places = {(one.kind, one.path) for one in self._context.settings.current.calendars}
        # One with an id is being entered again.
        return calendar.kind != "address" and not calendar.id and (calendar.kind, calendar.path) in places

    def _reading(self, calendar: Calendar, secret: str) -> Callable[[], SourceReading]:
        """Return what the worker is to call to read a calendar from today on."""
        zone = self._context.engine.state.zone
        start = calendar_rules.date_span(self._context.today(), zone).start
        return partial(adding.try_out, calendar, secret, Interval(start, start + words.AHEAD), str(zone))

    # -- the view ------------------------------------------------------------------------------------

    def _show(self) -> None:
        if self._sheet is not None:
            self._sheet.set_view(self._view())

    def _view(self) -> AddingView:
        several = len(self._candidates) > 1
        only = next(iter(self._candidates.values()), None) if not several else None
        told = self._line or (only.fault if only is not None else None)
        line = tell(told) if told is not None else ""
        if not line and self._nothing:
            line = tell(message("calendar.none_here"))
        if not line and self._waiting:
            line = tell(message("calendar.looking"))
        return AddingView(
            line=line,
            faulty=told is not None,
            consent=told is not None and told.code == "fetch.private_host",
            calendars=tuple(
                self._offered(key, one, several=several) for key, one in self._candidates.items()
            ),
            day=self._day(),
            can_add=not self._waiting and bool(self._chosen()),
        )

    def _offered(self, key: str, one: _Candidate, *, several: bool) -> OfferedCalendar:
        told = one.fault if several else None
        told = told or next(iter(one.left_out), None)
        return words.offered(
            key, one.calendar, ticked=one.ticked, known=self._is_known(one.calendar),
            line=capital(tell(told)) if told is not None else "", faulty=told is not None,
        )  # fmt: skip

    def _day(self) -> StripView | None:
        """Return today with the ticked calendars alone; None until one of them has been read."""
        read = [
            one.occurrences for one in self._candidates.values() if one.ticked and one.occurrences is not None
        ]
        if not read:
            return None
        state = self._context.engine.state
        known = [one for some in read for one in some]
        return words.today_strip(
            known, state.settings, self._context.today(), self._context.now(), state.zone
        )


def _take(candidate: _Candidate, reading: SourceReading) -> None:
    candidate.fault = next(iter(reading.faults), None)
    candidate.left_out = reading.left_out
    if candidate.fault is None:
        candidate.occurrences = tuple(one for file in reading.files for one in file.occurrences)
        own = next((file.name for file in reading.files if file.name), "")
        named = candidate.renamed or candidate.calendar.id or candidate.calendar.kind != "address"
        # Some are called by the address of their account.
        if own and not named and "@" not in own:
            candidate.calendar = replace(candidate.calendar, name=own)


def _with_id(calendar: Calendar) -> Calendar:
    """Return the calendar with an id, which everything but files needs."""
    if calendar.kind == "files" or calendar.id:
        return calendar
    return replace(calendar, id=uuid4().hex)


def _keep(chosen: Sequence[tuple[Calendar, str]]) -> list[Answer]:
    """Store the secrets. Called in the worker."""
    return [
        adding.keep(calendar, secret) if calendar.kind in KEYRING_KINDS else Answer()
        for calendar, secret in chosen
    ]

"""The sheet that adds a calendar at its moments, and calendars in each state."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from PySide6.QtWidgets import QWidget

from intermezzo.core.faults import message
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.settings import Calendar, Settings
from intermezzo.presenters.calendars import adding as words
from intermezzo.presenters.calendars.adding import AddingView, OfferedCalendar
from intermezzo.presenters.calendars.guides import guides
from intermezzo.presenters.calendars.status import CalendarState
from intermezzo.presenters.durations import capital
from intermezzo.presenters.messages import tell
from intermezzo.presenters.settings import StripView
from intermezzo.ui.calendars.forms import AccountForm, AddressForm
from intermezzo.ui.calendars.sheet import AddCalendarSheet


def states() -> tuple[CalendarState, ...]:
    """Calendars that were fetched, that have a fault, and that are off."""
    unreadable = message(
        "calendars.in_file",
        path="Work",
        what=message(
            "calendars.event_at",
            day=date(2026, 11, 20),
            time=datetime(2026, 11, 20, 15, 30, tzinfo=UTC),
            what=message("calendars.bad_end"),
        ),
    )
    denied = message("calendars.in_file", path="Team", what=message("fetch.password"))
    return (
        CalendarState(
            Calendar("calendar.google.com", ("ana@example.org",), "address", "a", "Work", "#2f5d54"),
            timedelta(minutes=4),
            left_out=(unreadable,),
        ),
        CalendarState(
            Calendar("https://cloud.example.org/team/", (), "caldav", "b", "Team", "#c98b46", user="ana"),
            faults=(denied,),
        ),
        CalendarState(Calendar("/home/ana/calendars/home", name="Home", on=False)),
    )


def _day() -> StripView:
    """A day from eight to six with seven meetings."""
    midnight = datetime(2026, 11, 20, tzinfo=UTC)
    spans = ((8.5, 9.5), (9.75, 10.25), (11, 12), (13.05, 13.5), (14, 14.5), (15, 16), (16.5, 17))
    meetings = [
        Occurrence(midnight + timedelta(hours=start), midnight + timedelta(hours=end)) for start, end in spans
    ]
    return words.today_strip(meetings, Settings(), midnight.date(), midnight + timedelta(hours=12), UTC)


def _sheet(kind: str, view: AddingView) -> AddCalendarSheet:
    sheet = AddCalendarSheet(guides(), None)
    sheet.choose(kind)
    sheet.set_view(view)
    return sheet


def adding_windows() -> Iterator[tuple[str, QWidget]]:
    """The sheet with steps, with a day, with a fault, with an account's calendars, with what is here."""
    yield "add-calendar", _sheet("google", AddingView())
    work = OfferedCalendar("0", "calendar.google.com", "")
    found = _sheet("google", AddingView(calendars=(work,), day=_day(), can_add=True))
    if isinstance(found.form, AddressForm):
        found.form.line.setText(
            "https://calendar.google.com/calendar/ical/ana%40example.org/private-…/basic.ics"
        )
    yield "add-calendar-found", found
    fault = tell(message("fetch.private_host"))
    wrong = AddingView(line=fault, faulty=True, consent=True)
    private = _sheet("address", wrong)
    if isinstance(private.form, AddressForm):
        private.form.line.setText("https://calendar.home.arpa/team.ics")
    yield "add-calendar-wrong", private
    server = Calendar("https://cloud.example.org/", kind="caldav", user="ana")
    account = _sheet(
        "nextcloud",
        AddingView(
            calendars=(
                OfferedCalendar("0", "Work", words.where(server)),
                OfferedCalendar("1", "Team", words.where(server), ticked=False),
            ),
            day=_day(),
            can_add=True,
        ),
    )
    if isinstance(account.form, AccountForm):
        account.form.server.setText("cloud.example.org")
        account.form.user.setText("ana")
        account.form.password.setText("correct-horse-7")
    yield "add-calendar-account", account
    here = (
        words.offered("0", Calendar("x", kind="eds", name="Personal"), ticked=False),
        words.offered("1", Calendar("x", kind="thunderbird", name="Work"), ticked=True),
        words.offered(
            "2",
            Calendar("/home/ana/.calendars/club", name="Club"),
            ticked=False,
            faulty=True,
            line=capital(tell(message("calendars.denied"))),
        ),
        words.offered("3", Calendar("/home/ana/calendars/home", name="Home"), ticked=False, known=True),
    )
    yield "add-calendar-here", _sheet("here", AddingView(calendars=here, day=_day(), can_add=True))

"""What adding a calendar needs: find those of an account or this computer, and try one before it is kept.

Everything blocks for up to 20 seconds, and longer while the user types the password of the keyring: call it
in a worker.
"""

from intermezzo.adapters.calendars.fetch.process import ask
from intermezzo.adapters.calendars.fetch.protocol import Answer, Request
from intermezzo.adapters.calendars.reading import read
from intermezzo.adapters.calendars.remote import fetch
from intermezzo.adapters.calendars.results import SourceReading
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Calendar


def found_here() -> Answer:
    """Return the calendars that other programs have on this computer."""
    from intermezzo.adapters.calendars import found

    return found.find()


def find(calendar: Calendar, secret: str) -> Answer:
    """Return the calendars of an account; ``calendar.path`` is its server or e-mail address."""
    return ask([Request("find", calendar, secret, unlock=True)])[0]


def try_out(calendar: Calendar, secret: str, window: Interval, zone: str) -> SourceReading:
    """Return what the calendar holds in the window; nothing is kept."""
    if calendar.kind == "files":
        return read([calendar], window, zone).sources[0]
    return fetch(calendar, secret, window, zone)


def keep(calendar: Calendar, secret: str) -> Answer:
    """Store the secret in the keyring; the answer says if there is none."""
    return ask([Request("keep", calendar, secret, unlock=True)])[0]


def drop(calendar: Calendar) -> Answer:
    """Delete the secret from the keyring."""
    return ask([Request("drop", calendar, unlock=True)])[0]

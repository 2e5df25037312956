"""What a user enters to add a calendar, and the calendar of the settings that it becomes."""

import re
from dataclasses import dataclass, field

from intermezzo.core.settings import Calendar

_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*://|//)?(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]+)", re.IGNORECASE)
_GOOGLE = re.compile(r"calendar\.google\.com/calendar/ical/([^/@%]+)(?:@|%40)([^/%]+)/", re.IGNORECASE)
"""The address of a Google calendar names its account, or a group for a calendar that is not the first."""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """What was entered. ``form``: address, account (CalDAV), files, or here (found on this computer).

    ``place`` is the address, the server's name, or the path of a file or folder.
    """

    form: str
    place: str = field(default="", repr=False)
    user: str = ""
    password: str = field(default="", repr=False)
    local_network: bool = False
    """Whether the user has allowed a server in a private network."""
    name: str = ""
    """The name that is proposed for it."""

    @property
    def secret(self) -> str:
        """What belongs into the keyring; empty if there is nothing."""
        return {"address": self.place.strip(), "account": self.password}.get(self.form, "")

    @property
    def is_complete(self) -> bool:
        """Return whether everything needed was entered."""
        if self.form == "account":
            return bool((self.place.strip() or "@" in self.user) and self.user.strip() and self.password)
        return self.form == "here" or bool(self.place.strip())


def calendar_of(entry: CalendarEntry) -> Calendar:
    """Return the calendar of an address, a file or a folder, or an account whose calendars can be found."""
    place, user = entry.place.strip(), entry.user.strip()
    if entry.form == "address":
        return Calendar(
            host(place), _owner(place), "address", name=entry.name, local_network=entry.local_network
        )
    if entry.form == "account":
        return Calendar(place or user, (), "caldav", user=user, local_network=entry.local_network)
    return Calendar(place)


def host(address: str) -> str:
    """Return the host in an address as people paste it, without user, password, port and path."""
    found = _HOST.match(address.strip())
    return found[1].lower() if found else ""


def _owner(address: str) -> tuple[str, ...]:
    """Return the e-mail address of the account that an address names."""
    found = _GOOGLE.search(address)
    if found is None or found[2].lower().endswith("calendar.google.com"):
        return ()
    return (f"{found[1]}@{found[2]}",)

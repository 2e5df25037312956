"""The address at which the meeting of an event is joined."""

from intermezzo.adapters.calendars.parse.lines import Properties
from intermezzo.core.scheduling.meeting_links import meeting_in, openable

_OWN = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
"""Properties that have nothing but such an address; the first is that of RFC 7986, 5.11."""
_AMONG = ("URL", "LOCATION", "DESCRIPTION")
"""Properties that may have one among other things."""


def link(known: Properties) -> str:
    """Return the address, or an empty text. One that may not be opened counts as none."""
    own = (openable(one.text) for name in _OWN for one in known.get(name, ()))
    among = (meeting_in(one.text) for name in _AMONG for one in known.get(name, ()))
    return next(filter(None, own), "") or next(filter(None, among), "")

"""The addresses of online meetings: which may be opened, and where a text has one."""

import re
from html import unescape
from urllib.parse import urlsplit

LONGEST = 2000
"""Characters of an address; a longer one is dropped."""
_LONGEST_TEXT = 20_000
"""Characters of a text that are looked at."""
_ADDRESS = re.compile(r"""https://[^\s<>"'\\]+""", re.IGNORECASE)
_PLAIN = re.compile(r"[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+")
"""The characters that an address may have (RFC 3986)."""
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})")
"""The name of a host; no address in numbers and no name of this computer or its network."""
_AFTER = ".,;:!?)]'"
"""What follows an address in a sentence."""
_MEETINGS = (
    ("zoom.us", re.compile(r"/(?:j|my|s|w|wc)/.+")),
    ("zoomgov.com", re.compile(r"/(?:j|my|s|w|wc)/.+")),
    ("teams.microsoft.com", re.compile(r"/(?:l/meetup-join|meet)/.+")),
    ("teams.live.com", re.compile(r"/meet/.+")),
    ("meet.google.com", re.compile(r"/(?:[a-z]{3,}-[a-z]{3,}-[a-z]{3,}|lookup/.+)")),
    ("webex.com", re.compile(r"/.+")),
    ("8x8.vc", re.compile(r"/.+")),
)
"""The hosts of Zoom, Teams, Meet, Webex and Jitsi, with those below them, and the paths of meetings there."""
_JITSI = re.compile(r"(?:jitsi|meet)\.(?!google\.com$).+")
"""The hosts that by custom run Jitsi; the public one is meet.jit.si."""


def openable(text: str) -> str:
    """Return the address if a browser may be sent there, else an empty text.

    It is of https, of usual length and characters, and says nothing but a host by name, port and path: what
    stands before an ``@`` makes an address look like another's.
    """
    address = text.strip()
    if len(address) > LONGEST or not _PLAIN.fullmatch(address):
        return ""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    named = _HOST.fullmatch(parts.hostname or "") is not None
    return address if parts.scheme == "https" and named and "@" not in parts.netloc and port != 0 else ""


def meeting_in(text: str) -> str:
    """Return the first address of a meeting in a text, or an empty text."""
    for found in _ADDRESS.findall(text[:_LONGEST_TEXT]):
        address = openable(unescape(found).rstrip(_AFTER))
        if address and _is_meeting(address):
            return address
    return ""


def _is_meeting(address: str) -> bool:
    parts = urlsplit(address)
    host, path = parts.hostname or "", parts.path
    if _JITSI.fullmatch(host):
        return len(path) > 1
    return any(
        (host == name or host.endswith(f".{name}")) and form.fullmatch(path) for name, form in _MEETINGS
    )

"""The time zone of this computer, and time zones as text.

A zone as text is what the variable TZ may hold: an IANA name, the absolute path of a TZif file, or rules in
POSIX notation such as ``EST5EDT,M3.2.0,M11.1.0``, in which ``UTC+3`` is three hours *behind* UTC. ``str`` of
a zone from here is its text, so that another process on this computer can read it again.
"""

import io
import os
import re
import struct
import sys
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from intermezzo.core.faults import Message, message

LOCALTIME = Path("/etc/localtime")
"""The zone of the system, everywhere but on Windows: a link to a TZif file, or such a file."""
_RULES = re.compile(r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)[+-]?\d[^\s]*", re.ASCII)
_DEFAULT_RULES = ",M3.2.0,M11.1.0"
"""What the C library adds to a notation that names summer time and does not say when it is."""


@dataclass(frozen=True, slots=True)
class LocalZone:
    """``fault`` says why the zone is another than the one that was asked for."""

    zone: tzinfo
    fault: Message | None = None


def local_zone() -> LocalZone:
    """Return the present zone of this computer: that of TZ if it is set, else that of the system.

    Where TZ holds nothing that can be read it is the zone of the system, and where that cannot be read UTC,
    with a fault.
    """
    text = os.environ.get("TZ")
    if text is None:
        return _system_zone()
    zone = zone_from_text(text or "UTC")  # the C library takes an empty text for UTC
    if zone is not None:
        return LocalZone(zone)
    instead = _system_zone().zone
    return LocalZone(instead, message("zone.unknown", text=text, used=str(instead)))


def zone_from_text(text: str) -> ZoneInfo | None:
    """Return the zone of a text as described above, or None. Blanks around it are ignored."""
    text = text.strip().removeprefix(":")
    if Path(text).is_absolute():
        return _zone_of_file(Path(text))
    return zone_named(text) or _zone_of_rules(text)


def zone_of(text: str) -> ZoneInfo:
    """Return the zone of a text that ``str`` of a zone gave on this computer. Raise ValueError otherwise."""
    zone = zone_from_text(text)
    if zone is None:
        raise ValueError(f"no time zone: {text}")
    return zone


def zone_named(name: str) -> ZoneInfo | None:
    """Return the zone with this IANA name, or None if this computer does not know it."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # KeyError: ZoneInfoNotFoundError; OSError: the name of a folder
        return None


def zone_known(name: str) -> bool:
    """Return whether this computer knows the zone."""
    return zone_named(name) is not None


def _system_zone() -> LocalZone:
    if sys.platform == "win32":
        from tzlocal import reload_localzone

        try:
            return LocalZone(reload_localzone())
        except (KeyError, ValueError, OSError):
            return LocalZone(ZoneInfo("UTC"), message("zone.unreadable"))
    zone = _zone_of_file(LOCALTIME)
    if zone is not None:
        return LocalZone(zone)
    # Without the file it is UTC, as for the C library.
    return LocalZone(ZoneInfo("UTC"), message("zone.unreadable") if LOCALTIME.exists() else None)


def _zone_of_file(path: Path) -> ZoneInfo | None:
    """Return the zone of a TZif file, the same object until file or link changes; None if it is not one.

    The zone has a name if the file is in the system's ``zoneinfo``, or is a link there, even one that leads
    nowhere, because the file is missing.
    """
    return _read_zone(path, _stamp(path, follow=False), _stamp(path, follow=True))


def _stamp(path: Path, *, follow: bool) -> tuple[int, ...]:
    """Return what changes with the file, or with the link to it; nothing if there is none."""
    try:
        found = path.stat(follow_symlinks=follow)
    except (ValueError, OSError):
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_ctime_ns


@lru_cache(maxsize=4)  # a turn asks each time, and following a link takes a dozen system calls
def _read_zone(path: Path, _link: tuple[int, ...], _file: tuple[int, ...]) -> ZoneInfo | None:
    parts = Path(os.path.realpath(path)).parts
    folder = max((n for n, part in enumerate(parts, 1) if part.startswith("zoneinfo")), default=len(parts))
    named = zone_named("/".join(parts[folder:]))
    if named is not None:
        return named
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return ZoneInfo.from_file(file, key=str(path))
    except (ValueError, OSError, EOFError, struct.error):
        return None


@lru_cache(maxsize=4)
def _zone_of_rules(text: str) -> ZoneInfo | None:
    """Return the zone of POSIX rules, or None. ``zoneinfo`` reads them at the end of a TZif file."""
    if not _RULES.fullmatch(text) or re.search(r",\d", text):
        return None  # zoneinfo is a day late where rules count the days of the year from zero
    for rules in (text, text + _DEFAULT_RULES):
        try:
            zone = ZoneInfo.from_file(io.BytesIO(_tzif(rules)), key=text)
            zone.utcoffset(datetime(2000, 1, 1))  # noqa: DTZ001 - raises ValueError for a day or more
        except ValueError:
            continue
        return zone
    return None


def _tzif(rules: str) -> bytes:
    """Return a TZif file (RFC 9636) without transitions, with rules for all time."""
    header = struct.pack(">5s15x6l", b"TZif2", 0, 0, 0, 0, 1, 4)
    body = struct.pack(">lbb4s", 0, 0, 0, b"UTC\0")
    return (header + body) * 2 + f"\n{rules}\n".encode("ascii")

"""Find the time zone that a calendar means by a name."""

import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from dateutil.tz import tzical
from tzlocal.windows_tz import win_tz

from intermezzo.adapters.calendars.parse.lines import first, properties

_PART = re.compile(rb"\nBEGIN[ \t]*:[ \t]*(STANDARD|DAYLIGHT)[ \t]*\r?\n", re.IGNORECASE)
_ENDLESS = re.compile(r"FREQ=(?!YEARLY|MONTHLY)|INTERVAL=0*(?!\d)", re.IGNORECASE)
_ANCIENT = re.compile(
    rb"(\nDTSTART:)1(?:[0-8]\d\d|9[0-6]\d)(?=\d{4}T)(?=.*\nRRULE:FREQ=YEARLY;[^\n]*BY)", re.DOTALL
)
"""The year of a rule from before 1970, such as 1601 of Outlook; expanding those years takes time."""
_OFFSET = re.compile(r"\(?(?:UTC|GMT)?\s*([+-])(\d{1,2}?)(?::?(\d{2}))?\)?", re.IGNORECASE)
_DISPLAYED = re.compile(r"\((?:UTC|GMT)\s*([+-]\d{1,2}:?\d{2})?\)\s*(.+)", re.IGNORECASE)
_NUMBERED = re.compile(r"\s+\d+\Z")
_WINTER, _SUMMER = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)


class Zones(dict[str, tzinfo | None]):
    """The zones of one VCALENDAR by the names that it uses; None for a name that means nothing."""

    def __init__(self, definitions: Mapping[str, bytes]) -> None:
        """``definitions`` are the texts of the calendar's own VTIMEZONEs by their names."""
        super().__init__()
        self._definitions = definitions

    def __missing__(self, name: str) -> tzinfo | None:
        text = self._definitions.get(name)
        found = (_defined(text) if text is not None else None) or named(name)
        self[name] = found
        return found


def definition(text: bytes) -> tuple[str, bytes]:
    """Return the name that a VTIMEZONE defines, and its text."""
    name = first(properties(text), "TZID")
    return (name.value.strip('"').strip() if name else ""), text


@cache
def _defined(text: bytes) -> tzinfo | None:
    """Return the zone of a VTIMEZONE; if it is faulty, that of the place it names, or None."""
    head, *parts = _PART.split(text)
    lines = ["BEGIN:VTIMEZONE", "TZID:own"]
    for kind, body in zip(parts[::2], parts[1::2], strict=True):
        lines += _observance(kind.decode().upper(), body)
    try:
        zone: tzinfo | None = tzical(io.StringIO("\n".join([*lines, "END:VTIMEZONE"]))).get()
        if zone and not any(map(_ENDLESS.search, lines)):
            for moment in (_WINTER, _SUMMER):
                moment.astimezone(zone)
            return zone
    except (ValueError, OverflowError, TypeError, AttributeError):
        pass  # the names below may still be known
    place = first(properties(head), "X-LIC-LOCATION")
    return named(place.value) if place else None


def _observance(kind: str, body: bytes) -> Iterator[str]:
    """Yield the lines of STANDARD or DAYLIGHT that dateutil reads; it refuses all others."""
    known = properties(_ANCIENT.sub(rb"\g<1>1970", body.partition(b"\nEND")[0]))
    yield f"BEGIN:{kind}"
    for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"):
        if one := first(known, name):
            yield f"{name}:{one.value.replace(' ', '').rstrip('Zz')}"
    for name in ("RRULE", "RDATE", "EXDATE"):
        for one in known.get(name, ()):
            yield f"{name}:{one.value.upper().replace(' ', '').rstrip(';')}"
    yield f"END:{kind}"


@cache
def named(name: str) -> tzinfo | None:
    """Return the zone of a name of IANA (in any case) or Windows, or of an offset; None if it is none."""
    if offset := _OFFSET.fullmatch(name):
        return _at(offset)
    for one in _spellings(name):
        if zone := _iana().get(one.lower()) or _windows().get(one.lower()):
            return ZoneInfo(zone)
    if shown := _DISPLAYED.fullmatch(name):
        return _displayed(shown[1], shown[2])
    return None


def _spellings(name: str) -> Iterator[str]:
    """Yield a name, without the number of a copy, and the last parts of a path."""
    yield name
    yield _NUMBERED.sub("", name)
    parts = [part for part in name.split("/") if part]
    for count in (3, 2, 1):
        if len(parts) > count:
            yield "/".join(parts[-count:])


@cache
def _iana() -> Mapping[str, str]:
    return {name.lower(): name for name in available_timezones()}


@cache
def _windows() -> Mapping[str, str]:
    return {name.lower(): zone for name, zone in win_tz.items()}


def _at(offset: re.Match[str]) -> tzinfo | None:
    """Return the zone of an offset. In a calendar ``GMT+0300`` is east of Greenwich, as people write it."""
    delta = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    if delta >= timedelta(hours=24):
        return None
    return timezone(-delta if offset[1] == "-" else delta)


def _displayed(offset: str | None, words: str) -> tzinfo | None:
    """Return the zone of a name that Windows shows, such as ``(UTC+01:00) Amsterdam, Berlin``.

    One of its cities, or the Windows name with the same first words, has the offset in winter or summer; if
    none has, the zone is the offset.
    """
    found = _OFFSET.fullmatch(offset or "+00:00")
    fixed = _at(found) if found else None
    if fixed is None:
        return None
    region = words.partition(" Time")[0].lower()
    cities = [city.strip().lower().replace(" ", "_") for city in words.split(",")]
    candidates = [
        *(zone for key, zone in _windows().items() if key == f"{region} standard time"),
        *(zone for city in cities for key, zone in _iana().items() if key.rpartition("/")[2] == city),
    ]
    wanted = fixed.utcoffset(None)
    for name in candidates:
        zone = ZoneInfo(name)
        if wanted in (_WINTER.astimezone(zone).utcoffset(), _SUMMER.astimezone(zone).utcoffset()):
            return zone
    return fixed

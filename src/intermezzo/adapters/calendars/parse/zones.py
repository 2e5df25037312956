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
_OFFSET = re.compile(r"\(?(?:UTC|GMT)?\s*([+-])\s*(\d{1,2}?)(?:[:.]?(\d{2}))?(?::00)?\)?", re.IGNORECASE)
_OFFSET_TO = re.compile(r"\s*([+-]?)\s*(\d{1,2}?)(?::?(\d{2}))?(?::?(\d{2}))?\s*")
_DISPLAYED = re.compile(
    r"\(?\s*(?:UTC|GMT)\s*([+-]\s*\d{1,2}(?:[:.]?\d{2})?)?(?:\)\s*|\s+)(?!.*[+-]\d{4})(.+)", re.IGNORECASE
)
_COPY = re.compile(r"\s+(?:\d+|\([^()]*\))\Z")
_OF_ISLANDS = re.compile(r" (?:islands?|and .*)\Z")
_SIGNS = str.maketrans({"−": "-", "–": "-", "±": "+", "\\": ""})
_PLACES = {"baja california": "America/Tijuana", "indiana (east)": "America/Indianapolis", "z": "UTC"}
"""What Windows shows for a zone whose name has none of these words, and the name of UTC in times."""
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
    try:
        for kind, body in zip(parts[::2], parts[1::2], strict=True):
            lines += _observance(kind.decode().upper(), body)
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
    start = first(known, "DTSTART")
    yield f"DTSTART:{start.value.replace(' ', '').rstrip('Zz') if start else '19700101T000000'}"
    for name, other in (("TZOFFSETFROM", "TZOFFSETTO"), ("TZOFFSETTO", "TZOFFSETFROM")):
        if one := first(known, name) or first(known, other):
            yield f"{name}:{_offset(one.value)}"
    for name in ("RRULE", "RDATE", "EXDATE"):
        for one in known.get(name, ()):
            yield f"{name}:{one.value.upper().replace(' ', '').rstrip(';')}"
    yield f"END:{kind}"


def _offset(text: str) -> str:
    """Return an offset such as ``+01:00`` or ``1`` as dateutil reads it. Raise ValueError."""
    found = _OFFSET_TO.fullmatch(text)
    if found is None:
        raise ValueError(text)
    sign, hours, minutes, seconds = found.groups("")
    return f"{sign or '+'}{hours:0>2}{minutes or '00'}{seconds}"


@cache
def named(name: str) -> tzinfo | None:
    """Return the zone of a name of IANA (in any case) or Windows, or of an offset; None if it is none."""
    name = " ".join(name.translate(_SIGNS).split()).strip(' ;"')
    if offset := _OFFSET.fullmatch(name):
        return _at(offset)
    shown = _DISPLAYED.fullmatch(name)
    if shown and not any(_spelt(name)):
        return _displayed(shown[1] or "+0", shown[2])
    return next(map(ZoneInfo, _candidates(name)), None)


def _spelt(name: str) -> Iterator[str]:
    """Yield the zones of a name, without what marks a copy, and of the last parts of a path."""
    name = name.lower()
    parts = [part.strip().replace(" ", "_") for part in name.split("/") if part.strip()]
    spellings = [name, name.strip("()"), _COPY.sub("", name), name.replace("daylight", "standard")]
    for one in (*spellings, *("/".join(parts[-count:]) for count in (3, 2, 1))):
        if zone := _PLACES.get(one) or _iana().get(one) or _windows().get(one):
            yield zone


@cache
def _iana() -> Mapping[str, str]:
    return {name.lower(): name for name in sorted(available_timezones())}


@cache
def _windows() -> Mapping[str, str]:
    return {name.lower(): zone for name, zone in win_tz.items()}


def _at(offset: re.Match[str]) -> tzinfo | None:
    """Return the zone of an offset. In a calendar ``GMT+0300`` is east of Greenwich, as people write it."""
    delta = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    if delta >= timedelta(hours=24):
        return None
    return timezone(-delta if offset[1] == "-" else delta)


def _displayed(offset: str, words: str) -> tzinfo | None:
    """Return the zone of a name that Windows shows, such as ``(UTC+01:00) Amsterdam, Berlin``.

    It is the place that has the offset in winter or summer, else one that is an hour from it, because
    countries change theirs; if there is none, it is the offset.
    """
    found = _OFFSET.fullmatch(offset)
    fixed = _at(found) if found else None
    if fixed is None:
        return None
    apart = [
        (abs(moment.replace(tzinfo=ZoneInfo(name)) - moment.replace(tzinfo=fixed)), name)
        for name in _candidates(words)
        for moment in (_WINTER, _SUMMER)
    ]
    for most in (timedelta(0), timedelta(hours=1)):
        for difference, name in apart:
            if difference <= most:
                return ZoneInfo(name)
    return fixed


def _candidates(words: str) -> Iterator[str]:
    """Yield the zones that words may mean: a name, a Windows name with the same first words, or cities."""
    yield from _spelt(words)
    region = words.lower().partition(" time")[0]
    for one in (region, _OF_ISLANDS.sub("", region)):
        yield from _spelt(f"{one} standard time")
    cities = [city.strip().replace(" ", "_") for city in re.split("[,/:]", words.lower())]
    yield from (zone for city in cities for key, zone in _iana().items() if key.rpartition("/")[2] == city)

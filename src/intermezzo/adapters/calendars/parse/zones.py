"""Find the time zone that a calendar means by a name."""

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache, partial
from itertools import chain
from zoneinfo import ZoneInfo, available_timezones

from intermezzo.adapters.calendars.parse.lines import Properties, first, properties
from intermezzo.adapters.calendars.parse.values import moment, offset_of
from intermezzo.adapters.system.time_zones import zone_named

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
_IANA = re.compile(r"[A-Z][\w+-]*(?:/[A-Z][\w+-]*){1,2}", re.ASCII)
_COPY = re.compile(r"\s+(?:\d+|\([^()]*\))\Z")
_OF_ISLANDS = re.compile(r" (?:islands?|and .*)\Z")
_UNTIL = re.compile(r"UNTIL=(\d{8}T\d{6})Z")
_NAMES = ("X-LIC-LOCATION", "TZID")
_SIGNS = str.maketrans({"−": "-", "–": "-", "±": "+", "\\": ""})
_PLACES = {
    "baja california": "America/Tijuana",
    "indiana (east)": "America/Indianapolis",
    "coordinated universal time": "UTC",
    "utc0": "UTC",
    "z": "UTC",
    "eastern european standard time": "EET",
    "western european standard time": "WET",
    "british standard time": "Europe/London",
    "japan standard time": "Asia/Tokyo",
    "australian eastern standard time": "Australia/Sydney",
    "kamchatka standard time": "Asia/Kamchatka",
    "mid-atlantic standard time": "Etc/GMT+2",
}
"""Names that Windows shows or once had, names of Unicode's CLDR, and that of UTC in times."""
_SUMMER_TIME = re.compile("daylight|summer")
_WINTER, _SUMMER = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)


class Zones(dict[str, tzinfo | None]):
    """The zones of one VCALENDAR by the names that it uses; None for a name that means nothing."""

    def __init__(self, definitions: Sequence[tuple[str, bytes]]) -> None:
        """``definitions`` are names and texts of the calendar's own VTIMEZONEs.

        Of several with one name, the last that can be read counts.
        """
        super().__init__()
        self._definitions = [(_key(name), text) for name, text in reversed(definitions)]

    def __missing__(self, name: str) -> tzinfo | None:
        key = _key(name)
        texts = (text for one, text in self._definitions if one == key)
        found = next(filter(None, map(_defined, texts)), None) or named(name)
        self[name] = found
        return found


def definition(text: bytes) -> tuple[str, bytes]:
    """Return the name that a VTIMEZONE defines, and its text."""
    name = first(properties(text), "TZID")
    return (name.value.strip('"').strip() if name else ""), text


def _key(name: str) -> str:
    """Return what is compared of a name: some programs escape it, or write it in other letters."""
    return " ".join(name.replace("\\", "").casefold().split()).strip(' "')


@cache
def _defined(text: bytes) -> tzinfo | None:
    """Return the zone of a VTIMEZONE; if it is faulty or an excerpt, that of the place it names, or None."""
    head, *parts = _PART.split(text)
    known = properties(head)
    place, name = (named(one.value) if one else None for one in map(partial(first, known), _NAMES))
    try:
        observances = [
            [*_observance(kind.decode().upper(), body)]
            for kind, body in zip(parts[::2], parts[1::2], strict=True)
        ]
        lines = ["BEGIN:VTIMEZONE", "TZID:own", *chain.from_iterable(observances), "END:VTIMEZONE"]
        from dateutil.tz import tzical

        zone: tzinfo | None = tzical(io.StringIO("\n".join(lines))).get()
        if zone and not any(map(_ENDLESS.search, lines)):
            for at in (_WINTER, _SUMMER):
                at.astimezone(zone)
            return next((one for one in (name, place) if one and _is_excerpt(observances, one)), zone)
    except (ValueError, OverflowError, TypeError, AttributeError):
        pass  # the place may still be known
    return place


def _is_excerpt(observances: Sequence[Sequence[str]], zone: tzinfo) -> bool:
    """Return whether a definition has only some changes of a zone, and none that contradicts it.

    Programs write those near an event, with no rule for later years; a series goes on.
    """
    if any(line.startswith("RRULE:") and "UNTIL=" not in line for one in observances for line in one):
        return False
    changes = [change for one in observances for change in _changes(one)]
    return bool(changes) and all(at.astimezone(zone).utcoffset() == after for at, after in changes)


def _changes(observance: Sequence[str]) -> Iterator[tuple[datetime, timedelta]]:
    """Yield each change of an observance since 1970 in UTC, with the offset after it."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    for line in observance:
        name, _colon, value = line.partition(":")
        values[name] += value.split(",")
    before, after = (offset_of(values[name][0]) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
    if before == after:
        return
    for value in (*values["DTSTART"], *values["RDATE"]):
        at = moment(value, UTC)
        if isinstance(at, datetime) and at.year >= 1970:
            yield at - before, after


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
            value = one.value.upper().replace(" ", "").rstrip(";")
            yield f"{name}:{_UNTIL.sub(partial(_local, known), value)}"
    yield f"END:{kind}"


def _offset(text: str) -> str:
    """Return an offset such as ``+01:00`` or ``1`` as dateutil reads it. Raise ValueError."""
    found = _OFFSET_TO.fullmatch(text)
    if found is None:
        raise ValueError(text)
    sign, hours, minutes, seconds = found.groups("")
    return f"{sign or '+'}{hours:0>2}{minutes or '00'}{seconds}"


def _local(known: Properties, until: re.Match[str]) -> str:
    """Return an UNTIL in the time before the change; dateutil takes it so, and ignores that it is in UTC."""
    offset = first(known, "TZOFFSETFROM") or first(known, "TZOFFSETTO")
    at = moment(until[1], UTC)
    return f"UNTIL={at + offset_of(_offset(offset.value)):%Y%m%dT%H%M%S}" if offset else until[0]


@cache
def named(name: str) -> tzinfo | None:
    """Return the zone of a name of IANA (in any case) or Windows, or of an offset; None if it is none."""
    name = " ".join(re.sub("%2F", "/", name.translate(_SIGNS), flags=re.IGNORECASE).split()).strip(' ;"')
    if offset := _OFFSET.fullmatch(name):
        return _at(offset)
    shown = _DISPLAYED.fullmatch(name)
    if shown and not any(_spelt(name)):
        return _displayed(shown[1] or "+0", shown[2])
    # Most are; to list all names takes a fifth of the time of this process.
    known = zone_named(name) if _IANA.fullmatch(name) else None
    return known or next(map(ZoneInfo, _candidates(name)), None)


def _spelt(name: str) -> Iterator[str]:
    """Yield the zones of a name, without what marks a copy, and of the last parts of a path."""
    name = name.lower()
    parts = [part.strip().replace(" ", "_") for part in name.split("/") if part.strip()]
    spellings = [name, name.strip("()"), _COPY.sub("", name), _SUMMER_TIME.sub("standard", name)]
    spellings += [name.replace(mark, "/", 1) for mark in "-_"]
    for one in (*spellings, *("/".join(parts[-count:]) for count in (3, 2, 1))):
        if zone := _PLACES.get(one) or _iana().get(one) or _windows().get(one):
            yield zone


@cache
def _iana() -> Mapping[str, str]:
    return {name.lower(): name for name in sorted(available_timezones())}


@cache
def _windows() -> Mapping[str, str]:
    from tzlocal.windows_tz import win_tz

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

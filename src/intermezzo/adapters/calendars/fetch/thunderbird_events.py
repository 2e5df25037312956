"""The rows of one calendar in a store of Thunderbird, as lines of iCalendar (schema version 23).

Times are microseconds since 1970 in UTC, with the name of a zone, a whole VTIMEZONE, or ``floating``.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache

from intermezzo.adapters.calendars.fetch.documents import escaped
from intermezzo.adapters.system.time_zones import zone_named

_ALL_DAY, _REPEATS, _RECURRENCE_ID_IS_DAY = 8, 16 | 32, 512
"""CAL_ITEM_FLAG of calStorageHelpers: EVENT_ALLDAY; HAS_RECURRENCE, HAS_EXCEPTIONS; RECURRENCE_ID_ALLDAY."""
_DELETED = 4
"""OFFLINE_FLAG_DELETED_RECORD of calIChangeLog: deleted here, and not yet on the server."""
_EVENTS = """
    SELECT id, title, flags, ical_status, privacy, event_start, event_start_tz, event_end, event_end_tz,
        event_stamp, last_modified, recurrence_id, recurrence_id_tz
    FROM cal_events
    WHERE cal_id = :calendar AND coalesce(offline_journal, 0) != :deleted AND (
        flags & :repeats OR recurrence_id IS NOT NULL
        OR (event_start < :end AND coalesce(event_end, event_start) >= :start))
    ORDER BY id, recurrence_id
"""
_PROPERTIES = (
    "TRANSP",
    "SEQUENCE",
    "X-MICROSOFT-CDO-ALLDAYEVENT",
    "X-MICROSOFT-CDO-BUSYSTATUS",
    "X-MICROSOFT-CDO-INTENDEDSTATUS",
    "URL",
    "LOCATION",
    "DESCRIPTION",
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
)
"""Properties that bear on busy time, or may have the address of the meeting."""
_OWN_ZONE = "BEGIN:VTIMEZONE"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)

_EventKey = tuple[str, int | None]
"""The id of an event, and which instance of it."""


def lines(database: sqlite3.Connection, calendar: str, start: str, end: str) -> list[str]:
    """Return the events of a window, every series and every exception; all events without a window.

    Raise sqlite3.Error for a store that has no such tables.
    """
    database.row_factory = sqlite3.Row
    window = {"start": -(2**62), "end": 2**62}
    if start and end:
        # Whole days and times without a zone are kept as if they were in UTC.
        window = {
            "start": _microseconds(datetime.fromisoformat(start) - _DAY),
            "end": _microseconds(datetime.fromisoformat(end) + _DAY),
        }
    events = database.execute(
        _EVENTS, {"calendar": calendar, "deleted": _DELETED, "repeats": _REPEATS, **window}
    ).fetchall()
    more: defaultdict[_EventKey, list[str]] = defaultdict(list)
    for key, line in _more_lines(database, calendar):
        more[key].append(line)
    found = [line for row in events for line in _event(row, more[row["id"], row["recurrence_id"]])]
    named = {
        row[name] or "" for row in events for name in ("event_start_tz", "event_end_tz", "recurrence_id_tz")
    }
    zones = sorted(text.rstrip("\r\n") for text in named if text.startswith(_OWN_ZONE) and _zone(text))
    return [*zones, *found]


def _more_lines(database: sqlite3.Connection, calendar: str) -> Iterator[tuple[_EventKey, str]]:
    """Yield the further lines of each event: rules, people and properties."""
    for item, text in database.execute(
        "SELECT item_id, icalString FROM cal_recurrence WHERE cal_id = ?", (calendar,)
    ):
        yield (item, None), text.rstrip("\r\n")
    for item, instance, text in database.execute(
        "SELECT item_id, recurrence_id, icalString FROM cal_attendees WHERE cal_id = ?", (calendar,)
    ):
        yield (item, instance), text.rstrip("\r\n")
    for item, instance, key, value in database.execute(
        "SELECT item_id, recurrence_id, key, value FROM cal_properties WHERE cal_id = ?", (calendar,)
    ):
        if key in _PROPERTIES:
            yield (item, instance), f"{key}:{escaped(value)}"


def _event(row: sqlite3.Row, more: Sequence[str]) -> Iterator[str]:
    flags, instance = row["flags"] or 0, row["recurrence_id"]
    all_day = bool(flags & _ALL_DAY)
    # One event is exact in UTC; a series keeps its time of day when the clock changes.
    series = bool(flags & _REPEATS) or instance is not None
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(row['id'])}"
    yield _time("DTSTAMP", row["event_stamp"] or 0, "UTC", series=False)
    yield _time("DTSTART", row["event_start"], row["event_start_tz"], series=series, day=all_day)
    if row["event_end"] is not None:
        yield _time("DTEND", row["event_end"], row["event_end_tz"], series=series, day=all_day)
    if instance is not None:
        day = bool(flags & _RECURRENCE_ID_IS_DAY)
        yield _time("RECURRENCE-ID", instance, row["recurrence_id_tz"], series=True, day=day)
    if row["last_modified"] is not None:
        yield _time("LAST-MODIFIED", row["last_modified"], "UTC", series=False)
    words = {"SUMMARY": row["title"], "STATUS": row["ical_status"], "CLASS": row["privacy"]}
    yield from (f"{name}:{escaped(word)}" for name, word in words.items() if word)
    yield from more
    yield "END:VEVENT"


def _time(name: str, microseconds: int | None, zone: str | None, *, series: bool, day: bool = False) -> str:
    """Return the line of a time. A time that there cannot be is left to whoever reads it, and tells of it."""
    try:
        moment = _EPOCH + timedelta(microseconds=microseconds or 0)
    except OverflowError:
        return f"{name}:{microseconds}"
    floating = not zone or zone == "floating"
    if day:
        return f"{name};VALUE=DATE:{moment:%Y%m%d}"
    if floating:
        return f"{name}:{moment:%Y%m%dT%H%M%S}"
    known = _zone(zone or "") if series else None
    if known is None:
        return f"{name}:{moment:%Y%m%dT%H%M%SZ}"
    key, info = known
    return f'{name};TZID="{key}":{moment.astimezone(info):%Y%m%dT%H%M%S}'


@cache
def _zone(text: str) -> tuple[str, tzinfo] | None:
    """Return the name of a zone and the zone; None for UTC, and for a name that is unknown here."""
    if text.startswith(_OWN_ZONE):
        from intermezzo.adapters.calendars.parse.zones import Zones, definition

        name, lines = definition(text.replace("\r\n", "\n").encode())
        zone = Zones([(name, lines)])[name]
        return (name, zone) if zone is not None else None
    known = None if text == "UTC" else zone_named(text)
    return None if known is None else (text, known)


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)

"""One row from outside, a database or a file, as an Event: or why it cannot be read. Pure, no I/O.

The database's own constraints do not hold for a damaged file, nor for one that was made elsewhere.
"""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.practice.model import Kind

LONGEST_TEXT: Final = 200
"""Characters of a session, a device, the key of a fact."""
LARGEST_DETAIL: Final = 16 << 10
"""Bytes of a detail, and of the value of a fact."""
DEEPEST_DETAIL: Final = 8
"""Objects and lists within one another."""
LONGEST_SECONDS: Final = 366 * 86400.0
FIRST_YEAR, LAST_YEAR = 1970, 2999


class Flaw(StrEnum):
    """Why a row cannot be read. The closed list; ``presenters.messages`` has the words of each."""

    ROW = "row.row"
    """It is not an object, has a key twice, or does not fit into a table of its revision."""
    TEXT = "row.text"
    """A text is missing, of another type, not UTF-8, or too long."""
    ID = "row.id"
    KIND = "row.kind"
    AT = "row.at"
    OFFSET = "row.offset"
    DAY = "row.day"
    SECONDS = "row.seconds"
    REASON = "row.reason"
    DETAIL = "row.detail"
    """Not a JSON object, or a value in it has the wrong type."""
    SIZE = "row.size"
    """The detail is too large or nested too deeply."""


class _UnreadableError(Exception):
    """A value cannot be read."""

    def __init__(self, flaw: Flaw) -> None:
        self.flaw = flaw
        super().__init__(flaw)


_Minutes = Annotated[float, Meta(ge=0, le=7 * 1440)]
_Count = Annotated[int, Meta(ge=0, le=10_000)]
_Seconds = Annotated[float, Meta(ge=0, le=LONGEST_SECONDS)]
_Name = Annotated[str, Meta(max_length=LONGEST_TEXT)]
_Moment = Annotated[datetime, Meta(tz=True)]
_Uuid = Annotated[str, Meta(pattern=r"\A[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")]
_Offset = Annotated[int, Meta(gt=-86_400, lt=86_400)]
"""Seconds east of UTC; ``timezone`` takes less than a day."""


_Kilograms = Annotated[float, Meta(ge=0, le=1000)]


class _Room(msgspec.Struct):
    interlude: _Count = 0
    micro: _Count = 0


class _Grade(msgspec.Struct):
    range: Annotated[int, Meta(ge=1, le=3)] = 3
    hold: _Count = 0
    reps: Annotated[int, Meta(ge=-100, le=100)] = 0
    load_kg: _Kilograms | None = None
    band: Annotated[int, Meta(ge=0, le=1)] = 0


class RowDetail(msgspec.Struct, rename={"for_": "for", "in_": "in", "from_": "from"}):
    """The keys of every kind of row (see ``core.history.events``); others are kept and ignored."""

    v: Annotated[int, Meta(ge=1, le=1_000_000)] = 1
    kind: Kind | None = None
    for_: Kind | None = None
    covers: Kind | None = None
    room: _Room | None = None
    work: _Minutes | None = None
    busy: _Minutes | None = None
    longest: _Minutes | None = None
    off: bool | None = None
    gentle: bool | None = None
    owed: _Count | None = None
    left: _Count | None = None
    where: _Name | None = None
    slot: _Moment | None = None
    since: _Moment | None = None
    until: _Moment | None = None
    hour: _Name | None = None
    movement: _Name | None = None
    regions: list[_Name] | None = None
    reps: _Count | None = None
    side: _Count | None = None
    seconds: _Seconds | None = None
    eased: bool | None = None
    plan: _Name | None = None
    exercise: _Name | None = None
    set: _Count | None = None
    sets: _Count | None = None
    load: _Name | None = None
    whole: _Seconds | None = None
    felt: Annotated[float, Meta(ge=0, le=1)] | None = None
    why: _Name | None = None
    effort: _Name | None = None
    range: Annotated[int, Meta(ge=1, le=3)] | None = None
    hold: _Seconds | None = None
    load_kg: _Kilograms | None = None
    band: Annotated[int, Meta(ge=0, le=1)] | None = None
    from_: _Grade | None = None
    to: _Grade | None = None
    level: Annotated[int, Meta(ge=0, le=5)] | None = None
    rule: _Name | None = None
    said: _Name | None = None
    item: _Name | None = None
    text: _Name | None = None
    context: _Name | None = None
    kept: bool | None = None
    in_: bool | None = None
    by: _Name | None = None
    id: _Name | None = None


class _CheckedRow(msgspec.Struct, array_like=True, gc=False):
    """The columns of a row, less its time and its detail, in the order in which they are checked."""

    id: _Uuid
    kind: EventKind
    offset: _Offset
    day: date
    occurrence: _Uuid | None
    session: _Name | None
    seconds: _Seconds | None
    reason: Reason | None
    device: _Name


_FLAWS: Final = (
    Flaw.ID, Flaw.KIND, Flaw.OFFSET, Flaw.DAY, Flaw.ID, Flaw.TEXT, Flaw.SECONDS, Flaw.REASON, Flaw.TEXT,
)  # fmt: skip
"""What is told of each of these columns."""
_STORED_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}", re.ASCII)


def stored(row: Mapping[str, object]) -> Event | Flaw:
    """Return the event of the raw values of one row of a database, by column.

    Text that is not UTF-8 may be given as bytes or with surrogates (``decode``).
    """
    try:
        return _event(row, _stored_time(row.get("at")), _parsed(row.get("detail")))
    except _UnreadableError as error:
        return error.flaw


def exported(row: Mapping[str, object]) -> Event | Flaw:
    """Return the event of one row of a JSON export: ``at`` has an offset, ``detail`` is an object."""
    try:
        return _event(row, _exported_time(row.get("at")), _detail(row.get("detail")))
    except _UnreadableError as error:
        return error.flaw


def fact(key: object, value: object) -> tuple[str, str] | Flaw:
    """Return the key and the value of one row of the facts, both text."""
    try:
        return _text(key), _text(value, LARGEST_DETAIL)
    except _UnreadableError as error:
        return error.flaw


def decode(content: bytes) -> str:
    """Return the text of a column; what is not UTF-8 becomes surrogates. For ``sqlite3``'s text_factory."""
    return content.decode(errors="surrogateescape")


def _event(row: Mapping[str, object], at: datetime, detail: dict[str, Any]) -> Event:
    number = row.get("number")
    values = [row.get(name) for name in _CheckedRow.__struct_fields__]
    try:
        found = msgspec.convert(values, _CheckedRow)
        for one in (found.day, found.session, found.device):
            _check(one)
    except ValueError as error:  # of msgspec too
        raise _UnreadableError(_flaw_of(values)) from error
    number = number if isinstance(number, int) else 0
    return Event(at=at, detail=detail, number=number, **msgspec.structs.asdict(found))


def _flaw_of(values: Sequence[object]) -> Flaw:
    """Return the flaw of the first value that cannot be read."""
    for value, column, flaw in zip(values, msgspec.structs.fields(_CheckedRow), _FLAWS, strict=True):
        try:
            _check(msgspec.convert(value, column.type))
        except ValueError:
            return flaw
    return Flaw.ROW


def _check(value: object) -> None:
    """Raise ValueError for what msgspec takes: text that is not UTF-8, and a year that cannot be."""
    if isinstance(value, str):
        value.encode()
    elif isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(value)


def _text(value: object, longest: int = LONGEST_TEXT) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise _UnreadableError(Flaw.TEXT)
    try:
        _check(value)
    except ValueError as error:
        raise _UnreadableError(Flaw.TEXT) from error
    return value


def _stored_time(value: object) -> datetime:
    """Return the time of the database's own form, which is UTC and sorts as text."""
    if not isinstance(value, str) or not _STORED_TIME.fullmatch(value):
        raise _UnreadableError(Flaw.AT)
    try:
        at = datetime.fromisoformat(value).replace(tzinfo=UTC)
        _check(at)
    except ValueError as error:
        raise _UnreadableError(Flaw.AT) from error
    return at


def _exported_time(value: object) -> datetime:
    try:
        at = msgspec.convert(value, _Moment).astimezone(UTC)
        _check(at)
    except (ValueError, OverflowError) as error:  # of msgspec too, and for half of a surrogate pair
        raise _UnreadableError(Flaw.AT) from error
    return at


def _parsed(value: object) -> dict[str, Any]:
    """Return the object of a JSON text."""
    text = value if isinstance(value, str) else ""
    if len(text) > LARGEST_DETAIL:
        raise _UnreadableError(Flaw.SIZE)
    try:
        return _detail(msgspec.json.decode(text))
    except RecursionError as error:
        raise _UnreadableError(Flaw.SIZE) from error
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise _UnreadableError(Flaw.DETAIL) from error


def _detail(value: object) -> dict[str, Any]:
    """Return the object if its size, its nesting and its known keys are right."""
    if not isinstance(value, dict):
        raise _UnreadableError(Flaw.DETAIL)
    _measure(value)
    try:
        if len(msgspec.json.encode(value)) > LARGEST_DETAIL:
            raise _UnreadableError(Flaw.SIZE)
        msgspec.convert(value, RowDetail)
    except (TypeError, ValueError, OverflowError) as error:  # of msgspec too; also a text with surrogates
        raise _UnreadableError(Flaw.DETAIL) from error
    return value


def _measure(value: Mapping[str, object] | Sequence[object], depth: int = 1) -> None:
    """Raise _UnreadableError if it is nested too deeply, or a number in it is none that JSON has."""
    if depth > DEEPEST_DETAIL:
        raise _UnreadableError(Flaw.SIZE)
    for one in value.values() if isinstance(value, Mapping) else value:
        if isinstance(one, float):
            if not math.isfinite(one):
                raise _UnreadableError(Flaw.DETAIL)
        elif isinstance(one, dict | list):
            _measure(one, depth + 1)


# -- the usual row -------------------------------------------------------------------------------------

_SHORT: Final = LARGEST_DETAIL // 8
"""Characters of a detail that is never too large: written anew, 1e15 is four times as long."""
_AT: Final = len("2026-11-16 09:01:00.000000")


class _PlainRow(msgspec.Struct, array_like=True, forbid_unknown_fields=True, gc=False):
    """The number of a row and its columns, in the order of the table."""

    number: int
    id: _Uuid
    occurrence: _Uuid | None
    kind: EventKind
    at: Annotated[str, Meta(min_length=_AT, max_length=_AT)]
    offset: _Offset
    day: date
    session: _Name | None
    seconds: _Seconds | None
    reason: Reason | None
    device: _Name
    detail: Annotated[str, Meta(max_length=_SHORT)]


_object = msgspec.json.Decoder(dict[str, Any]).decode


def plain(values: Sequence[object]) -> Event | None:
    """Return the event of the number and the raw columns of a row, None if the row is not plain.

    A plain row is one that ``stored`` would read, with the same values, read in half of the time; a test
    compares the two.
    """
    try:
        row = msgspec.convert(values, _PlainRow)
        at = msgspec.convert(row.at + "Z", datetime)
        detail = _object(row.detail)
        msgspec.convert(detail, RowDetail)
    except ValueError:  # of msgspec too
        return None
    text = row.detail
    if not (
        row.at[10] == " "
        and FIRST_YEAR <= at.year <= LAST_YEAR
        and FIRST_YEAR <= row.day.year <= LAST_YEAR
        and (row.session is None or row.session.isascii())
        and row.device.isascii()
        and text.count("{") + text.count("[") <= DEEPEST_DETAIL
    ):
        return None
    return Event(
        id=row.id,
        kind=row.kind,
        at=at,
        offset=row.offset,
        day=row.day,
        occurrence=row.occurrence,
        session=row.session,
        seconds=row.seconds,
        reason=row.reason,
        device=row.device,
        detail=detail,
        number=row.number,
    )

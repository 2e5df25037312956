"""The usual row of the database, read by msgspec in one step. Pure, no I/O.

``rows`` is the check: it says what is wrong with a row, and reads those that are unusual but right. A plain
row is one that it would read, with the same values, read in a third of the time; a test compares the two.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from intermezzo.adapters.store.rows import (
    DEEPEST_DETAIL,
    FIRST_YEAR,
    LARGEST_DETAIL,
    LAST_YEAR,
    LONGEST_SECONDS,
    LONGEST_TEXT,
    RowDetail,
)
from intermezzo.core.history.events import Event, EventKind, Reason

_DAY: Final = 86_400
_SHORT: Final = LARGEST_DETAIL // 8
"""Characters of a detail that is never too large: written anew, 1e15 is four times as long."""
_AT: Final = len("2026-11-16 09:01:00.000000")

_Text = Annotated[str, Meta(max_length=LONGEST_TEXT)]


class _PlainRow(msgspec.Struct, array_like=True, forbid_unknown_fields=True, gc=False):
    """The number of a row and its columns, in the order of the table."""

    number: int
    id: str
    occurrence: str | None
    kind: EventKind
    at: Annotated[str, Meta(min_length=_AT, max_length=_AT)]
    offset: Annotated[int, Meta(gt=-_DAY, lt=_DAY)]
    day: date
    session: _Text | None
    seconds: Annotated[float, Meta(ge=0, le=LONGEST_SECONDS)] | None
    reason: Reason | None
    device: _Text
    detail: Annotated[str, Meta(max_length=_SHORT)]


_uuid = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII).fullmatch
_object = msgspec.json.Decoder(dict[str, Any]).decode


def plain(values: Sequence[object]) -> Event | None:
    """Return the event of the number and the raw columns of a row, None if the row is not plain."""
    try:
        row = msgspec.convert(values, _PlainRow)
        at = msgspec.convert(row.at + "Z", datetime)
        detail = _object(row.detail)
        msgspec.convert(detail, RowDetail)
    except ValueError:  # of msgspec too
        return None
    text = row.detail
    if not (
        _uuid(row.id)
        and (row.occurrence is None or _uuid(row.occurrence))
        and row.at[10] == " "
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

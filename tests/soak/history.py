"""A history before the first day of a soak."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

from intermezzo.adapters.store import Store
from intermezzo.core.history.events import LASTING, Event, EventKind, Json
from tests.app.conftest import House

DAYS = 365
"""A year: more than the 2 MB that SQLite keeps of it. The week shows twelve weeks, the engine holds four."""


def lay(house: House, day: date, first: date) -> None:
    """Write the rows of ``day`` on each day before ``first``, by another connection; the app reads them.

    ``day`` is a whole one: from then on as many rows leave the memory each day as come, and as many pages
    leave SQLite's cache. What grows is not the history.
    """
    paths = house.context.paths
    model = [one for one in house.engine.state.events if one.day == day and one.kind in _COPIED]
    store = Store.open(paths.database, paths.backups).store
    for number in range((day - first).days + 1, DAYS):
        store.append(_moved(model, timedelta(days=number)))
    store.close()
    read: list[object] = []
    house.day.reload(lambda _screening: read.append(True))
    house.until(lambda: read)


_COPIED = frozenset(EventKind) - {*LASTING, EventKind.RETRACTED}
"""Not what lasts, nor what names another row."""


def _moved(rows: list[Event], back: timedelta) -> list[Event]:
    """Return copies of the rows, so much earlier."""
    names = {one.occurrence: str(uuid4()) for one in rows if one.occurrence is not None}
    return [
        replace(
            one, id=str(uuid4()), at=one.at - back, day=one.day - back,
            occurrence=names.get(one.occurrence or ""),
            detail={key: _earlier(value, back) for key, value in one.detail.items()},
        )
        for one in rows
    ]  # fmt: skip


def _earlier(value: Json, back: timedelta) -> Json:
    """Return a time that much earlier, and anything else as it is."""
    if not isinstance(value, str):
        return value
    try:
        return (datetime.fromisoformat(value) - back).isoformat()
    except ValueError:
        return value

"""A home with the same rare word in everything that ``forget`` must delete."""

import shutil
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from intermezzo.adapters.store import Aside, Store
from intermezzo.adapters.system.paths import Paths
from intermezzo.core.history.events import Event, EventKind

OLD, NEW = b"canary-8f3a", b"wren-5c1d"
FIRST, LAST = date(2026, 10, 1), date(2026, 11, 20)
BETWEEN = date(2026, 11, 1)


def row(word: bytes, day: date, kind: EventKind = EventKind.COMPLETED) -> Event:
    """Return a row with the word in its session and its detail."""
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    text = word.decode()
    return Event(
        str(uuid4()), kind, at, 0, day, occurrence=str(uuid4()), session=text, device="canary",
        detail={"v": 1, "note": text, "title": text * 40},
    )  # fmt: skip


def lay_out(paths: Paths) -> None:
    """Write old rows with ``OLD`` and later ones with ``NEW``, and every kind of file with ``OLD``."""
    store = Store.open(paths.database, paths.backups).store
    store.append([row(OLD, FIRST + timedelta(days=n), kind) for n, kind in enumerate(
        [EventKind.COMPLETED, EventKind.FEEDBACK] * 5)])  # fmt: skip
    store.append([row(NEW, LAST - timedelta(days=n)) for n in range(10)])
    store.set_fact("screening", '{"shown": true, "answer": "none", "date": "2026-10-01"}')
    store.backup(FIRST)
    store.close()
    _copies(paths)
    Aside(paths.spare).keep([row(OLD, FIRST), row(NEW, LAST)])
    Aside(paths.spare[1:]).keep([row(OLD, FIRST)])
    for path in _texts(paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x " + OLD + b"\n")
    (paths.backups / ".part-99999999-folder").mkdir()
    (paths.backups / ".part-99999999-folder" / "whole.sqlite").write_bytes(OLD)


def _copies(paths: Paths) -> None:
    """Copy the database to each name that a copy may have."""
    for path in (
        paths.database.with_name("intermezzo.sqlite3.damaged-1"), paths.backups / "before-restore-1.sqlite",
        paths.backups / ".part-killed.sqlite", paths.database.with_name(".part-99999999-x.sqlite"),
    ):  # fmt: skip
        shutil.copyfile(paths.database, path)


def _texts(paths: Paths) -> Sequence[Path]:
    log, home = paths.log, paths.database.parent
    return (
        log, log.with_name("intermezzo.log.1"), log.with_name("intermezzo.log.4"), log.with_suffix(".crash"),
        paths.calendars / "work.json", home / "settings.toml.corrupt-1", home / "unwritten-7.json",
        paths.calendars / ".part-99999999-y", paths.plans / ".part-99999999-z",
    )  # fmt: skip

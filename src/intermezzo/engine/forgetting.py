"""Delete what is remembered of the user, wherever it is kept; also what a killed process left half-done."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from intermezzo.adapters import settings_file
from intermezzo.adapters.calendars import kept
from intermezzo.adapters.store import OpenedStore, Store, unwritten
from intermezzo.adapters.system import logs, partial_files, private_files
from intermezzo.adapters.system.paths import Paths
from intermezzo.core.faults import Fault


def open_store(paths: Paths) -> OpenedStore:
    """Open the store, after the leftovers of killed processes and old permissions are mended. Raise Fault."""
    private_files.mend(paths)
    partial_files.sweep(*_folders(paths))
    return Store.open(paths.database, paths.backups)


def forget(paths: Paths, store: Store, before: date | None) -> int:
    """Delete the rows of the days before ``before``, or all of them; return how many. Raise Fault.

    Backups, logs, kept answers of calendars, set-aside files and partial copies are deleted whole, whatever
    their age, because their content is not sorted by day. What the user has written (settings, sessions,
    prescriptions) stays.
    """
    store.must_be_writable()
    try:
        if before is not None:
            unwritten.take_in(paths.spare, store.append)
        unwritten.forget(paths.spare)
        logs.forget(paths.log)
        kept.forget(paths.calendars, ())
        settings_file.forget_set_aside(paths.settings)
        partial_files.sweep(*_folders(paths), everything=True)
    except OSError as error:
        raise Fault("store.os_error", path=error.filename, what=error.strerror or error) from error
    return store.forget(before)


def _folders(paths: Paths) -> Iterator[Path]:
    """Yield every folder that the program writes to."""
    yield from (paths.settings.resolve().parent, paths.database.parent, paths.backups, paths.calendars)
    yield from (paths.log.parent, *paths.spare, *partial_files.temporary_folders())
    for own in (paths.sessions, paths.plans):
        yield from (own, *own.glob("*/"))

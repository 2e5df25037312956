"""The event table: append rows, read days and weeks. Use it from the thread that opened it."""

import io
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, TextIO

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from intermezzo.adapters.store import (
    backups,
    imports,
    incoming,
    mending,
    opening,
    queries,
    recovery,
    schema,
    transfer,
)
from intermezzo.adapters.store.errors import translate_errors
from intermezzo.adapters.store.incoming import Taken
from intermezzo.adapters.store.mending import Mended
from intermezzo.adapters.store.recovery import Loss
from intermezzo.adapters.system import atomic_file, partial_files
from intermezzo.adapters.system.output_file import OutputFile
from intermezzo.core.faults import Fault, Message
from intermezzo.core.history import tallies
from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.history.statistics import DayTally, Gap
from intermezzo.core.history.tallies import Sums

PATIENCE = 5.0
"""Seconds to wait for another process that holds the write lock."""
IMPATIENCE = 0.2
"""Seconds to wait for one that has held it all that time: rows that wait are kept elsewhere meanwhile."""

_ONE_DAY = timedelta(days=1)
_ALL = "all"
"""The content of the marker that every row is deleted. An empty file, which may be damaged, is none."""
_INSERT = insert(schema.event).on_conflict_do_nothing(index_elements=[schema.event.c.id])


class Store:
    """One SQLite file. Every method raises Fault for an outside fault and then has changed nothing."""

    def __init__(self, path: Path, folder: Path, ready: opening.Ready, patience: float) -> None:
        self._path = path
        self._folder = folder
        self._patience = patience
        self._ready = ready
        self._connection = ready.connection
        self._aside: queries.Flaws = {}

    @classmethod
    def open(
        cls, path: Path, folder: Path, *, patience: float = PATIENCE, migrations: Path = schema.MIGRATIONS
    ) -> "OpenedStore":
        """Open or create the database at ``path``; its copies are in ``folder``. ``patience`` is in seconds.

        A file that is damaged, empty or missing while copies exist is set aside and the newest sound copy
        restored. A file that cannot be written is read from a temporary copy, and ``append`` raises until
        it can. A schema behind head is migrated after a verified copy; Fault is raised for a newer one.
        """
        ready = opening.prepare(path, folder, patience=patience, migrations=migrations)
        store = cls(path, folder, ready, patience)
        try:
            store.finish_forgetting()
        except Fault as fault:
            return OpenedStore(store, (*ready.notes, fault.message))
        return OpenedStore(store, ready.notes)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._ready.copy is not None

    @property
    def unreadable(self) -> int:
        """How many rows have been left out of what was read since the opening: they cannot be read."""
        return len(self._aside)

    def close(self) -> None:
        """Close the file; its log is written back to it."""
        self._connection.close()
        if self._ready.copy is not None:
            self._ready.copy.cleanup()

    def append(self, events: Sequence[Event]) -> int:
        """Write the rows in one transaction; return how many are new: one whose id is present is skipped."""
        if not events:
            return 0
        try:
            with self._writing():
                count = self._connection.execute(
                    _INSERT, [queries.record(event) for event in events]
                ).rowcount
        except Fault as fault:
            if fault.message.code == "store.in_use":
                self._be_patient(IMPATIENCE)
            raise
        self._be_patient(self._patience)
        return count

    def events(
        self, first: date, last: date, kinds: Collection[EventKind] = tuple(EventKind)
    ) -> tuple[Event, ...]:
        """Return the rows of the local days ``first`` to ``last`` by time, without the retracted."""
        with translate_errors(self._path):
            return queries.of_days(self._connection, self._aside, first, last, frozenset(kinds))

    def recent(self, today: date, days: int) -> tuple[Event, ...]:
        """Return the rows of ``days`` local days up to ``today``, and all older ones of the kinds that last.

        Also returned is what was done and felt on later days, before the clock was set back: a movement that
        was stopped then rests now. Of the time before, the last row that says that something was done.
        """
        first = today - timedelta(days=days - 1)
        column = schema.event.c
        later = column.kind.in_((EventKind.STEP, EventKind.FEEDBACK)) & (column.day > today)
        with translate_errors(self._path):
            moved = column.id.in_(queries.last_moved(self._connection, self._aside, first))
            of_those = column.day.between(first, today), queries.older_that_lasts(first), later, moved
            return queries.read(self._connection, self._aside, queries.numbers(*of_those))

    def tallies(self, first: date, last: date) -> tuple[DayTally, ...]:
        """Return every day from ``first`` to ``last`` in order, unknown days too."""
        return tallies.of_days(self.events(first, last, tallies.TALLIED), first, last)

    def gaps(self, first: date, last: date) -> tuple[Gap, ...]:
        """Return the times of day of the offers in those days, and how many were taken."""
        return tallies.gaps(self.events(first, last + _ONE_DAY, tallies.OFFERS), last)

    def sums(self, first: date, last: date) -> Sums:
        """Return ``tallies``, ``gaps`` and the areas that were moved, of those days, by one reading."""
        return tallies.sums(self.events(first, last + _ONE_DAY, tallies.SUMMED), first, last)

    def first_day(self) -> date | None:
        """Return the first local day that has a row, or None."""
        with translate_errors(self._path):
            return queries.first_day(self._connection, self._aside)

    def fact(self, key: str) -> str | None:
        """Return a stored fact, such as the answer of the welcome, or None."""
        with translate_errors(self._path):
            return queries.fact_value(self._connection, key)

    def set_fact(self, key: str, value: str) -> None:
        """Store a fact in place of its earlier value."""
        new = insert(schema.fact).values(key=key, value=value)
        with self._writing():
            self._connection.execute(new.on_conflict_do_update(index_elements=["key"], set_={"value": value}))

    def backup(self, today: date) -> Path:
        """Make the nightly copy and return its path; 7 daily and 4 weekly ones are kept.

        If the copy is damaged, so is the original: the next start checks it thoroughly and repairs it.
        """
        self.must_be_writable()
        try:
            with translate_errors(self._path):
                return backups.nightly(opening.driver(self._connection), self._folder, today)
        except backups.Unsound:
            opening.suspicion(self._path).touch()
            raise

    def newest_copy(self) -> Path | None:
        """Return the newest nightly copy that is sound, or None."""
        with translate_errors(self._folder):
            return backups.newest_good(self._folder)

    def copy_to(self, target: Path) -> None:
        """Make one verified copy at ``target``."""
        with translate_errors(self._path):
            backups.write_copy(opening.driver(self._connection), target)

    def loss(self, source: Path) -> Loss:
        """Return what ``restore`` would lose by a copy. Raise Fault if it cannot be restored."""
        with translate_errors(self._path), partial_files.room(self._path.parent) as room:
            copy, _taken = incoming.take(source, room)
            present = opening.driver(self._connection).execute("SELECT id, day FROM event")
            return recovery.loss(present, copy)

    def restore(self, source: Path) -> tuple[Path, Taken]:
        """Replace the database by the readable rows of a copy.

        Return the path where the replaced one is kept, and how many rows came.
        """
        self.must_be_writable()
        with translate_errors(self._path), partial_files.room(self._path.parent) as room:
            new, taken = incoming.take(source, room)
            kept = backups.free_name(self._folder, "before-restore")
            self.copy_to(kept)
            with closing(sqlite3.connect(new)) as connection:
                backups.pour(connection, opening.driver(self._connection))
        return kept, taken

    def mend(self) -> Mended:
        """Check every row and page; keep the file and salvage what can be read if anything cannot."""
        self.must_be_writable()
        self._connection.close()
        try:
            return mending.mend(self._path, self._folder, patience=self._patience)
        finally:
            self._ready = opening.prepare(self._path, self._folder, patience=self._patience)
            self._connection = self._ready.connection
            self._aside.clear()

    def export(self, form: Literal["csv", "json"], out: OutputFile | TextIO) -> None:
        """Write every row, the retracted ones too, to a file (whole or not at all) or a stream."""
        write = transfer.write_csv if form == "csv" else transfer.write_json
        if isinstance(out, OutputFile):
            out.check(form)
        with translate_errors(self._path):
            rows = queries.read(self._connection, self._aside, everything=True)
        if isinstance(out, OutputFile):
            text = io.StringIO()
            write(rows, text)
            out.write(text.getvalue().encode(), form)
        else:
            write(rows, out)  # what it raises is of the stream, not of the database

    def merge(self, source: Path) -> Taken:
        """Add the readable rows of an export that are missing here; return how many. Raise Fault."""
        self.must_be_writable()
        found = imports.read(source)
        refused = sum(found.refused.values())
        if refused and not found.events:
            raise Fault("transfer.nothing_readable", path=source, n=refused)
        added = self.append(found.events)
        return Taken(added, len(found.events) - added, found.refused)

    def forget(self, before: date | None) -> int:
        """Delete the rows of the days before ``before``, or all of them; return how many rows.

        Freed pages are overwritten, the log is emptied, and every copy is deleted; the next nightly backup
        copies what remains. Without ``before`` the stored facts are deleted too. Once the rows are deleted,
        whatever stops the rest of it is finished by the next ``open``.
        """
        self.must_be_writable()
        begun = backups.begun(self._path)
        with translate_errors(self._path):
            self._connection.exec_driver_sql("PRAGMA secure_delete = ON")
            with ExitStack() as undo:
                with opening.writing(self._connection):
                    gone = sa.delete(schema.event)
                    if before is None:
                        self._connection.execute(sa.delete(schema.fact))
                    else:
                        gone = gone.where(queries.before(before))
                    count = self._connection.execute(gone).rowcount
                    undo.callback(self._withdraw, begun)
                    atomic_file.replace(begun, (before.isoformat() if before else _ALL).encode())
                undo.pop_all()
            self._connection.exec_driver_sql("VACUUM")
            busy = self._connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
            backups.wipe(self._path, self._folder)
            if busy:
                raise Fault("store.being_read", path=self._path)
            begun.unlink(missing_ok=True)
        return count

    def _withdraw(self, begun: Path) -> None:
        """Delete the marker of a deletion that failed, once the log holds nothing of it either.

        Where only the disk's answer to the last flush was missing, all of it stands in the log, and after a
        kill the next ``open`` would find the rows deleted and the copies there. If the log cannot be emptied
        the marker stays, and the next ``open`` finishes.
        """
        with suppress(sa.exc.DBAPIError):
            if not self._connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]:
                begun.unlink(missing_ok=True)

    def finish_forgetting(self) -> None:
        """Finish a ``forget`` that was stopped after its rows were deleted, if there is one. Raise Fault."""
        with translate_errors(self._path):
            try:
                day = backups.begun(self._path).read_text(encoding="utf-8", errors="replace")
            except FileNotFoundError:
                return
        if self.read_only:
            return
        try:
            before = None if day == _ALL else date.fromisoformat(day)
        except ValueError:  # the marker is damaged: no row that can be read goes, but every copy does
            before = date.min
        self.forget(before)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self.must_be_writable()
        with translate_errors(self._path), opening.writing(self._connection):
            yield

    def _be_patient(self, seconds: float) -> None:
        self._connection.exec_driver_sql(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

    def must_be_writable(self) -> None:
        """Raise Fault if the database cannot be written; one that could not be at first may be by now."""
        if self.read_only:
            ready = opening.prepare_writable(
                self._path, self._folder, patience=min(self._patience, IMPATIENCE)
            )
            self.close()
            self._ready, self._connection = ready, ready.connection
            self.finish_forgetting()


@dataclass(frozen=True, slots=True)
class OpenedStore:
    """An open store and what to tell the user about it."""

    store: Store
    notes: tuple[Message, ...]

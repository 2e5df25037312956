"""Work that is done to a history once: forgetting, migrating, mending; a process does it in several homes."""

import shutil
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Final

from intermezzo.adapters.store import Store, mending
from intermezzo.adapters.system.paths import Paths
from intermezzo.core.faults import Fault
from intermezzo.core.override import override
from intermezzo.engine.forgetting import forget, open_store
from tests.adapters.store.migrating import one_step_further, write_migration
from tests.kills.homes import broken, row, rows, start, write
from tests.kills.killing import places

_DAY_MINUTES: Final = 24 * 60


class Once(ABC):
    """Do it in one home after the other; a kill leaves it done in the first, and not in the last."""

    longest = 0.15
    most = 1

    def __init__(self, folder: Path, homes: int = 2) -> None:
        self._homes = homes
        self._places = places(folder / "places")
        self.place = folder
        self.model = Paths(folder / "model")
        self.make()

    @abstractmethod
    def make(self) -> None:
        """Make the home of which each process gets copies."""

    @abstractmethod
    def do(self, paths: Paths) -> None:
        """Do it."""

    @abstractmethod
    def look_at(self, paths: Paths, *, done: bool | None) -> Iterator[str]:
        """Start in a home and yield what is wrong; ``done`` is None where the process was perhaps killed."""

    def lay_out(self) -> None:
        self.place = next(self._places)
        for n in range(self._homes):
            assert self.model.home is not None
            shutil.copytree(self.model.home, self.place / str(n))

    def act(self, acknowledge: Callable[[], object]) -> None:
        for n in range(self._homes):
            self.do(Paths(self.place / str(n)))
            acknowledge()

    def look(self, acknowledged: int) -> Iterator[str]:
        for n in range(self._homes):
            done = True if n < acknowledged else False if n > acknowledged else None
            for one in self.look_at(Paths(self.place / str(n)), done=done):
                yield f"home {n}: {one}"


class Forgetting(Once):
    """Forget what was before a day: all of it, its copies too, or nothing."""

    old, new = rows(0, 150), rows(_DAY_MINUTES, _DAY_MINUTES + 50)
    before = date(2026, 11, 17)

    @override
    def make(self) -> None:
        store = Store.open(self.model.database, self.model.backups).store
        store.append([*self.old, *self.new])
        store.backup(date(2026, 11, 17))
        store.close()

    @override
    def do(self, paths: Paths) -> None:
        store = open_store(paths).store
        forget(paths, store, self.before)
        store.close()

    @override
    def look_at(self, paths: Paths, *, done: bool | None) -> Iterator[str]:
        found = start(paths)
        yield from found.wrong
        gone = list(found.events) == self.new
        if not gone and list(found.events) != [*self.old, *self.new]:
            yield f"{len(found.events)} rows"
        if done is not None and gone is not done:
            yield f"the rows are {'gone' if gone else 'there'}"
        copies = list(paths.backups.glob("*"))
        if gone and copies:
            yield f"copies are left: {copies}"
        if not gone and len(copies) != 2:
            yield f"nothing is forgotten, but of the copies are left: {copies}"


class Migrating(Once):
    """Open a history of an older version: with all its rows, in the new form, after a copy."""

    @override
    def make(self) -> None:
        self._migrations = self.place / "migrations"
        first = Paths(self.place / "first")
        write(self.model, rows(0, 100))
        write(first, [])
        with one_step_further(self._migrations):
            write_migration(self._migrations, then="pass")
        self.do(first)  # what it imports is there before the processes are forked

    @override
    def do(self, paths: Paths) -> None:
        with one_step_further(self._migrations) as migrations:
            opened = Store.open(paths.database, paths.backups, migrations=migrations)
            opened.store.close()
        if opened.store.read_only:  # a copy is read meanwhile
            raise Fault.of(opened.notes[-1])

    @override
    def look_at(self, paths: Paths, *, done: bool | None) -> Iterator[str]:
        with closing(sqlite3.connect(paths.database)) as connection:
            columns = [name for _n, name, *_more in connection.execute("PRAGMA table_info(event)")]
        if done is not None and ("mood" in columns) is not done:
            yield f"migrated: {not done}"
        self.do(paths)  # the next start of the new version
        with closing(sqlite3.connect(paths.database)) as connection:
            if connection.execute("SELECT count(*) FROM event WHERE mood = 'calm'").fetchone() != (100,):
                yield "not every row is migrated"
        with one_step_further(self._migrations):
            found = start(paths)
        yield from found.wrong
        if list(found.events) != rows(0, 100):
            yield f"{len(found.events)} rows"
        for one in paths.backups.iterdir():
            yield from broken(one)


class Mending(Once):
    """Mend a history with rows that cannot be read: those that can stay, and the old file, once."""

    unreadable = (3, 50)

    @override
    def make(self) -> None:
        write(self.model, rows(0, 200))
        with closing(sqlite3.connect(self.model.database, isolation_level=None)) as connection:
            connection.execute("PRAGMA ignore_check_constraints = 1")
            for n in self.unreadable:
                connection.execute("UPDATE event SET detail = '{' WHERE id = ?", (row(n).id,))

    @override
    def do(self, paths: Paths) -> None:
        mending.mend(paths.database, paths.backups)

    @override
    def look_at(self, paths: Paths, *, done: bool | None) -> Iterator[str]:
        wanted = [row(n) for n in range(200) if n not in self.unreadable]
        kept = sorted(paths.database.parent.glob("*.damaged-*"))
        if done is not None and bool(kept) is not done:
            yield f"mended: {not done}"
        first = start(paths)
        yield from (one for one in first.wrong if not one.startswith("intermezzo.sqlite3: "))
        if list(first.events) != wanted:
            yield f"{len(first.events)} rows"
        self.do(paths)
        found = start(paths)
        yield from found.wrong
        if list(found.events) != wanted:
            yield f"{len(found.events)} rows after another mending"
        kept = sorted(paths.database.parent.glob("*.damaged-*"))
        if [one.read_bytes() for one in kept] != [self.model.database.read_bytes()]:
            yield f"kept: {kept}"

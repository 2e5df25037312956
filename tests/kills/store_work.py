"""Work whose outcome is another each time: rows, backups, restores, imports, exports, rows that wait."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import count
from pathlib import Path

from intermezzo.adapters.store import Aside, Store, backups, imports, unwritten
from intermezzo.adapters.system.output_file import OutputFile
from intermezzo.adapters.system.paths import Paths
from intermezzo.core.override import override
from tests.kills.homes import EPOCH, broken, row, rows, start
from tests.kills.killing import places


class Rows:
    """Write one row after the other."""

    longest = 0.08
    most = 1

    def __init__(self, folder: Path) -> None:
        self._places = places(folder)
        self.place = folder

    @property
    def paths(self) -> Paths:
        return Paths(self.place / "home")

    def lay_out(self) -> None:
        self.place = next(self._places)

    def act(self, acknowledge: Callable[[], object]) -> None:
        store = Store.open(self.paths.database, self.paths.backups).store
        for n in count():
            store.append([row(n)])
            acknowledge()

    def look(self, acknowledged: int) -> Iterator[str]:
        yield from self.among(range(acknowledged), range(acknowledged + 1))

    def among(self, *allowed: Sequence[int]) -> Iterator[str]:
        """Start, and yield what is wrong; the rows must be all of one of the allowed."""
        found = start(self.paths)
        yield from found.wrong
        if found.numbers not in [list(one) for one in allowed]:
            yield f"{len(found.numbers)} rows: {found.numbers[:3]} … {found.numbers[-3:]}"


class Backups(Rows):
    """Make the copy of one day after the other, each with one row more."""

    longest = 0.15

    @override
    def act(self, acknowledge: Callable[[], object]) -> None:
        store = Store.open(self.paths.database, self.paths.backups).store
        for n in count():
            store.append([row(n)])
            store.backup(EPOCH + timedelta(days=n))
            acknowledge()

    @override
    def look(self, acknowledged: int) -> Iterator[str]:
        yield from super().look(acknowledged)
        copies = backups.every(self.paths.backups)
        for one in copies:
            yield from broken(one)
        last = EPOCH + timedelta(days=acknowledged - 1)
        if acknowledged and backups.day_of(copies[0]) < last:
            yield f"the copy of {last} is missing"
        if len(copies) > backups.DAILY + backups.WEEKLY + 2:
            yield f"{len(copies)} copies"


class Restores(Rows):
    """Restore two copies in turn."""

    longest = 0.15
    copies = (range(10), range(10, 80))

    @override
    def lay_out(self) -> None:
        super().lay_out()
        self.sources = [self.place / f"{n}.sqlite" for n in range(2)]
        for target, numbers in zip(self.sources, self.copies, strict=True):
            made = Paths(self.place / target.stem)
            store = Store.open(made.database, made.backups).store
            store.append([row(n) for n in numbers])
            store.copy_to(target)
            store.close()

    @override
    def act(self, acknowledge: Callable[[], object]) -> None:
        store = Store.open(self.paths.database, self.paths.backups).store
        for n in count():
            store.restore(self.sources[n % 2])
            acknowledge()

    @override
    def look(self, acknowledged: int) -> Iterator[str]:
        before = self.copies[(acknowledged - 1) % 2] if acknowledged else ()
        yield from self.among(before, self.copies[acknowledged % 2])
        kept = sorted(self.paths.backups.glob("before-restore-*"))
        if len(kept) not in {acknowledged, acknowledged + 1}:
            yield f"{len(kept)} databases from before a restore"
        for one in (*kept, *self.sources):
            yield from broken(one)


class Imports(Rows):
    """Take in one export after the other; an export comes whole or not at all."""

    longest = 0.1
    of_one = 30

    @override
    def lay_out(self) -> None:
        super().lay_out()
        self.sources = [
            Aside((self.place / str(n),)).keep(rows(n * self.of_one, (n + 1) * self.of_one))
            for n in range(20)
        ]

    @override
    def act(self, acknowledge: Callable[[], object]) -> None:
        store = Store.open(self.paths.database, self.paths.backups).store
        for one in self.sources:
            store.merge(one)
            acknowledge()

    @override
    def look(self, acknowledged: int) -> Iterator[str]:
        ends = (acknowledged * self.of_one, (acknowledged + 1) * self.of_one)
        yield from self.among(*map(range, ends))


class Waiting(Rows):
    """Keep rows in a file, as where the history cannot be written, and take them in, in turn."""

    @override
    def act(self, acknowledge: Callable[[], object]) -> None:
        for n in count():
            Aside(self.paths.spare).keep([row(n)])
            if n % 3 == 2:
                store = Store.open(self.paths.database, self.paths.backups).store
                unwritten.take_in(self.paths.spare, store.append)
                store.close()
            acknowledge()

    @override
    def look(self, acknowledged: int) -> Iterator[str]:
        first = start(self.paths)  # it tells that rows waited
        yield from (one for one in first.wrong if "taken_in" not in one)
        yield from super().look(acknowledged)
        yield from (f"still there: {one}" for folder in self.paths.spare for one in folder.glob("unwritten*"))


class Exports(Rows):
    """Write each kind of export over the one before, in a folder of the user's."""

    longest = 0.1
    forms = ("json", "csv", "database")

    @override
    def lay_out(self) -> None:
        super().lay_out()
        (self.place / "out").mkdir()

    @override
    def act(self, acknowledge: Callable[[], object]) -> None:
        store = Store.open(self.paths.database, self.paths.backups).store
        for n in count():
            store.append([row(n)])
            self._write(store, n)
            acknowledge()

    def _write(self, store: Store, n: int) -> None:
        form = self.forms[n % 3]
        target = self.place / "out" / f"export.{form}"
        if form == "database":
            store.copy_to(OutputFile(target, self.paths.folders).check("database"))
        else:
            store.export("csv" if form == "csv" else "json", OutputFile(target, self.paths.folders))

    @override
    def look(self, acknowledged: int) -> Iterator[str]:
        yield from super().look(acknowledged)
        for place, form in enumerate(self.forms):
            target = self.place / "out" / f"export.{form}"
            held = self._held(target) if target.exists() else []
            allowed = [max((n + 1 for n in range(acknowledged) if n % 3 == place), default=0)]
            if acknowledged % 3 == place:
                allowed.append(acknowledged + 1)
            if held not in [list(range(one)) for one in allowed]:
                yield f"{target.name} holds {len(held)} rows"

    def _held(self, target: Path) -> list[int]:
        if target.suffix != ".database":
            return [int(str(one.detail["n"])) for one in imports.read(target).events]
        copy = Paths(self.place / "copy")
        copy.database.parent.mkdir(exist_ok=True)
        copy.database.write_bytes(target.read_bytes())
        return start(copy).numbers

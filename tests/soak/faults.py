"""What goes wrong in a minute and is well again in the next one."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import cycle
from pathlib import Path

from tests.adapters.calendars.published import Published
from tests.app.conftest import House
from tests.soak.sources import text

Fault = Callable[[], Callable[[], object]]
"""Breaks something; what it returns mends it."""


RARE = 40
"""Every so many faults the computer sleeps or is locked; after each of them no offer comes for a while."""


class Trouble:
    """Breaks the next thing after it has mended the last one."""

    def __init__(self, faults: Sequence[Fault], rare: Sequence[Fault]) -> None:
        self._faults, self._rare = cycle(faults), cycle(rare)
        self._mend: Callable[[], object] | None = None
        self.count = 0

    def next(self) -> None:
        """Mend what is broken, and break the next thing."""
        self.mend()
        self.count += 1
        self._mend = next(self._faults if self.count % RARE else self._rare)()

    def mend(self) -> None:
        """Mend what is broken."""
        if self._mend is not None:
            self._mend()
            self._mend = None


def of_files(house: House, folder: Path, first: datetime) -> tuple[Fault, ...]:
    """Return the faults of files and of the database."""
    file, settings, extra = folder / "work.ics", house.context.paths.settings, folder / "many" / "bad.ics"
    mine = house.context.paths.sessions / "mine.toml"
    mine.parent.mkdir(parents=True, exist_ok=True)

    def restore(path: Path, content: bytes) -> Callable[[], object]:
        return lambda: path.write_bytes(content)

    def broken_file() -> Callable[[], object]:
        file.write_text("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:never\r\n")
        return restore(file, text("file", first).encode())

    def missing_file() -> Callable[[], object]:
        file.unlink()
        return restore(file, text("file", first).encode())

    def broken_in_folder() -> Callable[[], object]:
        extra.write_bytes(bytes(range(256)) * 40)
        return extra.unlink

    def broken_settings() -> Callable[[], object]:
        before = settings.read_bytes()
        settings.write_text("rollover = [")
        return restore(settings, before)

    def broken_session() -> Callable[[], object]:
        mine.write_text("title = ")
        return mine.unlink

    def locked() -> Callable[[], object]:
        other = sqlite3.connect(house.context.paths.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        return other.close

    def full() -> Callable[[], object]:
        pragma(house, "max_page_count = 1")  # never less than there are
        return lambda: pragma(house, "max_page_count = 1073741823")

    return (
        broken_file, locked, missing_file, full, broken_in_folder, broken_settings, broken_session,
    )  # fmt: skip


def of_the_computer(house: House) -> tuple[Fault, ...]:
    """Return a short sleep and a locked screen."""

    def asleep() -> Callable[[], object]:
        house.time.sleep(200)
        return house.day.look_at_clocks

    def locked_screen() -> Callable[[], object]:
        house.seen(locked=True)
        return house.seen

    return asleep, locked_screen


def of_servers(published: Published, collections: Path) -> tuple[Fault, ...]:
    """Return the faults of an address and of a CalDAV server with its files in ``collections``."""

    def busy() -> Callable[[], object]:
        published.busy_for = 60

        def mend() -> None:
            published.busy_for = 0

        return mend

    def away() -> Callable[[], object]:
        elsewhere = collections.with_name("elsewhere")
        collections.rename(elsewhere)

        def mend() -> None:
            if collections.exists():  # the server makes an empty one when it is asked
                collections.rename(collections.with_name("empty"))
                _remove(collections.with_name("empty"))
            elsewhere.rename(collections)

        return mend

    return busy, away


def _remove(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()


def pragma(house: House, words: str) -> int:
    """Ask the app's own connection, in the thread that it belongs to."""
    connection = house.context.store._connection  # private: the fault must be in this very connection
    found: list[int] = []
    house.context.worker.submit(
        "store.pragma",
        lambda: connection.exec_driver_sql(f"PRAGMA {words}").scalar_one(),
        found.append,
        lambda fault: found.append(0),
        60.0,
    )
    house.until(lambda: found)
    return found[0]


def make_impatient(house: House) -> None:
    """Let the app wait for a locked database for 20 ms only: the soak's minutes are short."""
    pragma(house, "busy_timeout = 20")

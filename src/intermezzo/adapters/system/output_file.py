"""Write a file that the user names, without harm to what is there."""

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from intermezzo.adapters.system import atomic_file, user_files
from intermezzo.core.faults import Fault

OutputForm = Literal["json", "csv", "database", "png", "pdf", "schema", "report"]
_HEAD = 1 << 16
"""Bytes at the start of a file in which it is recognised."""
_CREATOR = b"/Creator (\xfe\xff" + "Intermezzo".encode("utf-16-be")
_LOGS = ("-wal", "-shm", "-journal")
_IS_OURS: Mapping[OutputForm, Callable[[bytes], bool]] = {
    "json": lambda head: head.startswith(b'{"intermezzo": '),
    "csv": lambda head: head.startswith(b"id,occurrence,kind,at,"),
    # Bytes 18 and 19 are 1 in a copy, and 2 in a database in WAL mode (sqlite.org/fileformat2.html).
    "database": lambda head: (
        head.startswith(b"SQLite format 3\x00")
        and head[18:20] == b"\x01\x01"
        and b"alembic_version" in head
        and b"ix_event_day_kind" in head
    ),
    "png": lambda head: head.startswith(b"\x89PNG") and b"Software\x00Intermezzo" in head,
    "pdf": lambda head: head.startswith(b"%PDF-") and _CREATOR in head,
    "schema": lambda head: head.startswith(b'{\n  "$schema": ') and b'Form"' in head,
    "report": lambda head: head.startswith(b"Intermezzo "),
}


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A path that the user named, and what must not be replaced there.

    Nothing is ever written into the folders ``own``, which hold the app's files, nor to anything but a
    regular file. An existing file is replaced only if it is empty, of the same form and written by
    Intermezzo, or if ``force`` is true.
    """

    path: Path
    own: tuple[Path, ...] = ()
    force: bool = False

    def check(self, form: OutputForm) -> Path:
        """Return the path to write to, symbolic links followed. Raise Fault if it must not be written."""
        with self._translate_errors():
            target = self.path.resolve()
            if any(_same(folder, parent) for folder in self.own for parent in (target, *target.parents)):
                raise Fault("output.own_folder", path=self.path)
            try:
                found = self.path.stat()
            except FileNotFoundError:
                if self.path.is_symlink():
                    raise Fault("output.dead_link", path=self.path) from None
                return target
            if not stat.S_ISREG(found.st_mode):
                raise Fault("output.not_a_file", path=self.path)
            if any(os.path.lexists(f"{target}{tail}") for tail in _LOGS):
                raise Fault("output.open_database", path=self.path)
            if found.st_size and not self.force and not _IS_OURS[form](_head(target)):
                raise Fault("output.not_ours", path=self.path)
            return target

    def write(self, raw: bytes, form: OutputForm) -> None:
        """Write the file, whole or not at all, for its owner only. Raise Fault."""
        target = self.check(form)
        with self._translate_errors():
            write = atomic_file.replace if target.exists() else atomic_file.create
            write(target, raw)

    @contextmanager
    def _translate_errors(self) -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError) as error:  # before Python 3.13 a loop of links is a RuntimeError
            why = error.strerror if isinstance(error, OSError) else None
            raise Fault("output.not_written", path=self.path, why=why or str(error)) from error


def _same(folder: Path, other: Path) -> bool:
    """Return whether both are one folder, whatever its name is written like."""
    return folder.resolve() == other or (folder.exists() and other.exists() and folder.samefile(other))


def _head(path: Path) -> bytes:
    """Return the start of a regular file; a pipe that takes its place meanwhile does not block."""
    with user_files.opened(path) as file:
        return file.read(_HEAD)

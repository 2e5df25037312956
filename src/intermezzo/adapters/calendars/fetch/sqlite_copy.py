"""Copy a SQLite database that another program may have open and locked."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from intermezzo.adapters.system import partial_files, user_files
from intermezzo.core.faults import Fault

TRIES = 5
_ENDS = ("", "-wal", "-journal")
"""The database, and what SQLite needs to complete it."""


def stamps(path: Path) -> tuple[tuple[int, ...], ...]:
    """Return what changes with the content of a database."""
    return tuple(user_files.stamp(Path(f"{path}{end}")) for end in _ENDS)


@contextmanager
def copy(path: Path) -> Iterator[Path]:
    """Yield a copy, which is deleted afterwards; in memory, where the user has a folder there.

    Raise Fault if the database changes each time while it is copied, OSError if it cannot be read.
    """
    room = next(iter(partial_files.temporary_folders()), None)
    with TemporaryDirectory(prefix=partial_files.copy_prefix(), dir=room) as folder:
        target = Path(folder, "copy.sqlite")
        for _try in range(TRIES):
            before = stamps(path)
            for end in _ENDS:
                Path(f"{target}{end}").unlink(missing_ok=True)
                if Path(f"{path}{end}").exists():
                    shutil.copyfile(f"{path}{end}", f"{target}{end}")
            if stamps(path) == before:
                break
        else:
            raise Fault("thunderbird.busy")
        yield target

"""Names of files that a process is still writing, and the removal of those that a killed one left."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PART, _COPY = ".part-", "intermezzo-copy-"


def prefix() -> str:
    """Return the beginning of the name of a partial file or folder of this process."""
    return f"{_PART}{os.getpid()}-"


def copy_prefix() -> str:
    """Return the same for a temporary copy in a folder that other programs use too."""
    return f"{_COPY}{os.getpid()}-"


@contextmanager
def room(folder: Path) -> Iterator[Path]:
    """Yield a temporary folder of this process in another folder. Raise OSError."""
    with tempfile.TemporaryDirectory(prefix=prefix(), dir=folder) as name:
        yield Path(name)


def temporary_folders() -> tuple[Path, ...]:
    """Return where temporary copies may be: first the user's folder in memory, where there is one."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    found = [Path(runtime)] if runtime and Path(runtime).is_dir() else []
    with suppress(FileNotFoundError):  # no folder can be written
        found.append(Path(tempfile.gettempdir()))
    return tuple(found)


def sweep(*folders: Path, everything: bool = False) -> None:
    """Remove from the folders what processes that have ended left; everything partial if asked for.

    A copy of a process that runs stays, because it may be that of another home: the folder is shared. What
    cannot be removed stays too: on Windows what a process has open.
    """
    for folder in folders:
        with suppress(OSError):
            for path in folder.iterdir():
                found = re.match(rf"(?:{re.escape(_PART)}|{_COPY})(\d+)-|{re.escape(_PART)}", path.name)
                partial = everything and path.name.startswith(_PART)
                if found and (partial or not _runs(found[1])):
                    _remove(path)


def _remove(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _runs(number: str | None) -> bool:
    """Return whether a process of this number runs; without a number, an older version has ended."""
    if number is None or os.name != "posix":  # on Windows os.kill would end it
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True

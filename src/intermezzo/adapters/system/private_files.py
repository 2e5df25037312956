"""Files and folders that only their owner may read, whatever the umask was when they were made.

New ones are private because ``intermezzo.__main__`` sets the umask. Windows has no such modes: there the
access list of the user's profile holds, which by default admits the user, the system and administrators.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from intermezzo.adapters.system.paths import Paths

_OURS = ("settings.toml", "intermezzo.", "unwritten-", "unsaved-", "part-")
"""The files of ours in a home begin so, some after a dot; other files may lie in it too."""


def mend(paths: Paths) -> None:
    """Take from others the access to what an older version has written.

    Symbolic links are not followed. Files that are not ours stay as they are, and so does what the file
    system refuses to change.
    """
    if os.name != "posix":
        return
    for folder in {paths.settings.parent, paths.database.parent, paths.calendars.parent, *paths.spare}:
        with suppress(OSError), _opened(folder) as handle:
            _restrict_folder(handle, folder)
            for name in os.listdir(handle):  # noqa: PTH208 - pathlib takes no handle
                if name.removeprefix(".").startswith(_OURS):
                    _restrict(handle, name)
    for folder in (paths.backups, paths.calendars, paths.log.parent, paths.sessions, paths.plans):
        with suppress(OSError), _opened(folder) as handle:
            for _root, _folders, files, inner in os.fwalk(".", dir_fd=handle):
                for name in (".", *files):
                    _restrict(inner, name)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    """Yield a handle of the folder itself. Raise OSError where it is a link or no folder."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield handle
    finally:
        os.close(handle)


def _restrict_folder(handle: int, folder: Path) -> None:
    """Restrict a home, unless it holds the user's whole home or is a folder for everybody, as /tmp is."""
    everybody = os.fstat(handle).st_mode & stat.S_ISVTX
    if not everybody and not Path.home().is_relative_to(folder):
        _restrict(handle, ".")


def _restrict(handle: int, name: str) -> None:
    """Restrict one entry of the folder, which nobody else can exchange once the folder is restricted."""
    with suppress(OSError):
        found = os.stat(name, dir_fd=handle, follow_symlinks=False)
        linked = stat.S_ISREG(found.st_mode) and found.st_nlink > 1  # it may have another name elsewhere
        ours = found.st_uid == os.geteuid() and not stat.S_ISLNK(found.st_mode) and not linked
        if ours and found.st_mode & 0o077:
            os.chmod(name, stat.S_IMODE(found.st_mode) & 0o700, dir_fd=handle)

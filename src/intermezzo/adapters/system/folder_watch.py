"""Notice by inotify that files or folders change, also ones that do not exist yet.

The folders are watched, not the files: a watch on a file ends when a program replaces it by another one.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from intermezzo.adapters.system.file_systems import file_system

_LOG_OF_SQLITE = "-wal"
_REMOTE = {"9p", "afs", "ceph", "cifs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "virtiofs"}
"""File systems where a change on another computer raises no event here; those of FUSE are others still."""


class FolderWatch:
    """Watches what ``watch`` names. Make and use it on Linux only; it may be called from any thread."""

    def __init__(self) -> None:
        """Raise OSError where the user has no inotify instance left."""
        from inotify_simple import INotify

        self._inotify: Any = INotify(nonblocking=True)
        self._names: dict[int, set[str]] = {}
        """The names that count in each watched folder; an empty one stands for every calendar in it."""

    def watch(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Watch these files and folders only; return those that cannot be watched.

        Of a folder, its ``.ics`` files are watched. What is missing is awaited. Call it again after a change,
        because a folder may have come, gone or been replaced.
        """
        names: dict[int, set[str]] = {}
        unwatched = []
        for path in paths:
            try:
                for folder, name in _places(Path(path).expanduser().absolute()):
                    names.setdefault(self._add(folder, name), set()).add(name)
                    kind = file_system(folder.resolve())
                    if (not kind or kind in _REMOTE or kind.startswith("fuse.")) and path not in unwatched:
                        unwatched.append(path)
            except (OSError, ValueError, RuntimeError):
                # No watch is left, or the path has a NUL character or begins with ~ and an unknown user.
                unwatched.append(path)
        for number in self._names.keys() - names.keys():
            with suppress(OSError, ValueError):  # The folder is gone and its watch with it, or all is closed.
                self._inotify.rm_watch(number)
        self._names = names
        return tuple(unwatched)

    def changed(self) -> bool:
        """Return whether anything may have changed since the last call; does not block."""
        return any(self._counts(event) for event in self._inotify.read(timeout=0))

    def fileno(self) -> int:
        """Return the file descriptor that is readable when something in a watched folder changes."""
        return int(self._inotify.fileno())

    def close(self) -> None:
        """Stop watching."""
        self._inotify.close()

    def _add(self, folder: Path, name: str) -> int:
        from inotify_simple import flags

        mask = flags.CLOSE_WRITE | flags.CREATE | flags.DELETE | flags.MOVED_FROM | flags.MOVED_TO
        mask |= flags.ATTRIB | flags.DELETE_SELF | flags.MOVE_SELF | flags.MASK_ADD | flags.ONLYDIR
        if name.endswith(_LOG_OF_SQLITE):
            # SQLite keeps it open. Of other files only the whole is of use, which is there once it is closed.
            mask |= flags.MODIFY
        return int(self._inotify.add_watch(folder, mask))

    def _counts(self, event: Any) -> bool:
        from inotify_simple import flags

        if event.mask & flags.IGNORED:
            return False  # The end of a watch; what ended it came before.
        names = self._names.get(event.wd)
        if names is None or not event.name:
            return True  # Events were lost, the watch is a new one, or the folder itself is another.
        calendar = event.name.lower().endswith(".ics") and event.name[0] != "."
        return event.name in names or (calendar and "" in names)


def _places(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield each (folder, name) whose events tell of a path; the name is empty for a folder of calendars."""
    for one in dict.fromkeys((path, path.resolve())):
        if one.is_dir():
            yield one, ""
            if not one.is_symlink():
                continue
        place = one
        while place != place.parent and not place.parent.is_dir():
            place = place.parent
        yield place.parent, place.name
    for link in _links(path):
        yield link.parent, link.name


def _links(path: Path) -> Iterator[Path]:
    """Yield each symbolic link on the way to a path, and on the way to what these point to."""
    seen = set()
    ways = [path]
    while ways:
        way = ways.pop()
        for part in (*reversed(way.parents), way):
            if part not in seen and part.is_symlink():
                seen.add(part)
                yield part
                ways.append(part.parent / part.readlink())

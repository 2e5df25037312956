"""Reads the folder of prescriptions, in the worker."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.adapters.system.paths import Paths
from intermezzo.core.practice.model import Movement
from intermezzo.presenters import languages
from intermezzo.presenters.prescription import own_movement

FolderChange = Callable[[Mapping[str, Movement]], object]
"""Changes the folder; it gets the movements that a prescription may name."""
FileStamps = tuple[tuple[str, int, int], ...]
"""Name, modification time (ns) and size of every file: equal ones mean that nothing has changed."""


@dataclass(frozen=True, slots=True)
class FolderReading:
    """The prescriptions, the movements they were checked against, and the files at that moment."""

    movements: Mapping[str, Movement]
    found: library.Prescriptions
    stamps: FileStamps


def read(paths: Paths, change: FolderChange | None = None) -> FolderReading:
    """Change the folder, where that is asked for, and read it. Raise Fault when it cannot be changed."""
    movements = library.load([resources.sessions(), paths.sessions], languages()).movements
    if change is not None:
        change(movements)
    stamps = _stamps_of(paths.plans)
    return FolderReading(movements, library.prescriptions(paths.plans, movements, own_movement), stamps)


def read_if_changed(paths: Paths, before: FileStamps | None) -> FolderReading | None:
    """Read the folder, unless its files are those of ``before``."""
    return None if _stamps_of(paths.plans) == before else read(paths)


def _stamps_of(folder: Path) -> FileStamps:
    files = [(path.name, path.stat()) for path in sorted(folder.glob("*.toml"))]
    return tuple((name, about.st_mtime_ns, about.st_size) for name, about in files)

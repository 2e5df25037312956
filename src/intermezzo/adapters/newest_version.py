"""What is kept of the page of releases: when it was asked last, and the newest version that it named."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from intermezzo.adapters.system import atomic_file


@dataclass(frozen=True, slots=True)
class LastCheck:
    """The last time that it was asked, and the newest version known since; empty if none was ever named."""

    at: datetime
    newest: str = ""


def load(path: Path) -> LastCheck | None:
    """Return what is kept; None if nothing is, or if the file is damaged."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=LastCheck)
    except (OSError, ValueError):  # ValueError is also a DecodeError
        return None


def save(path: Path, asked: LastCheck) -> None:
    """Keep it. Raise OSError."""
    atomic_file.write(path, msgspec.json.encode(asked))

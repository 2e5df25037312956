"""How the app was asked to start."""

from dataclasses import dataclass
from pathlib import Path

from intermezzo.adapters.system.paths import Paths


@dataclass(frozen=True, slots=True)
class Options:
    """``words`` is what the first instance is to do once it runs, or a running one is told instead."""

    paths: Paths
    words: tuple[str, ...] = ()
    calendars: tuple[Path, ...] = ()
    welcome: bool = True
    """A person has just logged in: the first start is shown if it is one, and no card comes at once."""
    demo: bool = False
    pictures: Path | None = None
    """Where a demonstration leaves its pictures; with it, it ends by itself."""
    speed: float = 1.0

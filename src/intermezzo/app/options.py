"""The options with which the app is started."""

from dataclasses import dataclass
from pathlib import Path

from intermezzo.adapters.system.paths import Paths


@dataclass(frozen=True, slots=True)
class Options:
    """``words`` are a command for this instance once it runs, or for one that runs already."""

    paths: Paths
    words: tuple[str, ...] = ()
    calendars: tuple[Path, ...] = ()
    welcome: bool = True
    """The user has just logged in: the welcome is shown if it was not answered, and no card at once."""
    demonstration: bool = False
    """Whether its offers come at once, also while the user types or has silenced notifications."""
    pictures: Path | None = None
    """Folder for the pictures of a demonstration, which then ends by itself."""
    speed: float = 1.0

"""Where the user's files are: in one folder if a home is given, else in the folders of the platform."""

import hashlib
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from intermezzo.core.faults import Fault

HOME_VARIABLE = "INTERMEZZO_HOME"
_LONGEST_NAME = 100
"""Bytes; names and folders below the home are shorter."""


def _system_policy() -> Path:
    if not sys.platform.startswith("linux"):
        from platformdirs import PlatformDirs

        return PlatformDirs("intermezzo", appauthor=False).site_config_path / "policy.toml"
    return Path("/etc/intermezzo/policy.toml")  # not in XDG_CONFIG_DIRS, which every user can set


class _Place:
    """A file or folder of the user: below that of a kind, by its name there."""

    def __init__(self, kind: str, name: str) -> None:
        self._kind, self._name = kind, name

    def __get__(self, paths: "Paths", _owner: type) -> Path:
        return paths.folder(self._kind) / self._name


@dataclass(frozen=True, slots=True)
class Paths:
    """The user's files and folders; none is created here. Without ``home``, platformdirs decides."""

    home: Path | None = None
    policy: Path = field(default_factory=_system_policy)
    """The file in which an organisation sets values for all users of this computer; it is only read."""

    settings = _Place("config", "settings.toml")
    sessions = _Place("data", "sessions")
    """The user's own movements and sessions."""
    plans = _Place("data", "plans")
    """The folder of prescriptions."""
    database = _Place("data", "intermezzo.sqlite3")
    """The event store."""
    backups = _Place("data", "backups")
    """Copies of the event store."""
    calendars = _Place("cache", "calendars")
    """The last answers of calendars that are fetched, without titles."""
    newest_version = _Place("cache", "newest-version.json")
    """When the page of releases was asked last, and what it said."""

    @property
    def log(self) -> Path:
        """The log file."""
        return (self.home / "log" if self.home else self.folder("log")) / "intermezzo.log"

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder in which the app has files of its own."""
        own = map(self.folder, ("config", "data", "cache"))
        return tuple(dict.fromkeys((*own, self.log.parent, *self.spare)))

    @property
    def spare(self) -> tuple[Path, ...]:
        """Where rows are kept while the folder of the database cannot be written, the preferred first."""
        from platformdirs import PlatformDirs

        data = self.folder("data").absolute()
        name = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
        state = PlatformDirs("intermezzo", appauthor=False).user_state_path / "unwritten" / name
        runtime = os.environ.get("XDG_RUNTIME_DIR", "")
        return (data, state, *([Path(runtime) / f"intermezzo-unwritten-{name}"] if runtime else []))

    def folder(self, kind: str) -> Path:
        """Return where the files of a kind are: ``config``, ``data``, ``cache`` or ``log``."""
        if self.home:
            return self.home
        from platformdirs import PlatformDirs

        folder: Path = getattr(PlatformDirs("intermezzo", appauthor=False), f"user_{kind}_path")
        return folder


def paths(home: str | None = None) -> Paths:
    """Return the paths for ``--home``, else for ``INTERMEZZO_HOME``, else those of the platform.

    Raise Fault for a home that is no folder and cannot become one.
    """
    chosen = home or os.environ.get(HOME_VARIABLE)
    return Paths(_folder_of(chosen) if chosen else None)


def _folder_of(chosen: str) -> Path:
    try:
        folder = Path(chosen).expanduser().absolute()
        # A name inside tells whether the folder is a file, a circle of links, or too long.
        (folder / ("-" * _LONGEST_NAME)).lstat()
    except FileNotFoundError as error:
        if error.filename is not None and not (folder.is_symlink() and not folder.exists()):
            return folder  # it can be made
        raise Fault("home.unusable", path=chosen, why=error.strerror) from error
    except PermissionError:
        return folder  # the app plays sessions nevertheless, and says why it writes nothing
    except (OSError, RuntimeError) as error:  # RuntimeError: there is no such user
        why = str(getattr(error, "strerror", error)).rstrip(".")
        raise Fault("home.unusable", path=chosen, why=why) from error
    return folder

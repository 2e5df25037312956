"""Where the user's files are: in one folder if a home is given, else in the folders of the platform."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "INTERMEZZO_HOME"


@dataclass(frozen=True, slots=True)
class Paths:
    """The user's files and folders; none is created here. Without ``home``, platformdirs decides."""

    home: Path | None = None

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self._folder("config") / "settings.toml"

    @property
    def sessions(self) -> Path:
        """The user's own movements and sessions."""
        return self._folder("data") / "sessions"

    @property
    def plans(self) -> Path:
        """The folder of prescriptions."""
        return self._folder("data") / "plans"

    @property
    def database(self) -> Path:
        """The event store."""
        return self._folder("data") / "intermezzo.sqlite3"

    @property
    def backups(self) -> Path:
        """Copies of the event store."""
        return self._folder("data") / "backups"

    @property
    def calendars(self) -> Path:
        """The last answers of calendars that are fetched, without titles."""
        return self._folder("cache") / "calendars"

    @property
    def log(self) -> Path:
        """The log file."""
        return (self.home / "log" if self.home else self._folder("log")) / "intermezzo.log"

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder in which the app has files of its own."""
        own = map(self._folder, ("config", "data", "cache"))
        return tuple(dict.fromkeys((*own, self.log.parent, *self.spare)))

    @property
    def spare(self) -> tuple[Path, ...]:
        """Where rows are kept while the folder of the database cannot be written, the preferred first."""
        from platformdirs import PlatformDirs

        data = self._folder("data").absolute()
        name = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
        state = PlatformDirs("intermezzo", appauthor=False).user_state_path / "unwritten" / name
        runtime = os.environ.get("XDG_RUNTIME_DIR", "")
        return (data, state, *([Path(runtime) / f"intermezzo-unwritten-{name}"] if runtime else []))

    def _folder(self, kind: str) -> Path:
        if self.home:
            return self.home
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("intermezzo", appauthor=False)
        return {
            "config": dirs.user_config_path,
            "data": dirs.user_data_path,
            "log": dirs.user_log_path,
            "cache": dirs.user_cache_path,
        }[kind]


def paths(home: str | None = None) -> Paths:
    """Return the paths for ``--home``, else for ``INTERMEZZO_HOME``, else those of the platform."""
    chosen = home or os.environ.get(HOME_VARIABLE)
    return Paths(Path(chosen).expanduser().absolute() if chosen else None)

"""Start at login on macOS: a launch agent of the user. Experimental: it has not run there yet.

https://developer.apple.com/library/archive/documentation/MacOSX/Conceptual/BPSystemStartup/Chapters/CreatingLaunchdJobs.html
"""

import plistlib
from collections.abc import Sequence
from pathlib import Path

from intermezzo.adapters.system import atomic_file
from intermezzo.core.faults import Fault

_LABEL = "intermezzo.at-login"


def is_on() -> bool:
    """Return whether the launch agent is there."""
    return _path().is_file()


def turn_on(program: Sequence[str]) -> None:
    """Write the launch agent; it starts from the next login on. Raise Fault."""
    agent = {
        "Label": _LABEL,
        "ProgramArguments": list(program),
        "RunAtLoad": True,
        "ProcessType": "Interactive",
    }
    path = _path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic_file.replace(path, plistlib.dumps(agent))
    except OSError as error:
        raise Fault("autostart.unwritable", path=path, why=error.strerror) from error


def turn_off() -> None:
    """Remove the launch agent. Raise Fault."""
    path = _path()
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise Fault("autostart.unwritable", path=path, why=error.strerror) from error


def _path() -> Path:
    return Path.home() / "Library" / "LaunchAgents" / f"{_LABEL}.plist"

"""Start at login on macOS: a launch agent of the user. Experimental: it has not run there yet.

https://developer.apple.com/library/archive/documentation/MacOSX/Conceptual/BPSystemStartup/Chapters/CreatingLaunchdJobs.html
"""

import plistlib
from collections.abc import Sequence
from pathlib import Path

from intermezzo.adapters.autostart.faults import translate_errors
from intermezzo.adapters.system import atomic_file

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
    with translate_errors(path):
        atomic_file.write(path, plistlib.dumps(agent))


def turn_off() -> None:
    """Remove the launch agent. Raise Fault."""
    with translate_errors():
        _path().unlink(missing_ok=True)


def _path() -> Path:
    return Path.home() / "Library" / "LaunchAgents" / f"{_LABEL}.plist"

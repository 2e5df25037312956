"""How this program is started, for what starts it again later."""

import sys
from pathlib import Path

from intermezzo.adapters.system.paths import Paths


def program(paths: Paths) -> tuple[str, ...]:
    """Return the words that start this program with these paths: from a checkout, a wheel or a package."""
    home = ("--home", str(paths.home)) if paths.home is not None else ()
    if getattr(sys, "frozen", False):
        return (sys.executable, *home)
    script = Path(sys.executable).with_name("intermezzo.exe" if sys.platform == "win32" else "intermezzo")
    if script.exists():
        return (str(script), *home)
    return (sys.executable, "-m", "intermezzo", *home)

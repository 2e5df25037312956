"""Start at login on Windows: a value of the user's Run key. Experimental: it has not run there yet.

https://learn.microsoft.com/windows/win32/setupapi/run-and-runonce-registry-keys
"""

import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

from intermezzo.adapters.autostart.faults import translate_errors

_NAME = "Intermezzo"
_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
_APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
"""Where the task manager notes what the user has switched off there: the first byte is odd then."""

if sys.platform == "win32":
    import winreg

    def is_on() -> bool:
        """Return whether the value is there and not switched off in the task manager."""
        noted = _value(_APPROVED)
        off = isinstance(noted, bytes) and bool(noted) and noted[0] % 2 == 1
        return _value(_RUN) is not None and not off

    def turn_on(program: Sequence[str]) -> None:
        """Write the value, and remove what the task manager has noted. Raise Fault."""
        with translate_errors(f"HKCU\\{_RUN}"), winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN) as key:
            winreg.SetValueEx(key, _NAME, 0, winreg.REG_SZ, subprocess.list2cmdline(program))
        _delete(_APPROVED)

    def turn_off() -> None:
        """Remove the value. Raise Fault."""
        _delete(_RUN)
        _delete(_APPROVED)

    def _value(path: str) -> object:
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
                return winreg.QueryValueEx(key, _NAME)[0]
        except OSError:
            return None

    def _delete(path: str) -> None:
        with (
            translate_errors(f"HKCU\\{path}"),
            suppress(FileNotFoundError),
            winreg.OpenKey(winreg.HKEY_CURRENT_USER, path, access=winreg.KEY_SET_VALUE) as key,
        ):
            winreg.DeleteValue(key, _NAME)

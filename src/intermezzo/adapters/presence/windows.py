"""Idle time on Windows, from GetLastInputInfo. Written from the documentation; not tested."""

import ctypes
import sys

from intermezzo.core.faults import message
from intermezzo.core.scheduling.presence import ProbeAnswer

SOURCE = "Windows"


class _LastInput(ctypes.Structure):
    """LASTINPUTINFO of winuser.h."""

    _fields_ = (("size", ctypes.c_uint), ("tick", ctypes.c_uint32))


def probe() -> ProbeAnswer[float]:
    """Ask for the seconds since the last input.

    https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getlastinputinfo
    """
    if sys.platform == "win32":
        info = _LastInput(size=ctypes.sizeof(_LastInput))
        if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(info)):
            return ProbeAnswer(None, SOURCE, (message("presence.windows_silent"),))
        # Both count milliseconds in 32 bits and wrap around every 49.7 days.
        now = ctypes.c_uint32(ctypes.windll.kernel32.GetTickCount()).value
        return ProbeAnswer(((now - info.tick) & 0xFFFFFFFF) / 1000, SOURCE)
    return ProbeAnswer(None, SOURCE, (message("presence.not_windows"),))

"""Idle time on Windows and macOS. Written from the documentation; not tested."""

import ctypes
import ctypes.util
import sys

from intermezzo.core.faults import message
from intermezzo.core.scheduling.presence import ProbeAnswer

_HID_SYSTEM_STATE = 1
_ANY_INPUT = 0xFFFFFFFF


class _LastInput(ctypes.Structure):
    """LASTINPUTINFO of winuser.h."""

    _fields_ = (("size", ctypes.c_uint), ("tick", ctypes.c_uint32))


def windows_idle() -> ProbeAnswer[float]:
    """Ask for the seconds since the last input.

    https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getlastinputinfo
    """
    if sys.platform == "win32":
        info = _LastInput(size=ctypes.sizeof(_LastInput))
        if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(info)):
            return ProbeAnswer(None, "Windows", (message("presence.windows_silent"),))
        # Both count milliseconds in 32 bits and wrap around every 49.7 days.
        now = ctypes.c_uint32(ctypes.windll.kernel32.GetTickCount()).value
        return ProbeAnswer(((now - info.tick) & 0xFFFFFFFF) / 1000, "Windows")
    return ProbeAnswer(None, "Windows", (message("presence.not_windows"),))


def macos_idle() -> ProbeAnswer[float]:
    """Ask Quartz event sources for the seconds since the last input.

    https://developer.apple.com/documentation/coregraphics/1408790-cgeventsourcesecondssincelasteve
    """
    path = ctypes.util.find_library("CoreGraphics") if sys.platform == "darwin" else None
    if path is None:
        return ProbeAnswer(None, "macOS", (message("presence.not_macos"),))
    ask = ctypes.CDLL(path).CGEventSourceSecondsSinceLastEventType
    ask.argtypes, ask.restype = [ctypes.c_int32, ctypes.c_uint32], ctypes.c_double
    return ProbeAnswer(float(ask(_HID_SYSTEM_STATE, _ANY_INPUT)), "macOS")

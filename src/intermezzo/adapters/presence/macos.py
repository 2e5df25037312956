"""Idle time on macOS, from Quartz event sources. Written from the documentation; not tested."""

import ctypes
import ctypes.util
import sys

from intermezzo.core.faults import message
from intermezzo.core.scheduling.presence import ProbeAnswer

SOURCE = "macOS"

_HID_SYSTEM_STATE = 1
_ANY_INPUT = 0xFFFFFFFF


def probe() -> ProbeAnswer[float]:
    """Ask for the seconds since the last input.

    https://developer.apple.com/documentation/coregraphics/1408790-cgeventsourcesecondssincelasteve
    """
    path = ctypes.util.find_library("CoreGraphics") if sys.platform == "darwin" else None
    if path is None:
        return ProbeAnswer(None, SOURCE, (message("presence.not_macos"),))
    ask = ctypes.CDLL(path).CGEventSourceSecondsSinceLastEventType
    ask.argtypes, ask.restype = [ctypes.c_int32, ctypes.c_uint32], ctypes.c_double
    return ProbeAnswer(float(ask(_HID_SYSTEM_STATE, _ANY_INPUT)), SOURCE)

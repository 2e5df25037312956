"""Idle time and lock on macOS. Written from the documentation; not tested."""

import ctypes
import ctypes.util
import sys
from typing import Any

from intermezzo.core.faults import message
from intermezzo.core.scheduling.presence import ProbeAnswer

SOURCE = "macOS"
_HID_SYSTEM_STATE = 1
_ANY_INPUT = 0xFFFFFFFF
_UTF8 = 0x08000100
_LOCK_KEY = b"CGSSessionScreenIsLocked"
"""In the dictionary of a session only while its screen is locked; not in Apple's documentation."""


def idle() -> ProbeAnswer[float]:
    """Ask Quartz event sources for the seconds since the last input.

    https://developer.apple.com/documentation/coregraphics/1408790-cgeventsourcesecondssincelasteve
    """
    graphics = _framework("CoreGraphics")
    if graphics is None:
        return ProbeAnswer(None, SOURCE, (message("presence.not_macos"),))
    ask = graphics.CGEventSourceSecondsSinceLastEventType
    ask.argtypes, ask.restype = [ctypes.c_int32, ctypes.c_uint32], ctypes.c_double
    return ProbeAnswer(float(ask(_HID_SYSTEM_STATE, _ANY_INPUT)), SOURCE)


def locked() -> ProbeAnswer[bool]:
    """Ask the window server whether this session's screen is locked.

    https://developer.apple.com/documentation/coregraphics/1454780-cgsessioncopycurrentdictionary
    """
    graphics, foundation = _framework("CoreGraphics"), _framework("CoreFoundation")
    if graphics is None or foundation is None:
        return ProbeAnswer(None, SOURCE, (message("presence.not_macos"),))
    pointer = ctypes.c_void_p
    graphics.CGSessionCopyCurrentDictionary.restype = pointer
    foundation.CFStringCreateWithCString.argtypes = [pointer, ctypes.c_char_p, ctypes.c_uint32]
    foundation.CFStringCreateWithCString.restype = pointer
    foundation.CFDictionaryGetValue.argtypes = [pointer, pointer]
    foundation.CFDictionaryGetValue.restype = pointer
    foundation.CFBooleanGetValue.argtypes, foundation.CFBooleanGetValue.restype = [pointer], ctypes.c_ubyte
    foundation.CFRelease.argtypes = [pointer]
    session = graphics.CGSessionCopyCurrentDictionary()
    if not session:
        return ProbeAnswer(None, SOURCE, (message("presence.macos_no_session"),))
    key = foundation.CFStringCreateWithCString(None, _LOCK_KEY, _UTF8)
    value = foundation.CFDictionaryGetValue(session, key)
    answer = bool(value) and bool(foundation.CFBooleanGetValue(value))
    foundation.CFRelease(key)
    foundation.CFRelease(session)
    return ProbeAnswer(answer, SOURCE)


def _framework(name: str) -> Any:
    """Return a system library; None elsewhere."""
    path = ctypes.util.find_library(name) if sys.platform == "darwin" else None
    return None if path is None else ctypes.CDLL(path)

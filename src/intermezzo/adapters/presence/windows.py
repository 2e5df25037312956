"""Idle time, lock and the state of notifications on Windows. Written from the documentation; not tested."""

import ctypes
import sys
from collections.abc import Callable

from intermezzo.core.faults import message
from intermezzo.core.scheduling.presence import ProbeAnswer

SOURCE = "Windows"
_SESSION_INFO = 25
"""WTSSessionInfoEx of wtsapi32.h."""
_THIS_SESSION = 0xFFFFFFFF
_LOCKED, _UNLOCKED = 0, 1
"""The flags of a session since Windows 8; Windows 7 had them the other way round."""
_FULL_SCREEN, _DIRECT3D, _PRESENTING, _QUIET = 2, 3, 4, 6
"""QUERY_USER_NOTIFICATION_STATE of shellapi.h: busy, full-screen Direct3D, presentation, quiet time."""


class _LastInput(ctypes.Structure):
    """LASTINPUTINFO of winuser.h."""

    _fields_ = (("size", ctypes.c_uint), ("tick", ctypes.c_uint32))


class _Session(ctypes.Structure):
    """The beginning of WTSINFOEXW of wtsapi32.h, up to the flags. Its union is aligned to 8 bytes."""

    _fields_ = (
        ("level", ctypes.c_uint32),
        ("padding", ctypes.c_uint32),
        ("session", ctypes.c_uint32),
        ("state", ctypes.c_int),
        ("flags", ctypes.c_int32),
    )


def idle() -> ProbeAnswer[float]:
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


def locked() -> ProbeAnswer[bool]:
    """Ask whether this session is locked.

    https://learn.microsoft.com/windows/win32/api/wtsapi32/ns-wtsapi32-wtsinfoex_level1_w
    """
    if sys.platform == "win32":
        services = ctypes.windll.wtsapi32
        found, size = ctypes.POINTER(_Session)(), ctypes.c_uint32()
        if not services.WTSQuerySessionInformationW(
            None, ctypes.c_uint32(_THIS_SESSION), _SESSION_INFO, ctypes.byref(found), ctypes.byref(size)
        ):
            return ProbeAnswer(None, SOURCE, (message("presence.windows_lock_silent"),))
        flags = found.contents.flags
        services.WTSFreeMemory(found)
        if flags in {_LOCKED, _UNLOCKED}:
            return ProbeAnswer(flags == _LOCKED, SOURCE)
        return ProbeAnswer(None, SOURCE, (message("presence.windows_lock_silent"),))
    return ProbeAnswer(None, SOURCE, (message("presence.not_windows"),))


def presenting() -> ProbeAnswer[bool]:
    """Ask whether Windows is in presentation mode."""
    return _notifications(lambda state: state == _PRESENTING)


def full_screen() -> ProbeAnswer[bool]:
    """Ask whether a program fills the screen."""
    return _notifications(lambda state: state in {_FULL_SCREEN, _DIRECT3D})


def do_not_disturb() -> ProbeAnswer[bool]:
    """Ask whether it is quiet time. Windows tells programs of no other do not disturb: a no is unknown."""
    answer = _notifications(lambda state: state == _QUIET)
    if answer.value is False:
        return ProbeAnswer(None, SOURCE, (message("presence.windows_focus"),))
    return answer


def _notifications(read: Callable[[int], bool]) -> ProbeAnswer[bool]:
    """Ask for the state of notifications.

    https://learn.microsoft.com/windows/win32/api/shellapi/nf-shellapi-shqueryusernotificationstate
    """
    if sys.platform == "win32":
        state = ctypes.c_int()
        if ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(state)):
            return ProbeAnswer(None, SOURCE, (message("presence.windows_state_silent"),))
        return ProbeAnswer(read(state.value), SOURCE)
    return ProbeAnswer(None, SOURCE, (message("presence.not_windows"),))

"""Idle time on X11, from the server's MIT-SCREEN-SAVER extension, through libXss."""

import ctypes
import ctypes.util
from collections.abc import Mapping
from typing import Any

from intermezzo.core.faults import Message, message
from intermezzo.core.scheduling.presence import ProbeAnswer

SOURCE = "X11"


class _Info(ctypes.Structure):
    """XScreenSaverInfo of X11/extensions/scrnsaver.h."""

    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong),
        ("event_mask", ctypes.c_ulong),
    )


class IdleX11:
    """A connection to the X server, kept open. Not thread-safe.

    Xlib has no time limit, and it ends the process if the server goes away. Qt's own connection to the same
    server behaves likewise. The caller limits the time.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._x11: Any = None
        self._xss: Any = None
        self._display: int | None = None
        self._info: Any = None

    def probe(self) -> ProbeAnswer[float]:
        """Ask for the seconds since the last input."""
        if self._environment.get("WAYLAND_DISPLAY") or self._environment.get("XDG_SESSION_TYPE") == "wayland":
            # XWayland sees only the input of its own windows, and reports idle time while others are used.
            return ProbeAnswer(None, SOURCE, (message("presence.wayland"),))
        if self._display is None:
            why = self._open()
            if why is not None:
                return ProbeAnswer(None, SOURCE, (why,))
        root = self._x11.XDefaultRootWindow(self._display)
        answered = self._xss.XScreenSaverQueryInfo(self._display, root, self._info)
        if not answered:
            return ProbeAnswer(None, SOURCE, (message("presence.server_silent"),))
        return ProbeAnswer(self._info.contents.idle / 1000, SOURCE)

    def close(self) -> None:
        """Disconnect from the X server."""
        if self._display is not None:
            self._x11.XFree(self._info)
            self._x11.XCloseDisplay(self._display)
            self._display = None

    def _open(self) -> Message | None:
        """Connect; return why not, or None."""
        name = self._environment.get("DISPLAY", "")
        if not name:
            return message("presence.no_display")
        if self._x11 is None:
            x11, xss = ctypes.util.find_library("X11"), ctypes.util.find_library("Xss")
            if x11 is None or xss is None:
                return message("presence.no_libxss")
            self._x11, self._xss = _load(x11, xss)
        display = self._x11.XOpenDisplay(name.encode())
        if not display:
            return message("presence.no_server", name=name)
        event, error = ctypes.c_int(), ctypes.c_int()
        if not self._xss.XScreenSaverQueryExtension(display, ctypes.byref(event), ctypes.byref(error)):
            self._x11.XCloseDisplay(display)
            return message("presence.no_extension")
        self._info = self._xss.XScreenSaverAllocInfo()
        self._display = display
        return None


def _load(x11_name: str, xss_name: str) -> tuple[Any, Any]:
    x11, xss = ctypes.CDLL(x11_name), ctypes.CDLL(xss_name)
    x11.XOpenDisplay.argtypes, x11.XOpenDisplay.restype = [ctypes.c_char_p], ctypes.c_void_p
    x11.XDefaultRootWindow.argtypes, x11.XDefaultRootWindow.restype = [ctypes.c_void_p], ctypes.c_ulong
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    x11.XFree.argtypes = [ctypes.c_void_p]
    pointer = ctypes.POINTER(_Info)
    number = ctypes.POINTER(ctypes.c_int)
    xss.XScreenSaverAllocInfo.restype = pointer
    xss.XScreenSaverQueryExtension.argtypes = [ctypes.c_void_p, number, number]
    xss.XScreenSaverQueryInfo.argtypes = [ctypes.c_void_p, ctypes.c_ulong, pointer]
    return x11, xss

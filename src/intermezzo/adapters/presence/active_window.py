"""Whether the active window fills the screen, on X11, from the hints of the window manager, through libxcb.

https://specifications.freedesktop.org/wm-spec/latest/
"""

import ctypes
import ctypes.util
from collections.abc import Mapping
from functools import cache
from typing import Any

from intermezzo.core.faults import message
from intermezzo.core.scheduling.presence import ProbeAnswer

SOURCE = "X11"
_ATOM, _WINDOW = 4, 33
"""The predefined atoms ATOM and WINDOW."""
_MOST = 64
"""Values of a property that are read; a window has a dozen states at most."""


class _Cookie(ctypes.Structure):
    """xcb_get_property_cookie_t and xcb_intern_atom_cookie_t of xproto.h."""

    _fields_ = (("sequence", ctypes.c_uint),)


class _Screens(ctypes.Structure):
    """xcb_screen_iterator_t of xproto.h; the first field of a screen is its root window."""

    _fields_ = (
        ("data", ctypes.POINTER(ctypes.c_uint32)),
        ("rem", ctypes.c_int),
        ("index", ctypes.c_int),
    )


class _AtomReply(ctypes.Structure):
    """xcb_intern_atom_reply_t of xproto.h."""

    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("pad0", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("length", ctypes.c_uint32),
        ("atom", ctypes.c_uint32),
    )


def probe(environment: Mapping[str, str]) -> ProbeAnswer[bool]:
    """Ask the X server; each question connects and disconnects.

    libxcb has no time limit for an answer; the caller limits the time.
    """
    if environment.get("WAYLAND_DISPLAY") or environment.get("XDG_SESSION_TYPE") == "wayland":
        return _unknown("presence.wayland_windows")
    name = environment.get("DISPLAY", "")
    if not name:
        return _unknown("presence.no_display")
    xcb, libc = _libraries()
    if xcb is None:
        return _unknown("presence.no_libxcb")
    number = ctypes.c_int()
    connection = xcb.xcb_connect(name.encode(), ctypes.byref(number))
    try:
        if xcb.xcb_connection_has_error(connection):
            return _unknown("presence.no_server", name=name)
        screens = xcb.xcb_setup_roots_iterator(xcb.xcb_get_setup(connection))
        for _screen in range(number.value):
            xcb.xcb_screen_next(ctypes.byref(screens))
        return _Asking(xcb, libc, connection).full_screen(screens.data[0])
    finally:
        xcb.xcb_disconnect(connection)


class _Asking:
    """Questions on one connection."""

    def __init__(self, xcb: Any, libc: Any, connection: int) -> None:
        self._xcb, self._libc, self._connection = xcb, libc, connection

    def full_screen(self, root: int) -> ProbeAnswer[bool]:
        """Return whether the active window has the state; one that has just been closed has none."""
        if not self._values(root, "_NET_SUPPORTING_WM_CHECK", _WINDOW):
            return _unknown("presence.no_window_manager")
        active = self._values(root, "_NET_ACTIVE_WINDOW", _WINDOW)
        wanted = self._atom("_NET_WM_STATE_FULLSCREEN")
        states = (self._values(window, "_NET_WM_STATE", _ATOM) for window in active if window)
        return ProbeAnswer(any(wanted in one for one in states), SOURCE)

    def _atom(self, name: str) -> int:
        """Return the number of a name; 0 if the server is gone."""
        cookie = self._xcb.xcb_intern_atom(self._connection, 0, len(name), name.encode())
        reply = self._xcb.xcb_intern_atom_reply(self._connection, cookie, None)
        if not reply:
            return 0
        atom = int(reply.contents.atom)
        self._libc.free(reply)
        return atom

    def _values(self, window: int, name: str, kind: int) -> tuple[int, ...]:
        """Return the values of a property; none if the window has none or is gone."""
        cookie = self._xcb.xcb_get_property(self._connection, 0, window, self._atom(name), kind, 0, _MOST)
        reply = self._xcb.xcb_get_property_reply(self._connection, cookie, None)
        if not reply:
            return ()
        count = self._xcb.xcb_get_property_value_length(reply) // ctypes.sizeof(ctypes.c_uint32)
        values = ctypes.cast(self._xcb.xcb_get_property_value(reply), ctypes.POINTER(ctypes.c_uint32))
        found = tuple(values[:count])
        self._libc.free(reply)
        return found


@cache
def _libraries() -> tuple[Any, Any]:
    """Return libxcb and the C library, None for a missing libxcb: searching for it starts programs."""
    name = ctypes.util.find_library("xcb")
    if name is None:
        return None, None
    xcb, libc = ctypes.CDLL(name), ctypes.CDLL(None)
    pointer, number = ctypes.c_void_p, ctypes.POINTER(ctypes.c_int)
    xcb.xcb_connect.argtypes, xcb.xcb_connect.restype = [ctypes.c_char_p, number], pointer
    xcb.xcb_connection_has_error.argtypes = [pointer]
    xcb.xcb_disconnect.argtypes, xcb.xcb_disconnect.restype = [pointer], None
    xcb.xcb_get_setup.argtypes, xcb.xcb_get_setup.restype = [pointer], pointer
    xcb.xcb_setup_roots_iterator.argtypes, xcb.xcb_setup_roots_iterator.restype = [pointer], _Screens
    xcb.xcb_screen_next.argtypes, xcb.xcb_screen_next.restype = [ctypes.POINTER(_Screens)], None
    xcb.xcb_intern_atom.argtypes = [pointer, ctypes.c_uint8, ctypes.c_uint16, ctypes.c_char_p]
    xcb.xcb_intern_atom.restype = _Cookie
    xcb.xcb_intern_atom_reply.argtypes = [pointer, _Cookie, pointer]
    xcb.xcb_intern_atom_reply.restype = ctypes.POINTER(_AtomReply)
    xcb.xcb_get_property.argtypes = [pointer, ctypes.c_uint8, *[ctypes.c_uint32] * 5]
    xcb.xcb_get_property.restype = _Cookie
    xcb.xcb_get_property_reply.argtypes = [pointer, _Cookie, pointer]
    xcb.xcb_get_property_reply.restype = pointer
    xcb.xcb_get_property_value.argtypes, xcb.xcb_get_property_value.restype = [pointer], pointer
    xcb.xcb_get_property_value_length.argtypes = [pointer]
    libc.free.argtypes, libc.free.restype = [pointer], None
    return xcb, libc


def _unknown(code: str, **facts: str) -> ProbeAnswer[bool]:
    return ProbeAnswer(None, SOURCE, (message(code, **facts),))

"""Whether the active window fills the screen, on X11, from the hints of the window manager, through libxcb.

https://specifications.freedesktop.org/wm-spec/latest/
"""

import ctypes
from collections.abc import Mapping
from functools import cache
from typing import Any

from intermezzo.adapters.presence.xcb import Connection, Cookie, c_library, connect, library
from intermezzo.core.faults import message
from intermezzo.core.scheduling.presence import ProbeAnswer

SOURCE = "X11"
_ATOM, _WINDOW = 4, 33
"""The predefined atoms ATOM and WINDOW."""
_MOST = 64
"""Values of a property that are read; a window has a dozen states at most."""


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
        return ProbeAnswer(None, SOURCE, (message("presence.wayland_windows"),))
    connection = connect(environment)
    if not isinstance(connection, Connection):
        return ProbeAnswer(None, SOURCE, (connection,))
    try:
        return _Asking(connection).full_screen(connection.root)
    finally:
        connection.close()


class _Asking:
    """Questions on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._xcb, self._libc, self._connection = _properties(), c_library(), connection.handle

    def full_screen(self, root: int) -> ProbeAnswer[bool]:
        """Return whether the active window has the state; one that has just been closed has none."""
        if not self._values(root, "_NET_SUPPORTING_WM_CHECK", _WINDOW):
            return ProbeAnswer(None, SOURCE, (message("presence.no_window_manager"),))
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
def _properties() -> Any:
    """Return libxcb with what reads properties."""
    xcb, pointer = library(), ctypes.c_void_p
    xcb.xcb_intern_atom.argtypes = [pointer, ctypes.c_uint8, ctypes.c_uint16, ctypes.c_char_p]
    xcb.xcb_intern_atom.restype = Cookie
    xcb.xcb_intern_atom_reply.argtypes = [pointer, Cookie, pointer]
    xcb.xcb_intern_atom_reply.restype = ctypes.POINTER(_AtomReply)
    xcb.xcb_get_property.argtypes = [pointer, ctypes.c_uint8, *[ctypes.c_uint32] * 5]
    xcb.xcb_get_property.restype = Cookie
    xcb.xcb_get_property_reply.argtypes = [pointer, Cookie, pointer]
    xcb.xcb_get_property_reply.restype = pointer
    xcb.xcb_get_property_value.argtypes, xcb.xcb_get_property_value.restype = [pointer], pointer
    xcb.xcb_get_property_value_length.argtypes = [pointer]
    return xcb

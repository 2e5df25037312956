"""A connection of our own to the X server, through libxcb.

Not through Xlib: when the server goes, Xlib ends the whole process, from whatever thread has asked it.
"""

import ctypes
import ctypes.util
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from intermezzo.core.faults import Message, message


class _Screens(ctypes.Structure):
    """xcb_screen_iterator_t of xproto.h; the first field of a screen is its root window."""

    _fields_ = (
        ("data", ctypes.POINTER(ctypes.c_uint32)),
        ("rem", ctypes.c_int),
        ("index", ctypes.c_int),
    )


class Cookie(ctypes.Structure):
    """The number of a request, as xcb_get_property_cookie_t and all others are."""

    _fields_ = (("sequence", ctypes.c_uint),)


@dataclass(frozen=True, slots=True)
class Connection:
    """``handle`` is its xcb_connection_t, ``root`` the root window of its screen."""

    xcb: Any
    handle: int
    root: int

    def close(self) -> None:
        """Disconnect."""
        self.xcb.xcb_disconnect(self.handle)


def connect(environment: Mapping[str, str]) -> Connection | Message:
    """Connect to the server of the environment; return why not if that cannot be done."""
    name = environment.get("DISPLAY", "")
    if not name:
        return message("presence.no_display")
    xcb, number = library(), ctypes.c_int()
    if xcb is None:
        return message("presence.no_libxcb")
    handle = xcb.xcb_connect(name.encode(), ctypes.byref(number))
    if xcb.xcb_connection_has_error(handle):
        xcb.xcb_disconnect(handle)
        return message("presence.no_server", name=name)
    screens = xcb.xcb_setup_roots_iterator(xcb.xcb_get_setup(handle))
    for _screen in range(number.value):
        xcb.xcb_screen_next(ctypes.byref(screens))
    return Connection(xcb, handle, screens.data[0])


@cache
def library() -> Any:
    """Return libxcb, None if it is missing; cached, because searching for it starts programs."""
    name = ctypes.util.find_library("xcb")
    if name is None:
        return None
    xcb, pointer = ctypes.CDLL(name), ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_int)]
    xcb.xcb_connect.restype = pointer
    xcb.xcb_connection_has_error.argtypes = [pointer]
    xcb.xcb_disconnect.argtypes, xcb.xcb_disconnect.restype = [pointer], None
    xcb.xcb_get_setup.argtypes, xcb.xcb_get_setup.restype = [pointer], pointer
    xcb.xcb_setup_roots_iterator.argtypes, xcb.xcb_setup_roots_iterator.restype = [pointer], _Screens
    xcb.xcb_screen_next.argtypes, xcb.xcb_screen_next.restype = [ctypes.POINTER(_Screens)], None
    return xcb


@cache
def c_library() -> Any:
    """Return the C library, whose ``free`` takes the replies."""
    libc = ctypes.CDLL(None)
    libc.free.argtypes, libc.free.restype = [ctypes.c_void_p], None
    return libc

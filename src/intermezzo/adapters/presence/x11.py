"""Idle time, and whether the active window fills the screen, on X11, through libxcb.

Not through Xlib: when the server goes, Xlib ends the whole process, from whatever thread has asked it. libxcb
has no time limit for an answer: the caller limits the time.
"""

import ctypes
import ctypes.util
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from intermezzo.core.faults import Message, message
from intermezzo.core.scheduling.presence import ProbeAnswer

SOURCE = "X11"
_ATOM, _WINDOW = 4, 33
"""The predefined atoms ATOM and WINDOW."""
_MOST = 64
"""Values of a property that are read; a window has a dozen states at most."""


class _Screens(ctypes.Structure):
    """xcb_screen_iterator_t of xproto.h; the first field of a screen is its root window."""

    _fields_ = (
        ("data", ctypes.POINTER(ctypes.c_uint32)),
        ("rem", ctypes.c_int),
        ("index", ctypes.c_int),
    )


class _Extension(ctypes.Structure):
    """xcb_extension_t of xcbext.h."""

    _fields_ = (("name", ctypes.c_char_p), ("global_id", ctypes.c_int))


class _Cookie(ctypes.Structure):
    """The number of a request, as xcb_get_property_cookie_t and all others are."""

    _fields_ = (("sequence", ctypes.c_uint),)


class _Reply(ctypes.Structure):
    """What every reply begins with."""

    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("state", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("length", ctypes.c_uint32),
    )


class _AtomReply(ctypes.Structure):
    """xcb_intern_atom_reply_t of xproto.h."""

    _fields_ = (("head", _Reply), ("atom", ctypes.c_uint32))


class _ExtensionReply(ctypes.Structure):
    """The beginning of xcb_query_extension_reply_t of xproto.h."""

    _fields_ = (("head", _Reply), ("present", ctypes.c_uint8))


class _Info(ctypes.Structure):
    """The beginning of xcb_screensaver_query_info_reply_t of screensaver.h."""

    _fields_ = (
        ("head", _Reply),
        ("saver_window", ctypes.c_uint32),
        ("ms_until_server", ctypes.c_uint32),
        ("ms_since_user_input", ctypes.c_uint32),
    )


_POINTER, _NUMBER = ctypes.c_void_p, ctypes.c_uint32
_FUNCTIONS: Mapping[str, Mapping[str, tuple[Any, ...]]] = {
    "xcb": {
        "free": (None, _POINTER),  # of the C library, which this one has loaded; it takes the replies
        "xcb_connect": (_POINTER, ctypes.c_char_p, ctypes.POINTER(ctypes.c_int)),
        "xcb_connection_has_error": (ctypes.c_int, _POINTER),
        "xcb_disconnect": (None, _POINTER),
        "xcb_get_setup": (_POINTER, _POINTER),
        "xcb_setup_roots_iterator": (_Screens, _POINTER),
        "xcb_screen_next": (None, ctypes.POINTER(_Screens)),
        "xcb_get_extension_data": (ctypes.POINTER(_ExtensionReply), _POINTER, ctypes.POINTER(_Extension)),
        "xcb_intern_atom": (_Cookie, _POINTER, ctypes.c_uint8, ctypes.c_uint16, ctypes.c_char_p),
        "xcb_intern_atom_reply": (ctypes.POINTER(_AtomReply), _POINTER, _Cookie, _POINTER),
        "xcb_get_property": (_Cookie, _POINTER, ctypes.c_uint8, *[_NUMBER] * 5),
        "xcb_get_property_reply": (_POINTER, _POINTER, _Cookie, _POINTER),
        "xcb_get_property_value": (_POINTER, _POINTER),
        "xcb_get_property_value_length": (ctypes.c_int, _POINTER),
    },
    "xcb-screensaver": {
        "xcb_screensaver_query_info": (_Cookie, _POINTER, _NUMBER),
        "xcb_screensaver_query_info_reply": (ctypes.POINTER(_Info), _POINTER, _Cookie, _POINTER),
    },
}
"""By library: what each function returns, and its arguments."""


@cache
def _library(name: str) -> Any:
    """Return a library, None if it is missing; cached, because searching for it starts programs."""
    found = ctypes.util.find_library(name)
    if found is None:
        return None
    library = ctypes.CDLL(found)
    for function, (result, *arguments) in _FUNCTIONS[name].items():
        getattr(library, function).restype, getattr(library, function).argtypes = result, arguments
    return library


@dataclass(frozen=True, slots=True)
class _Connection:
    """``handle`` is its xcb_connection_t, ``root`` the root window of its screen."""

    xcb: Any
    handle: int
    root: int

    def close(self) -> None:
        """Disconnect."""
        self.xcb.xcb_disconnect(self.handle)

    def atom(self, name: str) -> int:
        """Return the number of a name; 0 if the server is gone."""
        cookie = self.xcb.xcb_intern_atom(self.handle, 0, len(name), name.encode())
        reply = self.xcb.xcb_intern_atom_reply(self.handle, cookie, None)
        if not reply:
            return 0
        atom = int(reply.contents.atom)
        self.xcb.free(reply)
        return atom

    def values(self, window: int, name: str, kind: int) -> tuple[int, ...]:
        """Return the values of a property; none if the window has none or is gone."""
        cookie = self.xcb.xcb_get_property(self.handle, 0, window, self.atom(name), kind, 0, _MOST)
        reply = self.xcb.xcb_get_property_reply(self.handle, cookie, None)
        if not reply:
            return ()
        count = self.xcb.xcb_get_property_value_length(reply) // ctypes.sizeof(_NUMBER)
        values = ctypes.cast(self.xcb.xcb_get_property_value(reply), ctypes.POINTER(_NUMBER))
        found = tuple(values[:count])
        self.xcb.free(reply)
        return found


def _connect(environment: Mapping[str, str]) -> _Connection | Message:
    """Connect to the server of the environment; return why not if that cannot be done."""
    name = environment.get("DISPLAY", "")
    if not name:
        return message("presence.no_display")
    xcb, number = _library("xcb"), ctypes.c_int()
    if xcb is None:
        return message("presence.no_libxcb")
    handle = xcb.xcb_connect(name.encode(), ctypes.byref(number))
    if xcb.xcb_connection_has_error(handle):
        xcb.xcb_disconnect(handle)
        return message("presence.no_server", name=name)
    screens = xcb.xcb_setup_roots_iterator(xcb.xcb_get_setup(handle))
    for _screen in range(number.value):
        xcb.xcb_screen_next(ctypes.byref(screens))
    return _Connection(xcb, handle, screens.data[0])


def _is_wayland(environment: Mapping[str, str]) -> bool:
    return bool(environment.get("WAYLAND_DISPLAY")) or environment.get("XDG_SESSION_TYPE") == "wayland"


def full_screen(environment: Mapping[str, str]) -> ProbeAnswer[bool]:
    """Return whether the active window fills the screen, by the hints of the window manager.

    Each question connects and disconnects. https://specifications.freedesktop.org/wm-spec/latest/
    """
    if _is_wayland(environment):
        return ProbeAnswer(None, SOURCE, (message("presence.wayland_windows"),))
    connection = _connect(environment)
    if not isinstance(connection, _Connection):
        return ProbeAnswer(None, SOURCE, (connection,))
    try:
        if not connection.values(connection.root, "_NET_SUPPORTING_WM_CHECK", _WINDOW):
            return ProbeAnswer(None, SOURCE, (message("presence.no_window_manager"),))
        active = connection.values(connection.root, "_NET_ACTIVE_WINDOW", _WINDOW)
        wanted = connection.atom("_NET_WM_STATE_FULLSCREEN")
        # One that has just been closed has no states.
        states = (connection.values(window, "_NET_WM_STATE", _ATOM) for window in active if window)
        return ProbeAnswer(any(wanted in one for one in states), SOURCE)
    finally:
        connection.close()


class IdleX11:
    """Asks the server's MIT-SCREEN-SAVER extension, on a connection that is kept. Not thread-safe."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._connection: _Connection | None = None

    def probe(self) -> ProbeAnswer[float]:
        """Ask for the seconds since the last input."""
        if _is_wayland(self._environment):
            # XWayland sees only the input of its own windows, and reports idle time while others are used.
            return ProbeAnswer(None, SOURCE, (message("presence.wayland"),))
        opened = self._connection or self._open()
        if not isinstance(opened, _Connection):
            return ProbeAnswer(None, SOURCE, (opened,))
        self._connection, extension = opened, _library("xcb-screensaver")
        cookie = extension.xcb_screensaver_query_info(opened.handle, opened.root)
        reply = extension.xcb_screensaver_query_info_reply(opened.handle, cookie, None)
        if not reply:
            self.close()  # the server may be another one by the next time
            return ProbeAnswer(None, SOURCE, (message("presence.server_silent"),))
        seconds = reply.contents.ms_since_user_input / 1000
        opened.xcb.free(reply)
        return ProbeAnswer(seconds, SOURCE)

    def close(self) -> None:
        """Disconnect from the X server."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> _Connection | Message:
        """Connect; return why not if that cannot be done."""
        opened = _connect(self._environment)
        if not isinstance(opened, _Connection):
            return opened
        extension = _library("xcb-screensaver")
        if extension is None:
            opened.close()
            return message("presence.no_libxcb_screensaver")
        asked = _Extension.in_dll(extension, "xcb_screensaver_id")
        found = opened.xcb.xcb_get_extension_data(opened.handle, ctypes.byref(asked))
        if not found or not found.contents.present:
            opened.close()
            return message("presence.no_extension")
        return opened

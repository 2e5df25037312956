"""Idle time on X11, from the server's MIT-SCREEN-SAVER extension, through libxcb-screensaver."""

import ctypes
import ctypes.util
from collections.abc import Mapping
from functools import cache
from typing import Any

from intermezzo.adapters.presence.xcb import Connection, Cookie, c_library, connect, library
from intermezzo.core.faults import Message, message
from intermezzo.core.scheduling.presence import ProbeAnswer

SOURCE = "X11"


class _Extension(ctypes.Structure):
    """xcb_extension_t of xcbext.h."""

    _fields_ = (("name", ctypes.c_char_p), ("global_id", ctypes.c_int))


class _ExtensionReply(ctypes.Structure):
    """The beginning of xcb_query_extension_reply_t of xproto.h."""

    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("pad0", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("length", ctypes.c_uint32),
        ("present", ctypes.c_uint8),
    )


class _Info(ctypes.Structure):
    """The beginning of xcb_screensaver_query_info_reply_t of screensaver.h."""

    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("state", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("length", ctypes.c_uint32),
        ("saver_window", ctypes.c_uint32),
        ("ms_until_server", ctypes.c_uint32),
        ("ms_since_user_input", ctypes.c_uint32),
    )


class IdleX11:
    """Keeps its connection open. Not thread-safe. libxcb has no time limit: the caller limits the time."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._connection: Connection | None = None

    def probe(self) -> ProbeAnswer[float]:
        """Ask for the seconds since the last input."""
        if self._environment.get("WAYLAND_DISPLAY") or self._environment.get("XDG_SESSION_TYPE") == "wayland":
            # XWayland sees only the input of its own windows, and reports idle time while others are used.
            return ProbeAnswer(None, SOURCE, (message("presence.wayland"),))
        opened = self._connection or self._open()
        if not isinstance(opened, Connection):
            return ProbeAnswer(None, SOURCE, (opened,))
        self._connection, extension = opened, _extension()
        cookie = extension.xcb_screensaver_query_info(opened.handle, opened.root)
        reply = extension.xcb_screensaver_query_info_reply(opened.handle, cookie, None)
        if not reply:
            self.close()  # the server may be another one by the next time
            return ProbeAnswer(None, SOURCE, (message("presence.server_silent"),))
        seconds = reply.contents.ms_since_user_input / 1000
        c_library().free(reply)
        return ProbeAnswer(seconds, SOURCE)

    def close(self) -> None:
        """Disconnect from the X server."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> Connection | Message:
        """Connect; return why not if that cannot be done."""
        opened = connect(self._environment)
        if not isinstance(opened, Connection):
            return opened
        extension = _extension()
        if extension is None:
            opened.close()
            return message("presence.no_libxcb_screensaver")
        asked = _Extension.in_dll(extension, "xcb_screensaver_id")
        found = opened.xcb.xcb_get_extension_data(opened.handle, ctypes.byref(asked))
        if not found or not found.contents.present:
            opened.close()
            return message("presence.no_extension")
        return opened


@cache
def _extension() -> Any:
    """Return libxcb-screensaver, None if it is missing."""
    name = ctypes.util.find_library("xcb-screensaver")
    if name is None:
        return None
    extension, xcb, pointer = ctypes.CDLL(name), library(), ctypes.c_void_p
    xcb.xcb_get_extension_data.argtypes = [pointer, ctypes.POINTER(_Extension)]
    xcb.xcb_get_extension_data.restype = ctypes.POINTER(_ExtensionReply)
    extension.xcb_screensaver_query_info.argtypes = [pointer, ctypes.c_uint32]
    extension.xcb_screensaver_query_info.restype = Cookie
    extension.xcb_screensaver_query_info_reply.argtypes = [pointer, Cookie, pointer]
    extension.xcb_screensaver_query_info_reply.restype = ctypes.POINTER(_Info)
    return extension

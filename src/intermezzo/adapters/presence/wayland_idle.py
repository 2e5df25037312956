"""Idle time on Wayland, from ext-idle-notify-v1 or its predecessor of KDE, which sway had too.

A compositor does not tell the idle time. It tells when a length of time without input has passed, and when
input comes after it. So it is told several lengths; of those that have passed, the longest is the answer.
Nothing reads what it tells until the next question: that costs no wake-up.

https://wayland.app/protocols/ext-idle-notify-v1 · https://wayland.app/protocols/kde-idle
"""

import socket
import struct
from collections.abc import Mapping
from pathlib import Path

from intermezzo.core.faults import Message, message
from intermezzo.core.scheduling.presence import TYPING_SECONDS, ProbeAnswer

SOURCE = "Wayland"
LIMIT_SECONDS = 0.8
"""Time limit for what the compositor is to send next."""
LENGTHS = (TYPING_SECONDS, 20.0, 30.0, *(60.0 * n for n in range(1, 11)), 900.0, 1800.0, 3600.0)
"""The idle times that can be told apart, in seconds."""
_EXT, _KDE = "ext_idle_notifier_v1", "org_kde_kwin_idle"
_DISPLAY = 1
"""The number of the display, which every connection begins with."""


class WaylandIdle:
    """A connection to the compositor, kept open. Not thread-safe."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._socket: socket.socket | None = None
        self._absent: Message | None = None
        self._bytes = b""
        self._last = _DISPLAY
        """The last number that was given to an object."""
        self._lengths: dict[int, float] = {}
        """The idle time that each notification object waits for."""
        self._passed: set[float] = set()

    def probe(self) -> ProbeAnswer[float]:
        """Ask for the seconds since the last input, rounded down to one of ``LENGTHS``.

        They are counted from the first question on, which is answered by 0.
        """
        name = self._environment.get("WAYLAND_DISPLAY", "")
        if not name:
            return ProbeAnswer(None, SOURCE, (message("presence.no_wayland"),))
        if self._absent is not None:
            return ProbeAnswer(None, SOURCE, (self._absent,))
        try:
            if self._socket is None:
                absent = self._connect(name)
                if absent is not None:
                    self.close()
                    self._absent = absent
                    return ProbeAnswer(None, SOURCE, (absent,))
            self._wait()
        except (OSError, ValueError, struct.error):
            self.close()
            return ProbeAnswer(None, SOURCE, (message("presence.compositor_silent"),))
        return ProbeAnswer(max(self._passed, default=0.0), SOURCE)

    def close(self) -> None:
        """Disconnect from the compositor."""
        if self._socket is not None:
            self._socket.close()
        self._socket, self._bytes, self._last = None, b"", _DISPLAY
        self._lengths, self._passed = {}, set()

    def _connect(self, name: str) -> Message | None:
        """Connect, and ask to be told of each length; return why not where no protocol does."""
        path = Path(self._environment.get("XDG_RUNTIME_DIR", "/")) / name
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(LIMIT_SECONDS)
        self._socket.connect(str(path))
        registry = self._new()
        self._send(_DISPLAY, 1, struct.pack("=I", registry))
        found = {}
        for sender, code, body in self._wait():
            if (sender, code) == (registry, 0):
                number, kind, version = _global(body)
                found[kind] = number, version
        kind = next((one for one in (_EXT, _KDE) if one in found), "")
        if not kind or "wl_seat" not in found:
            return message("presence.no_idle_protocol")
        seat = self._bind(registry, found["wl_seat"][0], "wl_seat", 1)
        version = min(found[kind][1], 2 if kind == _EXT else 1)
        notifier = self._bind(registry, found[kind][0], kind, version)
        for length in LENGTHS:
            one = self._new()
            self._lengths[one] = length
            milliseconds = int(length * 1000)
            if kind == _EXT:
                # The request of version 2 counts input only, whatever keeps the screen on.
                self._send(notifier, version, struct.pack("=III", one, milliseconds, seat))
            else:
                self._send(notifier, 0, struct.pack("=III", one, seat, milliseconds))
        return None

    def _bind(self, registry: int, number: int, kind: str, version: int) -> int:
        one = self._new()
        self._send(registry, 0, struct.pack("=I", number) + _text(kind) + struct.pack("=II", version, one))
        return one

    def _wait(self) -> list[tuple[int, int, bytes]]:
        """Return sender, number and arguments of all events up to now; note what notifications tell."""
        callback, came = self._new(), list[tuple[int, int, bytes]]()
        self._send(_DISPLAY, 0, struct.pack("=I", callback))
        while True:
            sender, word = struct.unpack("=II", self._read(8))
            code, body = word & 0xFFFF, self._read((word >> 16) - 8)
            if sender == callback:
                return came
            if (sender, code) == (_DISPLAY, 0):
                raise ValueError("a protocol error")
            length = self._lengths.get(sender)
            if length is not None:
                (self._passed.discard if code else self._passed.add)(length)
            came.append((sender, code, body))

    def _read(self, count: int) -> bytes:
        if self._socket is None or count < 0:
            raise ValueError("not a message")
        while len(self._bytes) < count:
            more = self._socket.recv(4096)
            if not more:
                raise ConnectionResetError
            self._bytes += more
        found, self._bytes = self._bytes[:count], self._bytes[count:]
        return found

    def _send(self, target: int, code: int, body: bytes) -> None:
        if self._socket is not None:
            self._socket.sendall(struct.pack("=II", target, (8 + len(body)) << 16 | code) + body)

    def _new(self) -> int:
        """Return a number for a new object."""
        self._last += 1
        return self._last


def _text(text: str) -> bytes:
    data = text.encode() + b"\0"
    return struct.pack("=I", len(data)) + data + bytes(-len(data) % 4)


def _global(body: bytes) -> tuple[int, str, int]:
    """Return number, interface and version of a global."""
    number, size = struct.unpack_from("=II", body)
    (version,) = struct.unpack_from("=I", body, 8 + size + -size % 4)
    return number, body[8 : 8 + size - 1].decode(), version

"""Send a command to the running app: one line of JSON, one back, over a socket for this user only.

The other end is ``app.runtime.command_server``. Nothing here imports Qt, so a command is fast.
"""

import getpass
import hashlib
import json
import os
import socket
import struct
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

from intermezzo.adapters.system.sandbox import flatpak_id
from intermezzo.core.faults import Fault

LONGEST_LINE = 4_000_000
"""Bytes; a reply is a few lines, a whole week at most."""
ATTEMPTS = 5
"""How often a command is sent where the connection is closed before the reply, as in a crowd of clients."""


class NoAppError(Fault):
    """No Intermezzo runs for this home."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The reply of the app to a command."""

    ok: bool
    line: str
    data: Any = None
    """Any JSON value."""


def address(home: Path, user: str, runtime: Path) -> str:
    """Return the address of the app with this ``home``: a socket in ``runtime``, a named pipe on Windows.

    ``runtime`` is a private folder of the user (XDG_RUNTIME_DIR). The name contains a digest of home and
    user: different homes have different names, and the path stays below the limit of 107 bytes.
    """
    digest = hashlib.sha256(os.fsencode(f"{user}\0{home.resolve()}")).hexdigest()[:16]
    if sys.platform == "win32":
        return rf"\\.\pipe\intermezzo-{digest}"
    return str(runtime / f"intermezzo-{digest}")


def socket_of(home: Path) -> str:
    """Return the address of the app with this ``home``, for the current user and session.

    Raise Fault if there is no private folder for it.
    """
    user = getpass.getuser()
    if sys.platform == "win32":
        return address(home, user, home)
    wanted = os.environ.get("XDG_RUNTIME_DIR", "")
    if wanted and flatpak_id():
        wanted = f"{wanted}/app/{flatpak_id()}"  # the one folder in it that all starts of a Flatpak share
    if wanted and Path(wanted).is_dir():
        return address(home, user, Path(wanted))
    # Another user could listen under this name in the shared temporary folder: use a private folder in it.
    folder = Path(tempfile.gettempdir()) / f"intermezzo-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise Fault("instance.folder", path=folder)
    return address(home, user, folder)


def send(words: Sequence[str], socket_path: str, timeout: float = 10.0) -> Reply:
    """Send a command and wait for the reply, at most ``timeout`` seconds for each step.

    The command has an id: sent again after its connection was closed, it is not carried out twice.
    Raise NoAppError if nothing listens there, Fault if the app does not answer or the reply is malformed.
    """
    line = json.dumps({"id": os.urandom(8).hex(), "words": list(words)}).encode() + b"\n"
    if sys.platform == "win32":
        answer = _through_pipe(line, socket_path, timeout)
    else:
        answer = _through_socket(line, socket_path, timeout)
    return _reply(answer, socket_path)


def follow(socket_path: str, reader: int | None = None, timeout: float = 10.0) -> Iterator[dict[str, Any]]:
    """Yield what the running app does, and then every event until it ends.

    ``reader`` is a file descriptor: when nobody reads from it any more, there are no more events. Raise
    NoAppError if no app runs, Fault if it does not answer, or goes without an event that says so.
    """
    words = {"id": os.urandom(8).hex(), "words": ["follow"], "follow": True}
    lines = _lines(json.dumps(words).encode() + b"\n", socket_path, reader, timeout)
    reply = _reply(next(lines, b""), socket_path)
    if not reply.ok:
        raise Fault(reply.line)
    yield reply.data
    event: dict[str, Any] = {}
    for line in lines:
        event = json.loads(line)
        yield event
    if event.get("event") != "quit" and not (reader is not None and _is_left(reader)):
        raise Fault("instance.gone")


def _reply(answer: bytes, socket_path: str) -> Reply:
    if not answer:
        raise Fault("instance.closed")
    import msgspec

    try:
        return msgspec.convert(json.loads(answer), Reply)
    except (ValueError, RecursionError) as error:
        raise Fault("instance.foreign", path=socket_path) from error


def _through_socket(line: bytes, path: str, timeout: float) -> bytes:
    for _attempt in range(ATTEMPTS):
        for read in _lines(line, path, None, timeout):
            return read
    return b""


@contextmanager
def _translate_errors(path: str) -> Iterator[None]:
    """Raise a Fault in the place of an error of the socket."""
    try:
        yield
    except (FileNotFoundError, ConnectionRefusedError) as error:
        raise NoAppError("instance.none") from error
    except (TimeoutError, BlockingIOError) as error:
        raise Fault("instance.no_answer") from error
    except OSError as error:
        raise Fault("instance.os_error", path=path, why=error.strerror or error) from error


def _sent(line: bytes, path: str, timeout: float) -> socket.socket:
    """Return a connection on which the line was sent."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        # With a time limit of Python's own, connecting would fail at once where others wait too.
        seconds, part = divmod(timeout, 1.0)
        limit = struct.pack("@ll", int(seconds), int(part * 1e6))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)
        connection.connect(path)
        connection.settimeout(timeout)
        connection.sendall(line)
    except OSError:
        connection.close()
        raise
    return connection


def _lines(line: bytes, path: str, reader: int | None, timeout: float) -> Iterator[bytes]:
    """Send a line; yield the lines that come back until the other end closes, or nobody reads ``reader``."""
    if sys.platform == "win32":  # written from its documentation, untested
        with Path(path).open("r+b", buffering=0) as pipe:
            pipe.write(line)
            yield from pipe
        return
    import select

    with (
        _translate_errors(path),
        suppress(ConnectionResetError, BrokenPipeError),
        _sent(line, path, timeout) as connection,
    ):
        waiting = select.poll()
        waiting.register(connection, select.POLLIN)
        if reader is not None:
            waiting.register(reader, 0)  # it tells by itself that the other end is closed
        read = b""
        limit: float | None = timeout * 1000
        while ready := dict(waiting.poll(limit)):
            if reader in ready:
                return
            piece = connection.recv(65536)
            if not piece:
                return  # what was cut off is no line
            *lines, read = (read + piece).split(b"\n")
            yield from lines
            if len(read) > LONGEST_LINE:
                raise Fault("instance.foreign", path=path)
            if lines:
                limit = None  # an event may be hours away
        raise TimeoutError


def _is_left(reader: int) -> bool:
    """Return whether nobody reads what is written to a file descriptor any more."""
    if sys.platform == "win32":
        return False
    import select

    waiting = select.poll()
    waiting.register(reader, 0)
    return bool(waiting.poll(0))


def _through_pipe(line: bytes, path: str, timeout: float) -> bytes:
    """Send and receive through a named pipe of Windows. Written from its documentation, untested.

    A pipe opened as a file has no time limit, so a daemon thread reads and is abandoned at the limit.
    """
    read: list[bytes] = []
    wrong: list[OSError] = []

    def talk() -> None:
        try:
            with Path(path).open("r+b", buffering=0) as pipe:
                pipe.write(line)
                while not (read and read[-1].endswith(b"\n")):
                    piece = pipe.read(65536)
                    if not piece:
                        return
                    read.append(piece)
        except OSError as error:
            wrong.append(error)

    thread = Thread(target=talk, daemon=True)
    thread.start()
    thread.join(timeout)
    if wrong and isinstance(wrong[0], FileNotFoundError):
        raise NoAppError("instance.none") from wrong[0]
    if wrong or thread.is_alive():
        raise Fault("instance.no_answer")
    return b"".join(read)

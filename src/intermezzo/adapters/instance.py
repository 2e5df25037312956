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
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

from intermezzo.core.faults import Fault

LONGEST_REPLY = 4_000_000
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
    if not answer:
        raise Fault("instance.closed")
    import msgspec

    try:
        return msgspec.convert(json.loads(answer), Reply)
    except (ValueError, RecursionError) as error:
        raise Fault("instance.foreign", path=socket_path) from error


def _through_socket(line: bytes, path: str, timeout: float) -> bytes:
    for _attempt in range(ATTEMPTS):
        try:
            read = _exchange(line, path, timeout)
        except (FileNotFoundError, ConnectionRefusedError) as error:
            raise NoAppError("instance.none") from error
        except (TimeoutError, BlockingIOError) as error:
            raise Fault("instance.no_answer") from error
        except (ConnectionResetError, BrokenPipeError):
            continue
        except OSError as error:
            raise Fault("instance.os_error", path=path, why=error.strerror or error) from error
        if read:
            return read
    return b""


def _exchange(line: bytes, path: str, timeout: float) -> bytes:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        # With a time limit of Python's own, connecting would fail at once where others wait too.
        seconds, part = divmod(timeout, 1.0)
        limit = struct.pack("@ll", int(seconds), int(part * 1e6))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)
        connection.connect(path)
        connection.settimeout(timeout)
        connection.sendall(line)
        read = b""
        while not read.endswith(b"\n") and len(read) < LONGEST_REPLY:
            piece = connection.recv(65536)
            if not piece:
                break
            read += piece
    return read


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

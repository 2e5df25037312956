"""The way into the running app: one line of JSON there, one back, over a socket for this user only.

The other end is ``app.runtime.command_server``. Nothing here needs Qt, so a command is quick.
"""

import getpass
import hashlib
import json
import os
import socket
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

from intermezzo.core.faults import Fault
from intermezzo.presenters import _

LONGEST_REPLY = 4_000_000
"""Bytes; an answer is a few lines, a whole week at most."""


class NoAppError(Fault):
    """No Intermezzo runs for this home."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the app says to a command."""

    ok: bool
    line: str
    data: Any = None
    """Whatever JSON can hold."""


def address(home: Path, user: str, runtime: Path) -> str:
    """Where the app with this ``home`` listens: a socket in ``runtime``, or a named pipe on Windows.

    ``runtime`` is a folder of the user's own (XDG_RUNTIME_DIR). The name holds a digest of the home and the
    user, so that two homes never meet and the path stays far below the 107 bytes that a socket may have.
    """
    digest = hashlib.sha256(f"{user}\0{home.resolve()}".encode()).hexdigest()[:16]
    if sys.platform == "win32":
        return rf"\\.\pipe\intermezzo-{digest}"
    return str(runtime / f"intermezzo-{digest}")


def socket_of(home: Path) -> str:
    """The address of the app with this ``home``, for the user and the session that ask.

    Raises Fault where no folder of the user's own can be had for it.
    """
    user = getpass.getuser()
    if sys.platform == "win32":
        return address(home, user, home)
    wanted = os.environ.get("XDG_RUNTIME_DIR", "")
    if wanted and Path(wanted).is_dir():
        return address(home, user, Path(wanted))
    # In the shared temporary folder another user could wait under our name: it must be a folder of our own.
    folder = Path(tempfile.gettempdir()) / f"intermezzo-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise Fault(_("{path} is not yours alone; remove it, or set XDG_RUNTIME_DIR.").format(path=folder))
    return address(home, user, folder)


def send(words: Sequence[str], socket_path: str, timeout: float = 10.0) -> Reply:
    """Send a command and wait for the reply, at most ``timeout`` seconds for each step.

    Raises NoAppError when nobody listens there, Fault when the app does not answer or not in our words.
    """
    line = json.dumps(list(words)).encode() + b"\n"
    if sys.platform == "win32":
        answer = _through_pipe(line, socket_path, timeout)
    else:
        answer = _through_socket(line, socket_path, timeout)
    if not answer:
        raise Fault(_("The running app closed before it answered."))
    try:
        read = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise Fault(
            _("What listens at {path} does not speak our language.").format(path=socket_path)
        ) from error
    match read:
        case {"ok": bool(ok), "line": str(said)}:
            return Reply(ok, said, read.get("data"))
        case _:
            raise Fault(_("What listens at {path} does not speak our language.").format(path=socket_path))


def _through_socket(line: bytes, path: str, timeout: float) -> bytes:
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(timeout)
            connection.connect(path)
            connection.sendall(line)
            read = b""
            while not read.endswith(b"\n") and len(read) < LONGEST_REPLY:
                piece = connection.recv(65536)
                if not piece:
                    break
                read += piece
    except (FileNotFoundError, ConnectionRefusedError) as error:
        raise NoAppError(_("No running app to answer; start it with: intermezzo")) from error
    except (TimeoutError, BlockingIOError) as error:
        raise Fault(_("The running app does not answer; it may be busy or stuck.")) from error
    except (ConnectionResetError, BrokenPipeError) as error:
        raise Fault(_("The running app closed before it answered.")) from error
    except OSError as error:
        raise Fault(_("{path}: {why}.").format(path=path, why=error.strerror or error)) from error
    return read


def _through_pipe(line: bytes, path: str, timeout: float) -> bytes:
    """Talk through a named pipe of Windows. Written from the documents, not tried here.

    A pipe opened as a file has no time limit of its own: a thread that may be left behind gives it one.
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
        raise NoAppError(_("No running app to answer; start it with: intermezzo")) from wrong[0]
    if wrong or thread.is_alive():
        raise Fault(_("The running app does not answer; it may be busy or stuck."))
    return b"".join(read)

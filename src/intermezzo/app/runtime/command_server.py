"""Lets one instance run for each home, and receives commands over a socket that only this user can open.

A lock file decides which instance it is. A connection carries one line of JSON from ``adapters.instance``,
and one JSON object as the response. The line is a list of words, or an object of ``words`` and ``id``: a
command with the id of an earlier one is not carried out again, and gets the reply to that one. With
``follow`` the connection stays after a good reply, and carries one JSON object a line for every event.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from intermezzo.core.faults import Fault, message
from intermezzo.presenters.messages import tell

LONGEST_COMMAND = 65_536
"""In bytes, of one line."""
MOST_WORDS = 64
PATIENCE = 5.0
"""Seconds for a client to send its line, and again to take some of the response."""
MOST_CLIENTS = 32
"""At a time. Another one takes the place of the oldest that has not sent its line, or has its reply."""
LONGEST_ID = 64
MOST_FOLLOWERS = 8
"""At a time; each keeps one of the connections."""
MOST_UNREAD = 65_536
"""Bytes of events that a follower has not read yet; with more it is shut out, and nobody waits for it."""
_PROBE_MS = 500
REMEMBERED = 64
"""Replies to the last commands; a client sends one again at once, if at all."""

ReplyTo = Callable[[bool, str, Any], None]
"""``reply(ok, line, data)``."""


class CommandServer(QObject):
    """Listens at an address for commands of this user."""

    received = Signal(tuple, object)
    """The words, and ``reply(ok, line, data=None)``, which may be called later, and counts once."""

    def __init__(
        self, address: str, lock_path: str, parent: QObject | None = None, *, patience: float = PATIENCE
    ) -> None:
        """``address`` is a socket path, or a named pipe on Windows; ``lock_path`` the lock file."""
        super().__init__(parent)
        self._address = address
        self._lock = QLockFile(lock_path)
        # Only the death of its owner makes a lock stale, never its age.
        self._lock.setStaleLockTime(0)
        self._patience = patience
        self._clients: dict[_Client, None] = {}
        """In the order in which they came."""
        self._replies = CommandReplies()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def listen(self) -> bool:
        """Become the one instance; return False when another is running.

        Raise Fault when the lock or the socket cannot be made.
        """
        if not self._lock.tryLock(0):
            if self._lock.error() == QLockFile.LockError.LockFailedError:
                return False
            raise Fault("socket.lock_not_written", path=self._lock.fileName())
        if self._answers():
            self._lock.unlock()
            return False
        QLocalServer.removeServer(self._address)
        if not self._server.listen(self._address):
            self._lock.unlock()
            why = self._server.errorString().rstrip(".")
            raise Fault("socket.not_opened", path=self._address, why=why)
        return True

    def publish(self, event: dict[str, Any]) -> None:
        """Send an event to all who follow. It never waits for one of them."""
        line = json.dumps(event).encode() + b"\n"
        for client in tuple(self._clients):
            if client.follows:
                client.send(line)

    def close(self) -> None:
        """Stop listening, and let another instance start."""
        self._server.close()
        for client in tuple(self._clients):
            client.leave()
        self._lock.unlock()

    def _answers(self) -> bool:
        """Return whether another instance listens, whose lock is on another host or was deleted."""
        probe = QLocalSocket()
        probe.connectToServer(self._address)
        found = probe.waitForConnected(_PROBE_MS)
        probe.abort()
        return found

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if len(self._clients) >= MOST_CLIENTS and not self._make_room():
                socket.abort()
                socket.deleteLater()
                continue
            client = _Client(socket, self._patience, self)
            self._clients[client] = None
            client.left.connect(self._on_left)
            client.said.connect(self._on_said)
            client.begin()

    def _make_room(self) -> bool:
        """Close the oldest connection that waits for no reply; return False if all wait for one."""
        idle = next((client for client in self._clients if not client.waits), None)
        if idle is not None:
            idle.leave()
        return idle is not None

    def _on_said(self, command: "_Command", reply: ReplyTo) -> None:
        if sum(client.follows for client in self._clients) > MOST_FOLLOWERS:
            reply(False, tell(message("socket.too_many")), None)
        elif not command.id:
            self.received.emit(command.words, reply)
        elif (to_all := self._replies.begin(command.id, reply)) is not None:
            self.received.emit(command.words, to_all)

    def _on_left(self, client: "_Client") -> None:
        self._clients.pop(client, None)
        client.deleteLater()


@dataclass(frozen=True, slots=True)
class _Command:
    """What a client sends; ``id`` is empty if it may be carried out again."""

    words: tuple[str, ...]
    id: str = ""
    follow: bool = False
    """Whether the connection stays after the reply."""


class _Client(QObject):
    """One connection: a line in, a line out, then it is closed; with ``follow`` more lines out."""

    said = Signal(object, object)
    left = Signal(object)

    def __init__(self, socket: QLocalSocket, patience: float, parent: QObject) -> None:
        super().__init__(parent)
        socket.setParent(self)
        # One byte more than is allowed shows that a command is too long; the rest is never read.
        socket.setReadBufferSize(LONGEST_COMMAND + 1)
        self._socket: QLocalSocket | None = socket
        self._heard = False
        self._answered = False
        self.follows = False
        """Whether it gets events, or waits for the reply after which it does."""
        self._patience = QTimer(self, singleShot=True, interval=round(patience * 1000))
        self._patience.timeout.connect(self.leave)
        socket.disconnected.connect(self.leave)
        socket.readyRead.connect(self.begin)
        socket.bytesWritten.connect(self._on_taken)

    @property
    def waits(self) -> bool:
        """Whether the client has sent its line, and has no reply yet or follows."""
        return self._heard and (self.follows or not self._answered)

    def begin(self) -> None:
        """Read the line, once it is complete."""
        socket = self._socket
        if socket is None or self._heard:
            return
        if socket.canReadLine():
            self._heard = True
            self._patience.stop()
            command = _command(bytes(socket.readLine(LONGEST_COMMAND + 2).data()))
            if command is None:
                self.reply(ok=False, line=tell(message("socket.no_words")))
            else:
                self.follows = command.follow
                self.said.emit(command, self.reply)
        elif socket.bytesAvailable() > LONGEST_COMMAND:
            self._heard = True
            self.reply(ok=False, line=tell(message("socket.too_long")))
        elif not self._patience.isActive():
            self._patience.start()

    def reply(self, ok: bool, line: str, data: Any = None) -> None:  # noqa: FBT001 - the words of the protocol
        """Respond, unless the client has left or has its response. ``data`` is whatever JSON can hold."""
        socket = self._socket
        if socket is None or self._answered:
            return
        self._answered = True
        self.follows = self.follows and ok
        if not self.follows:
            self._patience.start()
        socket.write(json.dumps({"ok": ok, "line": line, "data": data}).encode() + b"\n")
        # Written at once: after the response to "quit" this process ends.
        socket.flush()
        if self._socket is not None and not self.follows:  # else the client has left, as it shows in writing
            socket.disconnectFromServer()

    def _on_taken(self) -> None:
        if self._patience.isActive():
            self._patience.start()

    def send(self, line: bytes) -> None:
        """Send a line to one who follows and has had the reply; leave one who has too much to read."""
        socket = self._socket
        if socket is None or not self._answered:
            return
        if socket.bytesToWrite() > MOST_UNREAD:
            self.leave()
            return
        socket.write(line)
        while socket.bytesToWrite() and socket.flush():  # as much as the system takes; the rest comes later
            pass

    def leave(self) -> None:
        """Close the connection."""
        if self._socket is not None:
            socket, self._socket = self._socket, None
            self._patience.stop()
            socket.abort()
            self.left.emit(self)


def _command(line: bytes) -> _Command | None:
    try:
        read = json.loads(line)
    except (ValueError, RecursionError):
        return None
    about = read if isinstance(read, dict) else {"words": read, "id": ""}
    words, command_id, follow = about.get("words"), about.get("id"), about.get("follow", False)
    if not isinstance(words, list) or not 0 < len(words) <= MOST_WORDS:
        return None
    if not isinstance(command_id, str) or len(command_id) > LONGEST_ID:
        return None
    if not isinstance(follow, bool) or not all(isinstance(word, str) for word in words):
        return None
    return _Command(tuple(words), command_id, follow)


class CommandReplies:
    """Knows by its id whether a command was carried out, and what the reply was: none is done again."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        """Oldest first."""

    def begin(self, command_id: str, reply: ReplyTo) -> ReplyTo | None:
        """Return with what to reply to a new command; None if it is known: ``reply`` gets that reply."""
        known = self._known.get(command_id)
        if known is not None:
            known.tell(reply)
            return None
        command = self._known[command_id] = _Known(reply)
        if len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]
        return command.done


class _Known:
    """One command: who waits for its reply, until there is one."""

    def __init__(self, reply: ReplyTo) -> None:
        self._waiting = [reply]
        self._reply: tuple[bool, str, Any] | None = None

    def tell(self, reply: ReplyTo) -> None:
        if self._reply is None:
            self._waiting.append(reply)
        else:
            reply(*self._reply)

    def done(self, ok: bool, line: str, data: Any = None) -> None:  # noqa: FBT001 - the words of the protocol
        if self._reply is None:
            self._reply = (ok, line, data)
            waiting, self._waiting = self._waiting, []
            for reply in waiting:
                reply(ok, line, data)

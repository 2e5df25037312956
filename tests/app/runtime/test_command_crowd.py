"""A crowd at the command socket, and commands that come again."""

import json
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from threading import Thread
from time import monotonic

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from intermezzo.adapters import instance
from intermezzo.app.runtime.command_server import (
    LONGEST_COMMAND,
    MOST_CLIENTS,
    REMEMBERED,
    CommandReplies,
    CommandServer,
)
from tests.app.runtime.socket_client import Client, raw

pytestmark = pytest.mark.slow

FLOOD = """
import socket, sys
print("begun", flush=True)
held = []
while True:
    one = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    one.connect(sys.argv[1])
    one.sendall(b'["status"]\\n' if len(held) % 2 else b"half")
    held.append(one)
    if len(held) > 200:
        held.pop(0).close()
"""
"""Connects as fast as it can, and never reads."""


def shown_out(client: socket.socket) -> bool:
    """Return whether the server has closed the connection of a client that does not block."""
    try:
        return client.recv(1) == b""
    except BlockingIOError:
        return False


def test_a_crowd_is_limited(qtbot: QtBot, address: str, lock: str) -> None:
    server = CommandServer(address, lock)
    assert server.listen()
    held = [socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) for _ in range(40)]
    for one in held:
        one.connect(address)
        one.setblocking(False)
    qtbot.waitUntil(lambda: sum(map(shown_out, held)) == 8)
    # What is shown out is deleted a little after its end.
    qtbot.waitUntil(lambda: len(server.findChildren(QLocalSocket)) == MOST_CLIENTS)
    for one in held:
        one.close()
    qtbot.waitUntil(lambda: not server.findChildren(QLocalSocket))
    server.close()


def test_a_crowd_that_says_nothing_does_not_keep_a_command_waiting(
    qtbot: QtBot, address: str, lock: str
) -> None:
    server = CommandServer(address, lock, patience=3600)  # nobody leaves for want of patience
    assert server.listen()
    server.received.connect(lambda _words, reply: reply(True, "here", None))
    crowd = [socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) for _ in range(400)]

    def talk() -> instance.Reply:
        for number, one in enumerate(crowd):
            one.connect(address)
            one.sendall((b"", b'["moved"', b"x" * 70_000)[number % 3][: 1 + LONGEST_COMMAND])
        return instance.send(("status",), address)

    assert Client(talk).run(qtbot) == instance.Reply(True, "here")
    assert len(server.findChildren(QLocalSocket)) <= MOST_CLIENTS
    for one in crowd:
        one.close()
    qtbot.waitUntil(lambda: not server.findChildren(QLocalSocket))
    server.close()


def test_a_flood_of_connections_does_not_keep_commands_waiting(qtbot: QtBot, address: str, lock: str) -> None:
    server = CommandServer(address, lock, patience=3600)
    assert server.listen()
    heard: list[tuple[str, ...]] = []

    def answer(words: tuple[str, ...], reply: Callable[[bool, str], None]) -> None:
        heard.append(words)
        reply(True, "here")

    server.received.connect(answer)
    flood = subprocess.Popen([sys.executable, "-c", FLOOD, address], stdout=subprocess.PIPE)
    assert flood.stdout is not None
    assert flood.stdout.readline() == b"begun\n"
    before: list[int] = []
    seconds: list[float] = []

    def talk() -> None:
        for number in range(10):
            heard_before, begin = len(heard), monotonic()
            assert instance.send(("owner", str(number)), address) == instance.Reply(True, "here")
            seconds.append(monotonic() - begin)
            before.append(heard.index(("owner", str(number))) - heard_before)

    client = Client(talk)
    client.run(qtbot)
    assert client.result is None
    assert flood.poll() is None, "it went on all the while"
    flood.kill()
    flood.communicate()
    assert len(before) == 10
    assert median(seconds) < 0.5
    # So many others came before it at most: those who stood in the queue, and those who were inside.
    assert max(before) <= 2 * 50 + MOST_CLIENTS
    server.close()


def test_a_command_that_is_sent_again_is_carried_out_once(
    qtbot: QtBot, server: CommandServer, address: str
) -> None:
    replies: list[Callable[[bool, str], None]] = []
    server.received.connect(lambda _words, reply: replies.append(reply))
    line = json.dumps({"id": "4711", "words": ["moved"]}).encode() + b"\n"
    with qtbot.waitSignal(server.received), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as gone:
        gone.connect(address)
        gone.sendall(line)
    again = Client(raw(address, line))
    again.start()
    qtbot.waitUntil(lambda: len(server.findChildren(QLocalSocket)) == 1)
    replies[0](True, "Noted.")
    qtbot.waitUntil(lambda: again.result is not None)
    first = b'{"ok": true, "line": "Noted.", "data": null}\n'
    assert again.result == first
    assert Client(raw(address, line)).run(qtbot) == first
    assert len(replies) == 1


def test_a_command_whose_connection_was_closed_is_sent_again(tmp_path: Path) -> None:
    path = str(tmp_path / "other")
    lines: list[bytes] = []
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as other:
        other.bind(path)
        other.listen()

        def talk() -> None:
            for answer in (b"", b'{"ok": true, "line": "Noted."}\n'):
                connection = other.accept()[0]
                with connection:
                    lines.append(connection.recv(65536))
                    connection.sendall(answer)

        talked = Thread(target=talk)
        talked.start()
        assert instance.send(("moved",), path) == instance.Reply(True, "Noted.")
        talked.join()
    assert lines[0] == lines[1]


def test_the_replies_to_the_last_commands_are_kept_and_no_more() -> None:
    replies, told = CommandReplies(), []
    for number in range(REMEMBERED + 1):
        done = replies.begin(str(number), lambda *_: None)
        assert done is not None
        done(True, f"{number}", None)
    assert replies.begin("1", lambda _ok, line, _data: told.append(line)) is None
    assert told == ["1"]
    assert replies.begin("0", lambda *_: None) is not None

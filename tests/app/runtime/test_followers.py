"""Those who follow the app get every event, and nobody waits for one who does not read."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from intermezzo.adapters import instance
from intermezzo.app.runtime.command_server import MOST_CLIENTS, MOST_FOLLOWERS, MOST_UNREAD, CommandServer
from intermezzo.core.faults import Fault
from tests.app.runtime.socket_client import Client, raw

pytestmark = pytest.mark.slow

FOLLOW = b'{"id": "", "words": ["follow"], "follow": true}\n'


@pytest.fixture
def answering(server: CommandServer) -> CommandServer:
    """A server whose app answers every command at once."""
    server.received.connect(lambda words, reply: reply(True, "", {"event": "state", "words": list(words)}))
    return server


@pytest.fixture
def connect(qtbot: QtBot, answering: CommandServer, address: str) -> Iterator[Callable[[], socket.socket]]:
    """Return followers, who have had the first line and do not block."""
    with ExitStack() as held:

        def follower() -> socket.socket:
            one = held.enter_context(closing(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)))
            one.connect(address)
            one.sendall(FOLLOW)
            one.setblocking(False)
            qtbot.waitUntil(lambda: b"\n" in received(one))
            return one

        yield follower


def received(one: socket.socket) -> bytes:
    try:
        return one.recv(1 << 20)
    except BlockingIOError:
        return b""


def test_a_follower_gets_every_event_until_the_end(
    qtbot: QtBot, answering: CommandServer, address: str
) -> None:
    got: list[dict[str, Any]] = []
    client = Client(lambda: got.extend(instance.follow(address)))
    with qtbot.waitSignal(answering.received):
        client.start()

    def has_read() -> bool:
        return len(got) == sent + 1

    for sent in range(1, 301):
        answering.publish({"event": "next", "number": sent})
        if sent % 50 == 0:  # what the system keeps for a reader is limited
            qtbot.waitUntil(has_read)
    with qtbot.waitSignal(client.back):
        answering.publish({"event": "quit"})
        answering.close()
    assert client.result is None
    assert [one["event"] for one in got] == ["state", *["next"] * 300, "quit"]
    assert [one["number"] for one in got[1:-1]] == list(range(1, 301))


def test_an_app_that_goes_without_a_word_is_a_fault(
    qtbot: QtBot, answering: CommandServer, address: str
) -> None:
    client = Client(lambda: list(instance.follow(address)))
    with qtbot.waitSignal(answering.received):
        client.start()
    with qtbot.waitSignal(client.back):
        answering.close()
    assert isinstance(client.result, Fault)
    assert client.result.message.code == "instance.gone"


def test_one_who_does_not_read_is_shut_out_and_keeps_nobody_waiting(
    qtbot: QtBot, answering: CommandServer, address: str, connect: Callable[[], socket.socket]
) -> None:
    slow, other = connect(), connect()
    event = {"event": "next", "text": "x" * 1000}
    count, read = 2000, bytearray()

    def has_read() -> bool:
        read.extend(received(other))
        return read.count(b"\n") == published

    for published in range(1, count + 1):
        answering.publish(event)
        if published % 20 == 0:
            qtbot.waitUntil(has_read)
    reply = Client(lambda: instance.send(("status",), address)).run(qtbot)
    assert isinstance(reply, instance.Reply)
    got = b""

    def is_shut_out() -> bool:
        nonlocal got
        try:
            piece = slow.recv(1 << 20)
        except BlockingIOError:
            return False
        got += piece
        return not piece

    qtbot.waitUntil(is_shut_out)
    assert len(got) < count * 1000 / 2, "the app keeps no more for it"
    assert MOST_UNREAD < 100_000


def test_followers_are_limited_and_leave_room_for_commands(
    qtbot: QtBot, address: str, connect: Callable[[], socket.socket]
) -> None:
    assert MOST_FOLLOWERS < MOST_CLIENTS
    some = [connect() for _number in range(MOST_FOLLOWERS)]
    refused = Client(lambda: list(instance.follow(address))).run(qtbot)
    assert isinstance(refused, Fault)
    assert "Too many programs follow" in str(refused)
    crowd = [Client(lambda: instance.send(("status",), address)) for _number in range(MOST_CLIENTS)]
    for one in crowd:
        assert isinstance(one.run(qtbot), instance.Reply)
    assert all(received(one) == b"" for one in some), "none of them was turned out"
    some[0].close()
    qtbot.waitUntil(lambda: isinstance(first_of(qtbot, address), dict))


def first_of(qtbot: QtBot, address: str) -> object:
    """Return the first event, or the fault."""
    return Client(lambda: next(instance.follow(address))).run(qtbot)


def test_a_refused_follower_is_let_go(qtbot: QtBot, server: CommandServer, address: str) -> None:
    server.received.connect(lambda _words, reply: reply(False, "Not now.", None))
    refused = Client(lambda: list(instance.follow(address))).run(qtbot)
    assert str(refused) == "Not now."


@pytest.mark.parametrize("follow", [b"1", b'"yes"', b"null", b"[]"])
def test_follow_is_yes_or_no(qtbot: QtBot, answering: CommandServer, address: str, follow: bytes) -> None:
    line = b'{"id": "", "words": ["follow"], "follow": ' + follow + b"}\n"
    reply = Client(raw(address, line)).run(qtbot)
    assert isinstance(reply, bytes)
    assert b'"ok": false' in reply


def test_without_an_app_there_is_nothing_to_follow(address: str) -> None:
    with pytest.raises(instance.NoAppError):
        next(instance.follow(address))

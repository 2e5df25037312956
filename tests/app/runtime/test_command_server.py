"""One instance, its socket, and whoever may come to it. The client is the real one of the command line."""

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from intermezzo.adapters import instance
from intermezzo.app.runtime.command_replies import REMEMBERED, CommandReplies
from intermezzo.app.runtime.command_server import LONGEST_COMMAND, CommandServer
from intermezzo.core.faults import Fault

pytestmark = pytest.mark.slow

FAKE = Path(__file__).with_name("fake_app.py")
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


@pytest.fixture
def address(tmp_path: Path) -> str:
    return instance.address(tmp_path / "home", "someone", tmp_path)


@pytest.fixture
def lock(tmp_path: Path) -> str:
    return str(tmp_path / "lock")


@pytest.fixture
def server(qtbot: QtBot, address: str, lock: str) -> Iterator[CommandServer]:
    one = CommandServer(address, lock, patience=0.2)
    assert one.listen()
    yield one
    one.close()


class Client(QObject):
    """Runs a blocking client in a thread and says when it is back."""

    back = Signal()

    def __init__(self, talk: Callable[[], object]) -> None:
        super().__init__()
        self.result: object = None
        self._talk = talk
        self._thread = Thread(target=self._run)

    def start(self) -> None:
        self._thread.start()

    def _run(self) -> None:
        try:
            self.result = self._talk()
        except Fault as fault:
            self.result = fault
        self.back.emit()

    def run(self, qtbot: QtBot) -> object:
        with qtbot.waitSignal(self.back):
            self.start()
        self._thread.join()
        return self.result


def raw(address: str, data: bytes) -> Callable[[], bytes]:
    """Send bytes, then read until the server closes."""

    def talk() -> bytes:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(60)
            connection.connect(address)
            read = b""
            try:
                connection.sendall(data)
                while piece := connection.recv(65536):
                    read += piece
            except (BrokenPipeError, ConnectionResetError):
                return read
            return read

    return talk


def shown_out(client: socket.socket) -> bool:
    """Return whether the server has closed the connection of a client that does not block."""
    try:
        return client.recv(1) == b""
    except BlockingIOError:
        return False


def start(address: str, lock: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, str(FAKE), address, lock], stdout=subprocess.PIPE, text=True)


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def quit_app(address: str, process: subprocess.Popen[str]) -> None:
    assert instance.send(["quit"], address).ok
    assert process.wait(60) == 0
    assert process.stdout is not None
    process.stdout.close()


def test_a_command_arrives_and_its_reply_comes_back(
    qtbot: QtBot, server: CommandServer, address: str
) -> None:
    server.received.connect(lambda words, reply: reply(True, "Snoozed for 10 min.", {"words": list(words)}))
    got = Client(lambda: instance.send(("answer", "snooze", "10"), address)).run(qtbot)
    assert got == instance.Reply(True, "Snoozed for 10 min.", {"words": ["answer", "snooze", "10"]})


def test_a_reply_may_come_later_and_counts_once(qtbot: QtBot, server: CommandServer, address: str) -> None:
    replies: list[Callable[[bool, str], None]] = []
    server.received.connect(lambda _words, reply: replies.append(reply))
    client = Client(lambda: instance.send(("status",), address))
    with qtbot.waitSignal(server.received):
        client.start()
    with qtbot.waitSignal(client.back):
        replies[0](False, "Nothing is offered.")
        replies[0](True, "again")
    assert client.result == instance.Reply(False, "Nothing is offered.")


def test_umlauts_and_a_long_answer(qtbot: QtBot, server: CommandServer, address: str) -> None:
    server.received.connect(lambda words, reply: reply(True, words[0], "ü" * 300_000))
    got = Client(lambda: instance.send(("Rücken – Hüfte",), address)).run(qtbot)
    assert got == instance.Reply(True, "Rücken – Hüfte", "ü" * 300_000)


@pytest.mark.parametrize(
    "data",
    [
        b'{"words": []}\n',
        b'{"words": ["moved"], "id": 1}\n',
        b'{"words": ["moved"], "id": "' + b"x" * 65 + b'"}\n',
        b"garbage\n",
        b"\xff\xfe\x00\n",
        b'{"ok": true}\n',
        b"[]\n",
        b"[1, 2]\n",
        b'[["answer"]]\n',
        b"[" * 60_000 + b"\n",
        json.dumps(["x"] * 65).encode() + b"\n",
    ],
)
def test_garbage_is_answered_and_reaches_nobody(
    qtbot: QtBot, server: CommandServer, address: str, data: bytes
) -> None:
    heard: list[object] = []
    server.received.connect(lambda words, _reply: heard.append(words))
    got = Client(raw(address, data)).run(qtbot)
    assert isinstance(got, bytes)
    assert json.loads(got) == {"ok": False, "line": "A command is a list of words.", "data": None}
    assert heard == []


def test_a_huge_line_is_refused(qtbot: QtBot, server: CommandServer, address: str) -> None:
    got = Client(raw(address, b"x" * (LONGEST_COMMAND * 50))).run(qtbot)
    assert isinstance(got, bytes)
    assert got in {b"", b'{"ok": false, "line": "That command is too long.", "data": null}\n'}
    server.received.connect(lambda _words, reply: reply(True, "still here", None))
    assert Client(lambda: instance.send(("status",), address)).run(qtbot) == instance.Reply(
        True, "still here"
    )


def test_a_client_that_never_ends_its_line_is_shown_out(
    qtbot: QtBot, server: CommandServer, address: str
) -> None:
    slow = Client(raw(address, b'["status"'))
    with qtbot.waitSignal(slow.back):
        slow.start()
        server.received.connect(lambda _words, reply: reply(True, "not held up", None))
        quick = Client(lambda: instance.send(("status",), address)).run(qtbot)
        assert quick == instance.Reply(True, "not held up")
    assert slow.result == b""


def test_a_client_that_leaves_before_its_reply(qtbot: QtBot, server: CommandServer, address: str) -> None:
    replies: list[Callable[[bool, str], None]] = []
    server.received.connect(lambda _words, reply: replies.append(reply))

    def talk() -> None:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.connect(address)
            connection.sendall(b'["status"]\n')

    with qtbot.waitSignal(server.received):
        Client(talk).run(qtbot)
    qtbot.waitUntil(lambda: not server.findChildren(QLocalSocket))
    replies[0](True, "too late")


def test_a_crowd_is_limited(qtbot: QtBot, address: str, lock: str) -> None:
    server = CommandServer(address, lock)
    assert server.listen()
    held = [socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) for _ in range(40)]
    for one in held:
        one.connect(address)
        one.setblocking(False)
    qtbot.waitUntil(lambda: sum(map(shown_out, held)) == 8)
    assert len(server.findChildren(QLocalSocket)) == 32
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
    assert len(server.findChildren(QLocalSocket)) <= 32
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

    def talk() -> None:
        for number in range(10):
            heard_before = len(heard)
            assert instance.send(("owner", str(number)), address) == instance.Reply(True, "here")
            before.append(heard.index(("owner", str(number))) - heard_before)

    client = Client(talk)
    client.run(qtbot)
    assert client.result is None
    assert flood.poll() is None, "it went on all the while"
    flood.kill()
    flood.communicate()
    assert len(before) == 10
    # So many others came before it at most: those who stood in the queue, and those who were inside.
    assert max(before) <= 2 * 50 + 32
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


def test_the_socket_is_for_this_user_only(server: CommandServer, address: str) -> None:
    assert Path(address).stat().st_mode & 0o077 == 0


def test_no_running_app(address: str) -> None:
    with pytest.raises(instance.NoAppError, match=r"^instance\.none"):
        instance.send(("status",), address)


def test_a_stale_socket_is_no_running_app_and_is_taken_over(qtbot: QtBot, address: str, lock: str) -> None:
    stale = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    stale.bind(address)
    stale.close()
    with pytest.raises(instance.NoAppError):
        instance.send(("status",), address)
    server = CommandServer(address, lock)
    assert server.listen()
    server.close()


def test_somebody_who_listens_without_the_lock_is_not_thrown_out(
    qtbot: QtBot, server: CommandServer, address: str, tmp_path: Path
) -> None:
    second = CommandServer(address, str(tmp_path / "another lock"))
    assert not second.listen()


def test_another_program_there_is_a_fault(tmp_path: Path) -> None:
    path = str(tmp_path / "other")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as other:
        other.bind(path)
        other.listen()

        def talk() -> None:
            connection = other.accept()[0]
            with connection:
                while not connection.recv(65536).endswith(b"\n"):
                    pass  # who leaves with words unread cuts its own answer off
                connection.sendall(b"HTTP/1.1 400\n")

        talked = Thread(target=talk)
        talked.start()
        with pytest.raises(Fault, match=r"^instance\.foreign"):
            instance.send(("status",), path)
        talked.join()


def test_one_that_hangs_up_is_a_fault(tmp_path: Path) -> None:
    path = str(tmp_path / "other")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as other:
        other.bind(path)
        other.listen()

        def hang_up() -> None:
            for _attempt in range(instance.ATTEMPTS):
                other.accept()[0].close()  # with words of ours unread it is reset, not closed

        talked = Thread(target=hang_up)
        talked.start()
        with pytest.raises(Fault, match=r"^instance\.closed"):
            instance.send(("status", "x" * 1_000_000), path)
        talked.join()


def test_an_app_that_hangs_is_a_fault(tmp_path: Path) -> None:
    path = str(tmp_path / "hung")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as hung:
        hung.bind(path)
        hung.listen()
        with pytest.raises(Fault, match=r"^instance\.no_answer"):
            instance.send(("status",), path, timeout=0.05)


def test_a_folder_that_cannot_be_written_is_a_fault(qtbot: QtBot, address: str, tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"socket\.lock_not_written .*missing/lock"):
        CommandServer(address, str(tmp_path / "missing" / "lock")).listen()
    server = CommandServer(str(tmp_path / "missing" / "socket"), str(tmp_path / "lock"))
    with pytest.raises(Fault, match=r"socket\.not_opened .*missing/socket"):
        server.listen()


def test_two_homes_never_meet(tmp_path: Path) -> None:
    one = instance.address(tmp_path / "a", "someone", tmp_path)
    assert one != instance.address(tmp_path / "b", "someone", tmp_path)
    assert one != instance.address(tmp_path / "a", "else", tmp_path)
    assert one == instance.address(tmp_path / "b" / ".." / "a", "someone", tmp_path)


def test_of_ten_started_at_once_one_listens(address: str, lock: str) -> None:
    started = [start(address, lock) for _ in range(10)]
    said = [first_line(one) for one in started]
    assert sorted(said) == ["False"] * 9 + ["True"]
    assert instance.send(("show", "today"), address).data == ["show", "today"]
    for process, line in zip(started, said, strict=True):
        if line == "False":
            process.communicate(timeout=60)
        else:
            quit_app(address, process)


def test_after_a_kill_the_next_start_takes_over(address: str, lock: str) -> None:
    first = start(address, lock)
    assert first_line(first) == "True"
    first.kill()
    first.communicate(timeout=60)
    assert Path(address).exists()
    second = start(address, lock)
    assert first_line(second) == "True"
    quit_app(address, second)

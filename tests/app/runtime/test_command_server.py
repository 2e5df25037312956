"""One instance, its socket, and whoever may come to it. The client is the real one of the command line."""

import json
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from intermezzo.adapters import instance
from intermezzo.app.runtime.command_server import LONGEST_COMMAND, CommandServer
from intermezzo.core.faults import Fault
from tests.app.runtime.socket_client import Client, raw

pytestmark = pytest.mark.slow

FAKE = Path(__file__).with_name("fake_app.py")


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


def test_a_reply_that_was_cut_off_is_asked_for_again(tmp_path: Path) -> None:
    path = str(tmp_path / "cut")
    ids: list[str] = []
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as app:
        app.bind(path)
        app.listen()

        def talk() -> None:
            for reply in (b'{"ok": true, "li', b'{"ok": true, "line": "Paused."}\n'):
                connection = app.accept()[0]
                with connection, connection.makefile("rb") as lines:
                    ids.append(json.loads(lines.readline())["id"])
                    connection.sendall(reply)

        talked = Thread(target=talk)
        talked.start()
        assert instance.send(("pause",), path) == instance.Reply(True, "Paused.")
        talked.join()
    assert ids[0] == ids[1]


def test_who_takes_a_long_reply_slowly_is_given_time_for_each_part(
    qtbot: QtBot, server: CommandServer, address: str
) -> None:
    server.received.connect(lambda words, reply: reply(True, words[0], "x" * 2_000_000))
    client = QLocalSocket()
    client.setReadBufferSize(65_536)
    client.connectToServer(address)
    client.write(b'["status"]\n')
    qtbot.waitUntil(lambda: client.bytesAvailable() == 65_536)
    (patience,) = (one for one in server.findChildren(QTimer) if one.isActive())
    qtbot.waitUntil(lambda: patience.remainingTime() < patience.interval() - 20)
    left = patience.remainingTime()

    def read() -> bool:
        client.read(65_536)
        return patience.remainingTime() > left

    qtbot.waitUntil(read)
    client.abort()


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

"""Any line at the socket, and any words of a command."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from PySide6.QtCore import QEventLoop
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from intermezzo.app.runtime.command_server import CommandServer
from intermezzo.core.faults import Fault
from intermezzo.core.settings import Settings
from intermezzo.engine.commands.table import COMMANDS, dispatch
from intermezzo.presenters.messages import tell
from tests.fuzz.hunting import hunt, mutated
from tools.gallery.history import history

LINES = tuple(
    json.dumps(words).encode()
    for words in (["answer", "snooze", "10"], ["pause", "1h30"], ["meeting", "for", "30"], ["felt", "smooth"])
)
WORDS = (
    b"[", b"]", b'"', b",", b"{", b"}", b"\\", b"\\u0000", b"\\ud800", b"9", b"-1", b"e", b"null", b"NaN",
    b"\xff", b"\0", b" ", b'"quit"', b'""', b'"24:00"', b'"99h"', "٣".encode(), b"\xe2\x80\xae",
)  # fmt: skip

ODD = ("9" * 5000, "30m", "99h99", "24:00", "12:5٣", "\ud800", "next", "on", "off", "for", "until")


def test_every_line_gets_one_line(qtbot: QtBot, tmp_path: Path) -> None:
    server = CommandServer(str(tmp_path / "s"), str(tmp_path / "lock"))
    assert server.listen()
    heard: list[tuple[str, ...]] = []

    def on_words(words: tuple[str, ...], reply: Callable[..., None]) -> None:
        heard.append(words)
        reply(ok=True, line=" ".join(words))

    server.received.connect(on_words)

    def check(data: bytes) -> None:
        heard.clear()
        line = data.replace(b"\n", b" ")[:60_000] + b"\n"
        client, loop = QLocalSocket(), QEventLoop()
        client.disconnected.connect(loop.quit)
        client.connectToServer(str(tmp_path / "s"))
        client.write(line)
        loop.exec()
        answer: Any = json.loads(bytes(client.readAll().data()))
        assert answer["ok"] == bool(heard)
        assert all(isinstance(word, str) for words in heard for word in words)

    hunt("socket", check, mutated(LINES, WORDS))
    server.close()


def test_a_command_of_any_words_is_done_or_refused() -> None:
    with history(weeks=1) as (engine, now, _week):

        def check(data: bytes) -> None:
            first, *rest = data.decode("utf-8", "replace").split("\x1f")[:5]
            names = sorted(COMMANDS)
            engine.state.settings = Settings()
            try:
                result = dispatch(engine, (names[len(first) % len(names)], *rest), now)
            except Fault as fault:
                told = tell(fault)
            else:
                told = tell(result.message)
            assert len(told.splitlines()) <= 1
            assert len(told) < 1000

        words = st.lists(
            st.sampled_from(ODD) | st.text(max_size=8),
            max_size=4,
        )
        inputs = st.tuples(st.integers(0, 40), words).map(
            lambda one: "\x1f".join(("a" * one[0], *one[1])).encode("utf-8", "replace")
        )
        hunt("commands", check, inputs)

"""Killed at random moments, the app loses no row that it has acknowledged."""

import json
import random
import signal
import socket
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from intermezzo.adapters import instance
from tests.desktop.running import App, lay_out, rows, sound
from virtual_desktop import PATIENCE, Desktop, wait_until

pytestmark = [pytest.mark.desktop, pytest.mark.slow]

KILLS = 20
AT_ONCE = 5
"""Apps that live side by side, each in its home, so that the test does not wait for starts alone."""
LONGEST = 0.12
"""Seconds that an app is given at most, from the first movement on that it has acknowledged."""


def test_kills_lose_no_acknowledged_row(
    desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", desktop.env["XDG_RUNTIME_DIR"])
    dice = random.Random(20)
    homes = [tmp_path / f"home{n}" for n in range(AT_ONCE)]
    acknowledged = dict.fromkeys(homes, 0)
    for home in homes:
        lay_out(home, None, notify=False)
    for _round in range(KILLS // AT_ONCE):
        apps = [App(desktop, home) for home in homes]
        for app in apps:
            address = instance.socket_of(app.home)
            wait_until(partial(_answered, address, ("status",)), what="the app to answer")
            acknowledged[app.home] += _talk_until_killed(app, address, dice.random() * LONGEST)
    for home in homes:
        assert sound(home)
        moved = [row for row in rows(home) if row["kind"] == "done_already"]
        assert len(moved) >= acknowledged[home]
        assert len({row["id"] for row in moved}) == len(moved)
    assert sum(acknowledged.values()) >= KILLS


def _talk_until_killed(app: App, address: str, seconds: float) -> int:
    """Note movements one after the other; how many of them it had acknowledged when it was killed."""
    assert _answered(address, ("moved",))
    count = 1
    killer = threading.Timer(seconds, app.process.send_signal, (signal.SIGKILL,))
    killer.start()
    while _answered(address, ("moved",)):
        count += 1
    killer.join()
    assert app.left() == -signal.SIGKILL
    return count


def _answered(address: str, words: Sequence[str]) -> bool:
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(PATIENCE)
            connection.connect(address)
            connection.sendall(json.dumps(list(words)).encode() + b"\n")
            answer = b""
            while not answer.endswith(b"\n"):
                piece = connection.recv(65536)
                if not piece:
                    return False
                answer += piece
    except OSError:
        return False
    reply = json.loads(answer)
    return bool(reply["ok"]) and (reply["data"] or {}).get("recorded", True) is True

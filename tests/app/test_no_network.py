"""Without a calendar that is fetched, the app asks nobody on a network, nor starts what could."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.app.process import User, user

pytestmark = pytest.mark.slow

INSIDE = "inside"

PROGRAM = """
import json, sys
seen = []
def look(event, told):
    if event in {"socket.getaddrinfo", "socket.gethostbyname", "subprocess.Popen", "os.posix_spawn"}:
        seen.append([event, str(told[0])])
    if event in {"socket.connect", "socket.sendto"}:
        seen.append([event, "inside" if isinstance(told[1], (str, bytes)) else str(told[1])])
sys.addaudithook(look)

from PySide6.QtCore import QTimer
from intermezzo.app.application import Application
from intermezzo.cli import main

start = Application.start
def started(app):
    start(app)
    words = iter([("moved",), ("now", "seated_reset"), ("week",), ("show", "settings"), ("quit",)])
    def speak():
        if app.runtime is not None:
            app.dispatch(next(words), lambda *_: None)
    app.speaking = QTimer()
    app.speaking.timeout.connect(speak)
    app.speaking.start(50)
Application.start = started
main(["--no-welcome"])
print(json.dumps(seen))
"""


def test_without_a_fetched_calendar_nobody_is_asked() -> None:
    with user() as one:
        one.lay_out()
        seen = events(one)
    told = [where for event, where in seen if event.startswith("socket.")]
    assert set(told) == {INSIDE}, "the desktop's own sockets are files"
    started = [program for event, program in seen if not event.startswith("socket.")]
    assert not any("python" in program or "intermezzo" in program for program in started)


def events(one: User) -> list[list[Any]]:
    """Run the app until it has been told to quit; return whom it talked to and what it started."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=one.env, capture_output=True, text=True, check=True, timeout=120
    )
    found: list[list[Any]] = json.loads(done.stdout)
    return found

"""A session being guided: the time of a frame at its true size, and the CPU that every session takes.

It draws each frame of four sessions, and watches all in the running app, ten at once: five minutes.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer, QTimerEvent

from bench.app import PATIENCE, answers, until
from bench.paint import application
from bench.rest import work
from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.history.events import Reason
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.playback import Playing, advance
from intermezzo.ui.player.window import PlayerWindow

BY_NAME_ONLY = True
SESSIONS = ("unwind_the_hips", "seated_reset", "round_the_clock", "after_luggage")
"""Two ordinary sessions, and the two most expensive: a close-up drawn once, and walking."""
FRAMES = 30
SECONDS = 30.0
"""Seconds of each session, in steps of a frame."""
AT_ONCE = 10
"""Apps that guide at the same time: together they leave most of two cores idle."""
BEFORE, GUIDED = 8.0, 25.0
"""Seconds of a session in the running app: those for the start, and those that are measured."""


def measure() -> dict[str, object]:
    """Return milliseconds a frame, first and later ones, and per cent of one core while the app guides."""
    shelf = library.load([resources.sessions()])
    names = sorted(shelf.sessions)
    found: dict[str, float] = {}
    for first in range(0, len(names), AT_ONCE):
        found |= _guiding(names[first : first + AT_ONCE])
    sessions = dict(sorted(found.items(), key=lambda one: -one[1]))
    return {
        "frame": {name: _frames(shelf.sessions[name]) for name in SESSIONS},
        "cpu_percent_of_a_core": {
            "p50": round(statistics.median(sessions.values()), 2),
            "max": max(sessions.values()),
            "sessions": sessions,
        },
    }


def _frames(session: Session) -> dict[str, float]:
    """Draw every frame in a window on the desktop, regardless of the clock."""
    clock = [0.0]
    with application() as app:
        player = PlayerWindow(lambda: clock[0])
        player.start(session, advance(Playing(session), 1.0))
        for _turn in range(20):
            app.processEvents()
        (timer,) = (one for one in player.findChildren(QTimer) if one.isActive() and not one.isSingleShot())
        times = []
        for _frame in range(round(SECONDS * FRAMES)):
            clock[0] += 1 / FRAMES
            start = time.perf_counter()
            QCoreApplication.sendEvent(timer, QTimerEvent(timer.timerId()))
            app.processEvents()
            times.append((time.perf_counter() - start) * 1000)
        player.interrupt(Reason.FINISHED_HERE)
        player.deleteLater()
        app.processEvents()
    parts = statistics.quantiles(times, n=100)
    return {
        "p50_ms": round(parts[49], 2),
        "p99_ms": round(parts[98], 2),
        "max_ms": round(max(times), 2),
        "mean_ms": round(statistics.fmean(times), 2),
    }


def _guiding(sessions: Sequence[str]) -> dict[str, float]:
    """Return the CPU of a whole app for each session while it guides: all threads with kernel time."""
    program = Path(sys.executable).with_name("intermezzo")
    with tempfile.TemporaryDirectory(prefix="intermezzo-bench-") as folder, ExitStack() as stack:
        apps = {}
        for session in sessions:
            home = Path(folder, session)
            process = subprocess.Popen([program, "--home", home, "--no-welcome"])
            stack.callback(process.wait, 30)
            stack.callback(process.terminate)
            apps[session] = home, process.pid
        for home, _pid in apps.values():
            until(partial(answers, home, ("status",)), PATIENCE * AT_ONCE)
        for session, (home, _pid) in apps.items():
            until(partial(answers, home, ("now", session)))
        time.sleep(BEFORE)
        before = {session: (work(pid)[1], time.perf_counter()) for session, (_home, pid) in apps.items()}
        time.sleep(GUIDED)
        found = {}
        for session, (_home, pid) in apps.items():
            spent, passed = work(pid)[1] - before[session][0], time.perf_counter() - before[session][1]
            found[session] = round(spent / 1e9 / passed * 100, 2)
    return found

"""A session being guided: the time of a frame at its true size, and the CPU at 30 and 60 frames a second.

It draws each frame of four sessions and watches eight of them for a minute each, which takes ten minutes.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer, QTimerEvent

from bench.app import answers, until
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
SECONDS = 60.0
"""Seconds of each session, in steps of a frame."""
GUIDED = 60.0
"""Seconds of a session in the running app."""
RATES = (30, 60)

_PROGRAM = """
import sys
from intermezzo.cli import main
from intermezzo.ui.figure import animator
animator.FRAME_RATE = int(sys.argv.pop(1))
sys.exit(main(sys.argv[1:]))
"""


def measure() -> dict[str, object]:
    """Return milliseconds a frame, first and later ones, and per cent of one core while the app guides."""
    shelf = library.load([resources.sessions()])
    return {
        "frame": {name: _frames(shelf.sessions[name]) for name in SESSIONS},
        "cpu_percent_of_a_core": {
            f"{rate} frames": {name: _guiding(name, rate) for name in SESSIONS} for rate in RATES
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


def _guiding(session: str, rate: int) -> float:
    """Return the CPU of the whole app while it guides: all threads with kernel time."""
    with tempfile.TemporaryDirectory(prefix="intermezzo-bench-") as folder:
        home = Path(folder)
        command = [sys.executable, "-c", _PROGRAM, str(rate), "--home", folder, "--no-welcome"]
        process = subprocess.Popen(command)
        try:
            until(lambda: answers(home, ("status",)))
            until(lambda: answers(home, ("now", session)))
            time.sleep(8)  # past the ready phase and the start
            before, start = work(process.pid)[1], time.perf_counter()
            time.sleep(GUIDED)
            spent, passed = work(process.pid)[1] - before, time.perf_counter() - start
        finally:
            process.terminate()
            process.wait(10)
    return round(spent / 1e9 / passed * 100, 2)

"""The app as a process on a real desktop: start to tray, SIGTERM to its end, and memory."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from intermezzo.adapters import instance
from intermezzo.adapters.system.dbus import Bus
from intermezzo.core.faults import Fault

PROGRAM = Path(sys.executable).with_name("intermezzo")
STARTS = 5
PATIENCE = 30.0
WINDOWS = (("show", "today"), ("week",), ("show", "settings"), ("show", "welcome"), ("now", "seated_reset"))


def measure() -> dict[str, object]:
    """Return milliseconds and MB."""
    with tempfile.TemporaryDirectory(prefix="intermezzo-bench-") as folder:
        home = Path(folder)
        runs = []
        for _start in range(STARTS):
            with running(home) as one:
                runs.append(one)
        with running(home) as one:
            until(lambda: answers(home, ("status",)))
            found = {"at rest": memory(one.process.pid)}
            for words in WINDOWS:
                until(partial(answers, home, words))
                time.sleep(1)
                # Esc closes a window; the player's last page needs a second Esc.
                for _press in range(2 if words[0] == "now" else 1):
                    subprocess.run(["xdotool", "key", "Escape"], check=True)
                    time.sleep(1)
                found[f"after {' '.join(words)}"] = memory(one.process.pid)
    starts = [one.to_tray for one in runs]
    return {
        "start_to_tray_ms": {"first": starts[0], "best": min(starts), "all": starts},
        "signal_to_end_ms": [one.to_end for one in runs],
        "memory_mb": found,
    }


@dataclass(slots=True)
class Run:
    """A run of the app, and its milliseconds."""

    process: subprocess.Popen[bytes]
    to_tray: float
    """From its start until a tray host has its icon."""
    to_end: float = 0.0
    """From SIGTERM until it has ended."""


@contextmanager
def running(home: Path, program: Path = PROGRAM) -> Iterator[Run]:
    """Start the app and yield its run; it ends with the block."""
    bus = Bus("session")
    before = _icons(bus)
    start = time.perf_counter()
    process = subprocess.Popen([program, "--home", home, "--no-welcome"])
    try:
        until(lambda: _icons(bus) - before)
        run = Run(process, _since(start))
        yield run
        until(lambda: answers(home, ("status",)))
        start = time.perf_counter()
        process.terminate()
        process.wait(10)
        run.to_end = _since(start)
    finally:
        process.terminate()
        process.wait(10)
        bus.close()


def _since(start: float) -> float:
    return round((time.perf_counter() - start) * 1000, 1)


def _icons(bus: Bus) -> set[str]:
    name = "org.kde.StatusNotifierWatcher"
    (found,) = bus.ask(
        name, "/StatusNotifierWatcher", "org.freedesktop.DBus.Properties", "Get", "ss",
        (name, "RegisteredStatusNotifierItems"),
    )  # fmt: skip
    return set(found[1])


def answers(home: Path, words: tuple[str, ...]) -> bool:
    """Return whether the app of this home accepts the command."""
    try:
        return instance.send(words, instance.socket_of(home)).ok
    except Fault:
        return False


def until(fact: Callable[[], object], patience: float = PATIENCE) -> None:
    """Poll until the fact is true. Raise TimeoutError after ``patience`` seconds."""
    end = time.monotonic() + patience
    while not fact():
        if time.monotonic() > end:
            raise TimeoutError("the app did not come so far")
        time.sleep(0.001)


def memory(pid: int) -> dict[str, float]:
    """Return RSS, PSS and USS in MB."""
    found = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, value = line.split(":")
        found[name] = int(value.split()[0]) / 1024
    return {
        "rss": round(found["Rss"], 1),
        "pss": round(found["Pss"], 1),
        "uss": round(found["Private_Clean"] + found["Private_Dirty"], 1),
    }

"""The frozen program beside the checkout, turn by turn: its start, memory, wake-ups at rest and size.

``packaging/build`` has made it, in out/packages-work.
"""

import resource
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.app import PROGRAM, answers, memory, running, until
from bench.rest import REST_SECONDS, SETTLE_SECONDS, difference, lay_out, work

BY_NAME_ONLY = True
TIMES = 7
ROOT = Path(__file__).parents[1]
FROZEN = ROOT / "out" / "packages-work" / "frozen" / "intermezzo"
PROGRAMS = {"checkout": PROGRAM, "frozen": FROZEN / "intermezzo"}


def measure() -> dict[str, object]:
    """Return milliseconds of CPU and of the clock, MB, and wake-ups a minute, of both."""
    with tempfile.TemporaryDirectory(prefix="intermezzo-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        for one in PROGRAMS:
            lay_out(folder / one)
        starts = [{one: _start(one, folder / one) for one in PROGRAMS} for _ in range(TIMES)]
        commands = [{one: _command(path) for one, path in PROGRAMS.items()} for _ in range(TIMES)]
        pids = {
            one: stack.enter_context(running(folder / one, path)).process.pid
            for one, path in PROGRAMS.items()
        }
        time.sleep(SETTLE_SECONDS)
        before = {one: work(pid) for one, pid in pids.items()}
        time.sleep(REST_SECONDS)
        return {
            one: {
                "version_cpu_ms": round(median(each[one] for each in commands)),
                "start_to_tray_ms": round(median(each[one][0] for each in starts)),
                "start_to_tray_cpu_ms": round(median(each[one][1] for each in starts)),
                "at_rest": difference(before[one], work(pid), pid),
                "memory_mb": memory(pid),
                "size_mb": round(_size(one)),
            }
            for one, pid in pids.items()
        }


def _start(one: str, home: Path) -> tuple[float, float]:
    """Return the milliseconds until a tray host has the icon: of the clock, and of CPU."""
    with running(home, PROGRAMS[one]) as run:
        cpu = work(run.process.pid)[1] / 1e6
        until(lambda: answers(home, ("status",)))
        return run.to_tray, cpu


def _command(program: Path) -> float:
    """Return the milliseconds of CPU that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, "--version"], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def _size(one: str) -> float:
    """Return the MB of what is installed; the environment of a checkout has the tools for tests too."""
    parts = [ROOT / name for name in ("src", "sessions", "assets", ".venv")]
    folders = [FROZEN] if one == "frozen" else parts
    files = (file for folder in folders for file in folder.rglob("*") if not file.is_symlink())
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6

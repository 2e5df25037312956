"""Read all movements and sessions from their files in a new process, and draw first figures."""

import json
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intermezzo.core.practice.model import Movement

PROCESSES = 7


def measure() -> dict[str, object]:
    """Return milliseconds of importing, of reading and checking every file, and of the first drawing.

    Both the best and the median of the processes: other load on the machine can only add time.
    """
    runs = [_process() for _run in range(PROCESSES)]
    return {
        "imports_ms": _typical([run["imports"] for run in runs]),
        "load_ms": _typical([run["load"] for run in runs]),
        "first_figure_ms": _typical([run["figure"] for run in runs]),
        "slowest_figure_ms": _typical([run["slowest_figure"] for run in runs]),
    }


def _typical(times: list[float]) -> dict[str, float]:
    return {"best": round(min(times), 1), "p50": round(statistics.median(times), 1)}


def _process() -> dict[str, float]:
    done = subprocess.run([sys.executable, "-m", "bench.library"], check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _here() -> dict[str, float]:
    start = time.perf_counter()
    from intermezzo.adapters import library
    from intermezzo.adapters.system import resources

    imported = time.perf_counter()
    shelf = library.load([resources.sessions()])
    loaded = time.perf_counter()
    from bench.paint import application

    with application():  # some figures have letters
        figures = [_first(one) for one in shelf.movements.values() if one.figure is not None]
    return {
        "imports": round((imported - start) * 1000, 1),
        "load": round((loaded - imported) * 1000, 1),
        "figure": statistics.median(figures),
        "slowest_figure": max(figures),
    }


def _first(movement: "Movement") -> float:
    """Return milliseconds from a movement not drawn before to its body, frame and outline."""
    from PySide6.QtCore import QRectF

    from intermezzo.ui.figure.drawing import drawing
    from intermezzo.ui.figure.poses import key_pose

    start = time.perf_counter()
    pose = key_pose(movement)
    if pose is None:
        raise ValueError(f"{movement.id}: this movement has no figure")
    drawing(pose, QRectF(0, 0, 374, 374), "")
    return round((time.perf_counter() - start) * 1000, 2)


if __name__ == "__main__":
    json.dump(_here(), sys.stdout)

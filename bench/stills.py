"""The first still of every figure, 600 pixels wide: nothing of it is cached, but Python and Qt are warm.

Garbage is collected before and after, not amid a still: the app, too, collects only when it is about to wait.
"""

import gc
import statistics
import time

from PySide6.QtCore import QRectF, QSize

from bench.paint import application
from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import Movement
from intermezzo.ui.figure.paint import paint_figure
from intermezzo.ui.figure.poses import key_pose
from intermezzo.ui.kit import style
from intermezzo.ui.kit.pictures import painting

SIZE = QSize(600, 600)


def measure() -> dict[str, object]:
    """Return milliseconds of CPU for a still: the median figure, and the slowest with its name."""
    movements = [one for one in library.load([resources.sessions()]).movements.values() if one.figure]
    with application():
        _still(movements[0])
        gc.collect()
        gc.disable()
        try:
            spent = {one.id: _still(one) for one in movements[1:]}
        finally:
            gc.enable()
    slowest = max(spent, key=lambda name: spent[name])
    return {
        "p50_ms": round(statistics.median(spent.values()), 1),
        "max_ms": round(spent[slowest], 1),
        "slowest": slowest,
    }


def _still(movement: Movement) -> float:
    start = time.process_time()
    pose = key_pose(movement)
    if pose is None:
        raise ValueError(f"{movement.id} has no figure")
    with painting(SIZE, ground=style.color("pill")) as (_image, painter):
        paint_figure(painter, QRectF(0, 0, SIZE.width(), SIZE.height()), pose, movement.regions[0])
    return (time.process_time() - start) * 1000

"""The animated player: what a frame costs, in milliseconds and as a share of one core."""

import os
import statistics
import sys
import time

from PySide6.QtWidgets import QApplication

from intermezzo.adapters import library, resources
from intermezzo.core.model import Kind, Movement, Session, Step
from intermezzo.ui import figure_paint, figure_scenery, style
from intermezzo.ui.player.window import PlayerWindow

PLAYS = 2
"""Each frame counts as in the best of so many plays: what else the machine does only adds to it."""
FRAMES = 30
"""A second of the player."""
SECONDS = 40
"""The most that is played of a step."""
MOVEMENTS = (
    "wall_hip_hinge", "bird_dog", "sit_to_stand", "breath_lateral_seated", "walk_easy", "ankle_pump",
    "neck_rot_eyes", "open_book",
)  # fmt: skip
"""Of each kind one: whole and near, with props and without, standing, lying, walking, breathing."""


def measure() -> dict[str, object]:
    """Give for each movement the milliseconds a frame (median, 99th of 100) and % of a core at 30 and 60.

    A step is played as it would be: its first repetition finds the drawings, the others have them.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("a measurement of windows needs a QApplication")
    style.load_fonts(resources.assets())
    style.apply(app, dark=False)
    shipped = library.load([resources.sessions()]).movements
    found: dict[str, object] = {"platform": os.environ.get("QT_QPA_PLATFORM", app.platformName())}
    shares = []
    for name in MOVEMENTS:
        plays = [_frames(app, shipped[name]) for _play in range(PLAYS)]
        spent = [min(frame) for frame in zip(*plays, strict=True)]
        share = 100 * sum(spent) / len(spent) * FRAMES / 1000
        shares.append(share)
        found[name] = {
            "ms_p50": round(statistics.median(spent), 2),
            "ms_p99": round(sorted(spent)[int(len(spent) * 0.99)], 2),
            "core_percent_at_30": round(share, 2),
            "core_percent_at_60": round(2 * share, 2),
        }
    found["core_percent_at_30_mean"] = round(statistics.mean(shares), 2)
    found["core_percent_at_30_max"] = round(max(shares), 2)
    return found


def _frames(app: QApplication, movement: Movement) -> list[float]:
    """Play a step by a clock of our own; give what each frame took, in ms of this process."""
    for drawn in (figure_paint._still, figure_paint._chest, figure_scenery._image):  # noqa: SLF001 (start cold)
        drawn.cache_clear()
    now = 0.0
    player = PlayerWindow(lambda: now)
    step = Step(movement, movement.reps, 1)
    player.start(Session("bench", "Bench", Kind.RITUAL, (step,)))
    player._timer.stop()  # noqa: SLF001 (the frames are given here, one after another)
    spent = []
    now = 6.0
    player._tick()  # noqa: SLF001
    app.processEvents()
    for _frame in range(int(min(SECONDS, step.reps * movement.rep_seconds - 1) * FRAMES)):
        now += 1 / FRAMES
        start = time.process_time()
        player._tick()  # noqa: SLF001
        app.processEvents()
        spent.append((time.process_time() - start) * 1000)
    player.interrupt()
    player.deleteLater()
    app.processEvents()
    return spent

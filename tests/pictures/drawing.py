"""Draws the pictures of the picture test: ``python -m tests.pictures.drawing FOLDER``, as a process.

Its own one, because Qt takes its screen and its fonts once: the screen is drawn nowhere and has room
for the player at 200 %, and only the fonts that ship are used. The same wheels give the same pixels.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import Kind, Movement, Session, Step
from intermezzo.core.practice.playback import Playing, advance
from intermezzo.core.practice.timeline import moment_at
from intermezzo.ui.figure.paint import paint_figure
from intermezzo.ui.figure.poses import key_pose, pose_at_moment
from intermezzo.ui.kit import style
from intermezzo.ui.player.window import PlayerWindow

ROOT = Path(__file__).parents[2]
MOVEMENTS = (
    "single_leg_stand",  # standing, at a desk
    "wall_slide",  # from the front, arms overhead, at a wall
    "dowel_hip_hinge",  # bending, with a stick
    "sit_to_stand",  # between seated and standing
    "side_reach_seated",  # seated
    "glute_bridge",  # on the back
    "open_book",  # on the side, from above, with pillows
    "bird_dog",  # on hands and knees
    "half_kneel_hip",  # on one knee
    "chin_nod_seated",  # a head close up
    "short_foot_seated",  # a foot close up
    "car_exit",  # turning, in a car seat
)
"""Twelve that stand for all: every position, near and whole, from several sides, with what stands about."""
PLAYED, SHARE = "unwind_the_hips", 0.47
"""The session in the player, and how much of it is done."""
SIDE = 180
"""Of one figure, in logical pixels."""
SMALLEST = 0
"""What Qt calls the quality of a PNG is how loosely it is packed; no pixel is lost."""


def draw(out: Path) -> None:
    """Draw every picture into ``out``. Raises CalledProcessError, with what the process said on stderr."""
    with tempfile.TemporaryDirectory(prefix="intermezzo-pictures-") as folder:
        screen = Path(folder) / "screen.json"
        place = {
            "name": "pictures",
            "x": 0,
            "y": 0,
            "width": 5120,
            "height": 3200,
            "logicalDpi": 96,
            "dpr": 1,
        }
        screen.write_text(json.dumps({"screens": [place]}), encoding="utf-8")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
        environment = {**kept, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}", "LANG": "C.UTF-8"}
        command = [sys.executable, "-m", "tests.pictures.drawing", str(out)]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)


def _pictures(app: QApplication) -> Iterator[tuple[str, QImage]]:
    """Every picture with its name."""
    shelf = library.load([resources.sessions()])
    for dark in (False, True):
        for percent in (100, 200):
            style.apply(app, dark=dark, scale=percent / 100)
            look = f"{'dark' if dark else 'light'}-{percent}"
            for name in MOVEMENTS:
                yield f"{name}-{look}", _figures(shelf.movements[name], SIDE * percent // 100)
            player = PlayerWindow(lambda: 0.0)
            session = shelf.sessions[PLAYED]
            player.start(session, advance(Playing(session), SHARE * session.seconds))
            app.processEvents()
            yield f"player-{look}", player.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
            player.hide()


def _figures(movement: Movement, side: int) -> QImage:
    """Paint where a movement begins, and beside it what tells most of it."""
    once = Session(movement.id, movement.name, Kind.RITUAL, (Step(movement, 1, movement.sides),))
    begins = pose_at_moment(movement, moment_at(once, once.starts[0]), eased=False)
    image = _blank("card", QSize(2 * side, side))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for left, pose in ((0, begins), (side, key_pose(movement))):
        if pose is None:
            raise ValueError(f"{movement.id} has no figure")
        place = QRectF(left, 0, side, side)
        painter.setClipRect(place)
        paint_figure(painter, place, pose, movement.regions[0])
    painter.end()
    return image


def _blank(ground: str, size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(style.color(ground))
    return image


def main(out: Path) -> None:
    """Draw them in this process."""
    app = QApplication(sys.argv[:1])
    style.load_fonts(resources.assets())
    for name, image in _pictures(app):
        file = out / f"{name}.png"
        if not image.save(str(file), quality=SMALLEST):
            raise OSError(f"{file}: can’t be written")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

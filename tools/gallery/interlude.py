"""The animated picture of the README: one interlude in the player."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from intermezzo.core.history.events import Reason
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.playback import Playing, advance
from intermezzo.core.practice.timeline import Phase, moment_at
from intermezzo.ui.player.window import PlayerWindow

SHOWN = "up_and_down"
RATE = 12
"""Frames a second."""
EXCERPT = 40
"""Frames of each step."""


COLOURS = 256


def interlude(session: Session) -> list[QImage]:
    """Return the frames of one interlude in the player: the beginning of each step, at its own tempo."""
    player = PlayerWindow(lambda: 0.0)
    frames = []
    for elapsed in _excerpts(session):
        player.start(session, advance(Playing(session), elapsed))
        QCoreApplication.processEvents()  # new words need a new layout
        frames.append(_painted(player))
    player.interrupt(Reason.FINISHED_HERE)
    player.deleteLater()
    return frames


def save_animation(frames: Sequence[QImage], path: Path) -> None:
    """Write the frames as an animated PNG that repeats for ever, with one palette for all frames.

    Raises ValueError without a frame, and OSError when the file cannot be written.
    """
    if not frames:
        raise ValueError("an animation needs a frame")
    images = [_pillow(one) for one in frames]
    sampled = images[:: max(1, len(images) // 24)]
    strip = Image.new("RGB", (images[0].width, images[0].height * len(sampled)))
    for index, one in enumerate(sampled):
        strip.paste(one, (0, index * images[0].height))
    palette = strip.quantize(COLOURS, dither=Image.Dither.NONE)
    first, *others = (one.quantize(palette=palette, dither=Image.Dither.NONE) for one in images)
    about = PngInfo()
    about.add_text("Software", "Intermezzo")
    first.save(
        path, save_all=True, append_images=others, duration=1000 / RATE, loop=0, optimize=True, pnginfo=about
    )


def _pillow(image: QImage) -> Image.Image:
    rgb = image.convertToFormat(QImage.Format.Format_RGBX8888)
    size = (rgb.width(), rgb.height())
    return Image.frombuffer(
        "RGBX", size, bytes(rgb.constBits()), "raw", "RGBX", rgb.bytesPerLine(), 1
    ).convert("RGB")


def _excerpts(session: Session) -> list[float]:
    """The seconds since the session's beginning of every frame."""
    times = [number / RATE for number in range(int(session.seconds * RATE))]
    shown: Counter[int] = Counter()
    kept = []
    for elapsed in times:
        moment = moment_at(session, elapsed)
        if moment.phase is Phase.STEP and shown[moment.step] < EXCERPT:
            shown[moment.step] += 1
            kept.append(elapsed)
    return kept


def _painted(player: PlayerWindow) -> QImage:
    """The player as it looks inside its frame."""
    return player.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

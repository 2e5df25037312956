"""Render our windows from sample views: ``python -m tests.ui.gallery FOLDER``; look at them afterwards."""

import json
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from intermezzo.core.practice.playback import Playing, advance
from intermezzo.ui.kit import style
from intermezzo.ui.offer.card import OfferCard
from intermezzo.ui.player.window import PlayerWindow
from intermezzo.ui.today.window import TodayWindow
from tests.ui import samples

ASSETS = Path(__file__).parents[2] / "assets"


def on_ground(windows: list[QWidget]) -> QPixmap:
    """Lay pictures of windows side by side on the ground."""
    pictures = [window.grab() for window in windows]
    ratio = pictures[0].devicePixelRatio()
    sizes = [picture.deviceIndependentSize().toSize() for picture in pictures]
    size = QSize(sum(one.width() for one in sizes), max(one.height() for one in sizes))
    whole = QPixmap(size * ratio)
    whole.setDevicePixelRatio(ratio)
    whole.fill(style.color("ground"))
    painter = QPainter(whole)
    x = 0
    for picture, one in zip(pictures, sizes, strict=True):
        painter.drawPixmap(QRect(x, (size.height() - one.height()) // 2, one.width(), one.height()), picture)
        x += one.width()
    painter.end()
    return whole


def large_screen() -> None:
    """Have an offscreen desktop on which every window has room, also at 200 %."""
    screen = {"name": "s", "x": 0, "y": 0, "width": 5120, "height": 3200, "logicalDpi": 96, "dpr": 1}
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False, encoding="utf-8") as file:
        json.dump({"screens": [screen]}, file)
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file.name}"


def shown(app: QApplication, window: QWidget) -> QWidget:
    """Show a window and let it lay itself out."""
    window.show()
    app.processEvents()
    app.processEvents()
    return window


def render(app: QApplication, out: Path, name: str) -> None:
    """Render every window in the look in use."""
    card, today, full = OfferCard(), TodayWindow(), TodayWindow()
    card.set_view(samples.card())
    today.set_view(samples.today())
    full.set_view(samples.full_today())
    on_ground([shown(app, window) for window in (card, today, full)]).save(str(out / f"today-{name}.png"))
    player = PlayerWindow(lambda: 0.0)
    session = samples.session()
    for part, elapsed in (("ready", 2.0), ("hinge", 39.2), ("last", 92.0)):
        playing = replace(advance(Playing(session), elapsed), paused=part == "ready")
        player.start(session, playing)
        on_ground([shown(app, player)]).save(str(out / f"player-{part}-{name}.png"))
    player.finish()
    on_ground([shown(app, player)]).save(str(out / f"player-done-{name}.png"))
    for window in (card, today, full, player):
        window.hide()


def main(out: Path) -> None:
    """Render everything in both looks, at 100 and 200 % text."""
    if "QT_QPA_PLATFORM" not in os.environ:
        large_screen()
    app = QApplication([])
    style.load_fonts(ASSETS)
    out.mkdir(parents=True, exist_ok=True)
    for dark in (False, True):
        for scale in (1.0, 2.0):
            style.apply(app, dark=dark, scale=scale)
            render(app, out, f"{'dark' if dark else 'light'}-{scale:g}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

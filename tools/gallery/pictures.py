"""Draws every window in light and dark at 100 and 200 %, a process for each scale."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from intermezzo.adapters.system import language, resources
from intermezzo.presenters import install
from intermezzo.ui.kit import style
from intermezzo.ui.kit.pictures import painting, png
from tools.gallery.history import history
from tools.gallery.interlude import SHOWN, interlude, save_animation
from tools.gallery.windows import windows

ROOT = Path(__file__).parents[2]
SCALES = (1, 2)
SCREEN = (1920, 1200)
"""Pixels at 100 %: large enough for every window."""
README = ("offer", "today", "player", "week", "library", "composer", "prescription")
"""The windows that the README shows."""


def draw_all(out: Path, names: Sequence[str] = ()) -> Iterator[Path]:
    """Draw the windows whose names begin so into ``out``, by default all, and yield each file.

    Raises CalledProcessError with what the process printed.
    """
    out.mkdir(parents=True, exist_ok=True)
    for scale in SCALES:
        with offscreen(SCREEN, scale) as environment:
            command = [sys.executable, "-m", "tools.gallery.pictures", str(out.resolve()), f"{scale * 100}"]
            command += names
            done = subprocess.run(
                command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
            )
        yield from (Path(line) for line in done.stdout.splitlines())


@contextmanager
def offscreen(size: tuple[int, int], scale: int) -> Iterator[dict[str, str]]:
    """Yield the environment of a process whose screen is not shown anywhere."""
    screen = {"name": "gallery", "x": 0, "y": 0, "width": size[0] * scale, "height": size[1] * scale}
    with tempfile.TemporaryDirectory(prefix="intermezzo-gallery-") as folder:
        file = Path(folder) / "screen.json"
        file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
        platform = f"offscreen:configfile={file}"
        yield {**os.environ, "QT_QPA_PLATFORM": platform, "QT_SCALE_FACTOR": str(scale)}


def draw_readme(folder: Path) -> Iterator[Path]:
    """Draw the README's pictures into ``folder``."""
    with tempfile.TemporaryDirectory(prefix="intermezzo-gallery-") as drawn:
        for path in draw_all(Path(drawn)):
            window, _, rest = path.stem.partition("-")
            if path.stem == "interlude" or (window in README and rest in {"light-100", "dark-100"}):
                kept = folder / f"{path.stem.removesuffix('-100')}.png"
                kept.write_bytes(path.read_bytes())
                yield kept


def application() -> QApplication:
    """Return the application of this process, with our fonts and the user's language."""
    install(*language.load(resources.assets() / "locale", language.preferred(os.environ)))
    app = QApplication(sys.argv[:1])
    style.load_fonts(resources.assets())
    return app


def draw(out: Path, percent: str, names: Sequence[str]) -> Iterator[Path]:
    """Draw every window, or those whose names begin so, in both looks at the scale of this process."""
    app = application()
    with history() as (engine, now, week):
        for dark in (False, True):
            style.apply(app, dark=dark)
            for name, window in windows(engine, now, week):
                if names and not name.startswith(tuple(names)):
                    window.deleteLater()
                    continue
                window.show()
                app.processEvents()
                path = out / f"{name}-{'dark' if dark else 'light'}-{percent}.png"
                path.write_bytes(png(grab(window)))
                window.hide()
                window.deleteLater()
                yield path
        if percent == "100" and not names:
            style.apply(app, dark=False)
            path = out / "interlude.png"
            save_animation(interlude({one.id: one for one in engine.state.sessions}[SHOWN]), path)
            yield path


def grab(window: QWidget) -> QImage:
    """Return a picture of the window on the ground colour, which shows where a window is transparent."""
    seen = window.grab()
    size = seen.deviceIndependentSize().toSize()
    with painting(size, seen.devicePixelRatio(), style.color("ground")) as (whole, painter):
        painter.drawPixmap(0, 0, seen)
    return whole


def main(argv: Sequence[str]) -> None:
    """Draw at one scale, for ``draw_all``."""
    for path in draw(Path(argv[0]), argv[1], argv[2:]):
        print(path, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

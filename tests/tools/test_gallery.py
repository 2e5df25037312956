"""The gallery: its animation, the README's pictures, and where it can run."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.ui.kit import style
from tools.gallery import interlude

pytestmark = pytest.mark.slow

README = Path(__file__).parents[2] / "README.md"


def disc(x: float) -> QImage:
    image = QImage(61, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#FBF8F2"))
    painter = QPainter(image)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#2F5D54"))
    painter.drawEllipse(QRectF(x, 8, 20, 20))
    painter.end()
    return image


def milliseconds(path: Path) -> list[float]:
    with Image.open(path) as image:
        lasts = []
        for frame in range(getattr(image, "n_frames", 1)):
            image.seek(frame)
            lasts.append(image.info.get("duration", 0.0))
    return lasts


def test_every_frame_is_saved_as_it_was_drawn(tmp_path: Path) -> None:
    drawn = [disc(3), disc(9.5), disc(38), disc(3)]
    interlude.save_animation(drawn, tmp_path / "discs.png")
    with Image.open(tmp_path / "discs.png") as image:
        assert image.size == (61, 40)
        assert getattr(image, "n_frames", 1) == 4
        for number, frame in enumerate(drawn):
            image.seek(number)
            colours = image.convert("RGB")
            for x, y in ((13, 18), (48, 18), (1, 1)):
                wanted = frame.pixelColor(x, y)
                pixel = colours.getpixel((x, y))
                assert isinstance(pixel, tuple)
                apart = zip(pixel, (wanted.red(), wanted.green(), wanted.blue()), strict=True)
                assert sum(abs(a - b) for a, b in apart) <= 18


def test_an_animation_needs_a_frame(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="needs a frame"):
        interlude.save_animation([], tmp_path / "none.png")


def test_the_interlude_begins_each_step_at_its_own_tempo(qapp: QApplication) -> None:
    style.load_fonts(resources.assets())
    style.apply(qapp, dark=False)
    session = library.load([resources.sessions()]).sessions[interlude.SHOWN]
    frames = interlude.interlude(session)
    assert len(frames) == len(session.steps) * interlude.EXCERPT
    assert len({bytes(one.constBits()) for one in frames}) > 60  # it moves


def test_the_readme_shows_pictures_that_exist_and_an_animation_that_is_small() -> None:
    text = README.read_text(encoding="utf-8")
    shown = README.parent / "assets" / "pictures"
    assert all(f"](assets/pictures/{path.name})" in text for path in shown.glob("*.png"))
    assert (shown / "interlude.png").stat().st_size < 1_500_000
    assert 8_000 <= sum(milliseconds(shown / "interlude.png")) <= 12_000

"""Twelve movements and the player, in light and dark, at 100 and 200 %: as they were when somebody looked."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from tests.pictures.comparing import SQUARE, compare
from tests.pictures.drawing import MOVEMENTS, SMALLEST, draw
from tests.pictures.keeping import KEPT, names, renew, told

pytestmark = pytest.mark.slow

LOOKS = [f"{look}-{percent}" for look in ("light", "dark") for percent in (100, 200)]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    draw(folder)
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system draws the letters, its own way")
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", [*MOVEMENTS, "player"])
def test_it_looks_as_it_did(drawn: Path, name: str, look: str) -> None:
    wrong = told(f"{name}-{look}", drawn)
    assert not wrong, wrong


def test_there_are_no_others(drawn: Path) -> None:
    assert len(set(MOVEMENTS)) == 12
    assert (
        names(KEPT) == names(drawn) == {f"{one}-{look}" for one in [*MOVEMENTS, "player"] for look in LOOKS}
    )


def disc(x: float = 60.0, colour: str = "#2F5D54") -> QImage:
    image = QImage(130, 90, QImage.Format.Format_RGB32)
    image.fill(QColor("#FBF8F2"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QRectF(x - 30, 15, 60, 60))
    painter.end()
    return image


@pytest.mark.parametrize(
    ("other", "seen"),
    [
        (disc(), False),
        (disc(60.1), False),
        (disc(colour="#325F58"), False),
        (disc(60.7), True),
        (disc(colour="#3F6F66"), True),
        (disc(colour="#C98B46"), True),
        (disc().copy(0, 0, 129, 90), True),
        (QImage(), True),
    ],
    ids=["the same", "a tenth of a pixel", "a shade", "most of a pixel", "paler", "amber", "cut", "missing"],
)
def test_the_tolerance_takes_rounding_and_nothing_more(other: QImage, seen: bool) -> None:
    assert compare(other, disc()).seen is seen
    assert compare(disc(), other).seen is seen


def test_what_is_small_is_seen_wherever_it_is() -> None:
    for x, y in ((0, 0), (2000, 1300), (SQUARE - 2, SQUARE - 3)):
        image = QImage(2010, 1310, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        mark = image.copy()
        painter = QPainter(mark)
        painter.fillRect(x, y, 10, 10, QColor("#000000"))
        painter.end()
        found = compare(mark, image)
        assert found.seen
        assert found.picture.pixelColor(x, y) == QColor("#FFFFFF")
        assert found.picture.pixelColor(x + 11 if x < 2000 else 0, y) == QColor("#000000")


def test_a_change_is_shown_named_and_renewed_and_nothing_else_is(tmp_path: Path) -> None:
    drawn, kept, seen = tmp_path / "drawn", tmp_path / "kept", tmp_path / "seen"
    drawn.mkdir()
    kept.mkdir()
    for folder, pictures in (
        (drawn, {"same": disc(60.1), "moved": disc(65), "new": disc()}),
        (kept, {"same": disc(), "moved": disc(), "old": disc()}),
    ):
        for name, image in pictures.items():
            image.save(str(folder / f"{name}.png"), quality=SMALLEST)
    same = (kept / "same.png").read_bytes()
    assert told("same", drawn, kept, seen) == ""
    line = told("moved", drawn, kept, seen)
    assert line.startswith("moved: ")
    assert line.endswith("If the new one is right: ./test pictures --renew")
    assert names(seen) == {"moved-new", "moved-difference"}
    assert QImage(str(seen / "moved-new.png")) == disc(65)
    assert list(renew(drawn, kept)) == ["old", "moved", "new"]
    assert names(kept) == names(drawn)
    assert (kept / "same.png").read_bytes() == same
    assert [told(name, drawn, kept, seen) for name in names(drawn)] == ["", "", ""]

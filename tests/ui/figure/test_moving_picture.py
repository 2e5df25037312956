"""The animated PNG: what a reader that follows the standard sees of it, frame by frame."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from struct import unpack

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.app import tour_interlude
from intermezzo.ui.figure.moving_picture import moving_picture

pytestmark = pytest.mark.slow

README = Path(__file__).parents[3] / "README.md"


@dataclass
class Read:
    """Frames as lines of colours, and the seconds that each lasts."""

    size: tuple[int, int]
    says: int
    frames: list[list[list[tuple[int, ...]]]]
    seconds: list[float]


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at = 8
    while at < len(data):
        (length,) = unpack(">I", data[at : at + 4])
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert unpack(">I", data[at + 8 + length : at + 12 + length])[0] == zlib.crc32(name + body)
        yield name, body
        at += 12 + length


def read(data: bytes) -> Read:
    found = list(chunks(data))
    assert [name for name, _body in found[:4]] == [b"IHDR", b"acTL", b"PLTE", b"fcTL"]
    assert found[-1] == (b"IEND", b"")
    size = unpack(">II", found[0][1][:8])
    assert found[0][1][8:] == bytes((8, 3, 0, 0, 0))
    says, plays = unpack(">II", found[1][1])
    assert plays == 0
    table = found[2][1]
    colours = [tuple(table[at : at + 3]) for at in range(0, len(table), 3)]
    canvas = [[colours[0]] * size[0] for _line in range(size[1])]
    seen = Read((size[0], size[1]), says, [], [])
    numbers, place = [], (0, 0, 0, 0)
    for name, body in found[3:-1]:
        if name == b"fcTL":
            number, *where, part, whole, disposal, blending = unpack(">IIIIIHHBB", body)
            assert (disposal, blending) == (0, 0)
            place = (where[0], where[1], where[2], where[3])
            numbers.append(number)
            seen.seconds.append(part / whole)
            continue
        if name == b"fdAT":
            numbers.append(unpack(">I", body[:4])[0])
        lines = zlib.decompress(body if name == b"IDAT" else body[4:])
        width, height, left, top = place
        assert len(lines) == height * (width + 1)
        for y in range(height):
            start = y * (width + 1)
            assert lines[start] == 0
            canvas[top + y][left : left + width] = [colours[one] for one in lines[start + 1 :][:width]]
        seen.frames.append([list(line) for line in canvas])
    assert numbers == list(range(len(numbers)))
    assert found[4][0] == b"IDAT"
    return seen


def disc(x: float) -> QImage:
    image = QImage(61, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#FBF8F2"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#2F5D54"))
    painter.drawEllipse(QRectF(x, 8, 20, 20))
    painter.end()
    return image


def test_every_frame_is_seen_as_it_was_drawn() -> None:
    drawn = [disc(3), disc(9.5), disc(9.5), disc(38), disc(3)]
    seen = read(moving_picture(drawn, 12))
    assert seen.size == (61, 40)
    assert seen.seconds == [1 / 12, 2 / 12, 1 / 12, 1 / 12]  # what stands still stands longer
    assert seen.says == len(seen.frames) == 4
    for frame, image in zip(seen.frames, [drawn[0], drawn[1], drawn[3], drawn[4]], strict=True):
        for y, line in enumerate(frame):
            for x, colour in enumerate(line):
                wanted = image.pixelColor(x, y)
                true = (wanted.red(), wanted.green(), wanted.blue())
                assert sum(abs(a - b) for a, b in zip(colour, true, strict=True)) <= 18, (x, y)


def test_only_what_changed_is_written_again() -> None:
    still, moving = moving_picture([disc(3)] * 12, 12), moving_picture([disc(3), disc(4)], 12)
    assert read(still).seconds == [1.0]
    rectangles = [unpack(">IIII", body[4:20]) for name, body in chunks(moving) if name == b"fcTL"]
    assert rectangles == [(61, 40, 0, 0), (21, 20, 3, 8)]


@pytest.mark.parametrize("frames", [[], [disc(3), disc(3).copy(0, 0, 60, 40)]], ids=["none", "two sizes"])
def test_frames_of_one_size_are_wanted(frames: list[QImage]) -> None:
    with pytest.raises(ValueError, match="one size"):
        moving_picture(frames, 12)


def test_the_interlude_begins_each_step_at_its_own_tempo(dressed: QApplication) -> None:
    session = library.load([resources.sessions()]).sessions[tour_interlude.SHOWN]
    seen = read(tour_interlude.interlude(session))
    length = len(session.steps) * tour_interlude.EXCERPT / tour_interlude.RATE
    assert sum(seen.seconds) == pytest.approx(length)
    assert 8 <= length <= 12
    assert seen.says == len(seen.frames) > 60  # it moves


def test_the_readme_shows_one_that_moves_and_is_small() -> None:
    text = README.read_text(encoding="utf-8")
    place = README.parent / "assets" / "pictures" / "interlude.png"
    assert "](assets/pictures/interlude.png)" in text
    data = place.read_bytes()
    assert len(data) < 1_500_000
    counted = [name for name, _body in chunks(data)]
    (says,) = [unpack(">II", body)[0] for name, body in chunks(data) if name == b"acTL"]
    assert says == counted.count(b"fcTL") == counted.count(b"fdAT") + 1
    parts = [unpack(">HH", body[20:24]) for name, body in chunks(data) if name == b"fcTL"]
    assert 8 <= sum(part / whole for part, whole in parts) <= 12

"""Several pictures as one that moves: an animated PNG, which browsers play and Qt itself does not write.

The form is that of https://www.w3.org/TR/png-3/: one palette for all frames, the first of them whole, and of
every further one only the rectangle that changed.
"""

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce
from itertools import count, pairwise
from operator import or_
from struct import pack

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOURS = 256
_NEAR = 9
"""Of 765: colours that are no further apart share a place in the palette."""
_SAMPLES = 24
"""From so many of the frames the palette is taken."""


def moving_picture(frames: Sequence[QImage], rate: int) -> bytes:
    """Return the file: ``frames`` of one size, ``rate`` of them a second, for ever, in 256 colours.

    Raises ValueError without a frame, or where one is of another size.
    """
    if not frames or any(one.size() != frames[0].size() for one in frames):
        raise ValueError("a moving picture takes frames of one size")
    table = _palette(frames[:: max(1, len(frames) // _SAMPLES)])
    flat = [
        one.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.AvoidDither)
        for one in frames
    ]
    return b"".join(_chunks(list(_changes(flat)), flat[0], table, rate))


def _palette(frames: Sequence[QImage]) -> list[int]:
    seen: Counter[int] = Counter()
    for one in frames:
        seen.update(memoryview(one.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I"))
    table: list[int] = []
    for colour, _times in seen.most_common():
        if len(table) < _COLOURS and all(_far(colour, other) for other in table):
            table.append(colour)
    return table


def _far(one: int, other: int) -> bool:
    """Whether the eye needs both: a palette of the commonest alone would hold the edges of one limb only."""
    return sum(abs((one >> bits & 255) - (other >> bits & 255)) for bits in (0, 8, 16)) > _NEAR


def _changes(flat: Sequence[QImage]) -> Iterator[tuple[QRect, QImage, int]]:
    """Every picture that differs from the one before: where, what is there, and for how many frames."""
    kept = [(flat[0].rect(), 0)]
    for index, (before, after) in enumerate(pairwise(flat), 1):
        area = _apart(before, after)
        if not area.isEmpty():
            kept.append((area, index))
    until = [index for _area, index in kept[1:]] + [len(flat)]
    for (area, index), end in zip(kept, until, strict=True):
        yield area, flat[index].copy(area), end - index


def _apart(before: QImage, after: QImage) -> QRect:
    """The least rectangle that holds all that changed."""
    pairs = zip(_lines(before), _lines(after), strict=True)
    lines = [int.from_bytes(a, "big") ^ int.from_bytes(b, "big") for a, b in pairs]
    changed = [y for y, line in enumerate(lines) if line]
    if not changed:
        return QRect()
    columns = reduce(or_, lines)
    right = after.width() - ((columns & -columns).bit_length() - 1) // 8
    left = after.width() - -(-columns.bit_length() // 8)
    return QRect(left, changed[0], right - left, changed[-1] + 1 - changed[0])


def _chunks(
    changes: Sequence[tuple[QRect, QImage, int]], whole: QImage, table: Sequence[int], rate: int
) -> Iterator[bytes]:
    yield _SIGNATURE
    yield _chunk(b"IHDR", pack(">IIBBBBB", whole.width(), whole.height(), 8, 3, 0, 0, 0))
    yield _chunk(b"acTL", pack(">II", len(changes), 0))
    yield _chunk(b"PLTE", b"".join((colour & 0xFFFFFF).to_bytes(3, "big") for colour in table))
    number = count()
    for index, (area, image, frames) in enumerate(changes):
        lasts = Fraction(frames, rate)
        place = (area.width(), area.height(), area.x(), area.y())
        # Disposal 0 leaves what is there, blending 0 lays the rectangle over it.
        yield _chunk(
            b"fcTL", pack(">IIIIIHHBB", next(number), *place, lasts.numerator, lasts.denominator, 0, 0)
        )
        data = zlib.compress(b"".join(b"\0" + line for line in _lines(image)), 9)
        yield _chunk(b"fdAT", pack(">I", next(number)) + data) if index else _chunk(b"IDAT", data)
    yield _chunk(b"IEND", b"")


def _lines(image: QImage) -> list[bytes]:
    """The lines of an image without Qt's padding."""
    bits, step, width = bytes(image.constBits()), image.bytesPerLine(), image.width()
    return [bits[at : at + width] for at in range(0, step * image.height(), step)]


def _chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))

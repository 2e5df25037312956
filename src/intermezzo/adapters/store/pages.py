"""Read the records of a damaged database page by page, without its tree: what one page holds needs no other.

The format is that of sqlite.org/fileformat2.html, sections 1.6 "B-tree Pages", 2.1 "Record Format" and 4 "The
Write-Ahead Log". Nothing is trusted: a record that does not decode is passed over, and whoever asks checks
the values.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

Value = str | int | float | bytes | None
"""As SQLite gives it; text that is not UTF-8 has surrogates."""

_USUAL_SIZE = 4096
_INDEX_LEAF, _INDEX_INTERIOR = 10, 2
_WAL_HEADER, _FRAME_HEADER = 32, 24
_WIDTHS = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
"""Bytes of the serial types 0 to 9."""
_MOST_COLUMNS = 32


class _BrokenError(Exception):
    """A record does not decode."""


@dataclass(frozen=True, slots=True)
class Records:
    """What the pages hold. A row is (row number, its values); an entry of an index ends with a row number."""

    rows: tuple[tuple[int, tuple[Value, ...]], ...]
    entries: tuple[tuple[Value, ...], ...]


def read(path: Path) -> Records:
    """Return the records of the file and of the log beside it. Raise OSError.

    A page that SQLite has freed may still hold a row that is in another page too.
    """
    content = path.read_bytes()
    size = _page_size(content)
    pages = {at // size + 1: content[at : at + size] for at in range(0, len(content), size)}
    log = Path(f"{path}-wal")
    if log.exists():
        pages = _with_log(pages, log.read_bytes(), size)
    rows: list[tuple[int, tuple[Value, ...]]] = []
    entries: list[tuple[Value, ...]] = []
    for number in sorted(pages):
        of_index = tuple(_entries(pages, number, size))
        entries += of_index
        if len(of_index) < _count(pages[number], 0) or number == 1:
            rows += _rows(pages, number, size)  # a leaf of a table, also if its type is damaged
    return Records(tuple(rows), tuple(entries))


def _page_size(content: bytes) -> int:
    """Return the size in the header, or the usual one if that is impossible."""
    size = int.from_bytes(content[16:18])
    size = 65536 if size == 1 else size
    return size if 512 <= size <= 65536 and size & (size - 1) == 0 else _USUAL_SIZE


def _with_log(pages: Mapping[int, bytes], log: bytes, size: int) -> dict[int, bytes]:
    """Return the pages as the last commit in the log has left them."""
    salts, found, waiting = log[16:24], dict(pages), {}
    for at in range(_WAL_HEADER, len(log) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        number, pages_after = struct.unpack_from(">II", log, at)
        if log[at + 8 : at + 16] != salts:  # of an earlier use of the log
            break
        start = at + _FRAME_HEADER
        waiting[number] = log[start : start + size]
        if pages_after:
            found |= waiting
            found = {one: page for one, page in found.items() if one <= pages_after}
            waiting = {}
    return found


def _rows(pages: Mapping[int, bytes], number: int, size: int) -> Iterator[tuple[int, tuple[Value, ...]]]:
    """Yield the rows of a page, read as a leaf of a table whatever its type says."""
    page = pages[number]
    for cell in _cells(page, 100 if number == 1 else 0, 8):
        try:
            length, at = _varint(page, cell)
            row, at = _varint(page, at)
            yield row, _record(_payload(pages, page, at, length, size, size - 35))
        except _BrokenError:
            continue


def _entries(pages: Mapping[int, bytes], number: int, size: int) -> Iterator[tuple[Value, ...]]:
    page = pages[number]
    if page[:1] not in {bytes((_INDEX_LEAF,)), bytes((_INDEX_INTERIOR,))}:
        return
    inner = page[0] == _INDEX_INTERIOR
    for cell in _cells(page, 0, 12 if inner else 8):
        try:
            length, at = _varint(page, cell + 4 if inner else cell)
            yield _record(_payload(pages, page, at, length, size, (size - 12) * 64 // 255 - 23))
        except _BrokenError:
            continue


def _cells(page: bytes, header: int, width: int) -> Iterator[int]:
    """Yield where the cells begin; ``width`` is that of the page's header."""
    first = header + width
    for at in range(first, min(first + 2 * _count(page, header), len(page) - 1), 2):
        yield int.from_bytes(page[at : at + 2])


def _count(page: bytes, header: int) -> int:
    """Return how many cells the page says it has."""
    return int.from_bytes(page[header + 3 : header + 5])


def _payload(
    pages: Mapping[int, bytes], page: bytes, at: int, length: int, size: int, most: int
) -> bytes:  # fmt: skip
    """Return the bytes of a record, those on overflow pages too. Raise _BrokenError."""
    if length > size * len(pages):
        raise _BrokenError
    if length <= most:
        local = length
    else:
        least = (size - 12) * 32 // 255 - 23
        local = least + (length - least) % (size - 4)
        local = local if local <= most else least
    found = bytearray(page[at : at + local])
    following = int.from_bytes(page[at + local : at + local + 4]) if local < length else 0
    while len(found) < length:
        more = pages.get(following)
        if more is None:
            raise _BrokenError
        following = int.from_bytes(more[:4])
        found += more[4 : 4 + length - len(found)]
    return bytes(found)


def _record(payload: bytes) -> tuple[Value, ...]:
    end, at = _varint(payload, 0)
    if not at <= end <= len(payload):
        raise _BrokenError
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if len(kinds) > _MOST_COLUMNS or min(kinds, default=0) < 0:
        raise _BrokenError
    values = []
    for kind in kinds:
        width = _WIDTHS[kind] if kind < len(_WIDTHS) else (kind - 12) // 2
        if width < 0 or at + width > len(payload):
            raise _BrokenError
        values.append(_value(kind, payload[at : at + width]))
        at += width
    return tuple(values)


def _value(kind: int, content: bytes) -> Value:
    if kind == 0:
        return None
    if kind < 7:
        return int.from_bytes(content, signed=True)
    if kind == 7:
        found: float = struct.unpack(">d", content)[0]
        return found
    if kind < 10:
        return kind - 8
    return content.decode(errors="surrogateescape") if kind % 2 else content


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """Return the number at a place and the place after it. Raise _BrokenError."""
    if at < len(content) and content[at] < 0x80:  # nearly all are
        return content[at], at + 1
    number = 0
    for n, byte in enumerate(content[at : at + 9]):
        if n == 8:
            number = number << 8 | byte
            return (number - (1 << 64) if number >> 63 else number), at + 9
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            return number, at + n + 1
    raise _BrokenError

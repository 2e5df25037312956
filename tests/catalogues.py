"""A catalogue as msgfmt would compile it."""

import struct
from collections.abc import Mapping
from pathlib import Path

MAGIC = 0x950412DE


def write(folder: Path, language: str, texts: Mapping[str, str]) -> None:
    """Put ``texts`` where the catalogue of a language is sought; a plural follows its singular after NUL."""
    path = folder / language / "LC_MESSAGES" / "intermezzo.mo"
    path.parent.mkdir(parents=True)
    header = {"": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n"}
    pairs = [(one.encode(), other.encode()) for one, other in sorted({**header, **texts}.items())]
    head, count = 7 * 4, len(pairs)
    place = head + 2 * 8 * count
    tables: list[bytes] = []
    told = b""
    for column in zip(*pairs, strict=True):
        for text in column:
            tables.append(struct.pack("<II", len(text), place + len(told)))
            told += text + b"\0"
    start = struct.pack("<7I", MAGIC, 0, count, head, head + 8 * count, 0, place)
    path.write_bytes(start + b"".join(tables) + told)

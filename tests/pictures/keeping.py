"""The pictures that are kept, those just drawn, and what becomes of both."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QImage

from tests.pictures.comparing import SHARE, TONE, Difference, compare
from tests.pictures.drawing import ROOT

KEPT = Path(__file__).parent / "kept"
SEEN = ROOT / "out" / "pictures"
"""Where the new picture and the difference are left, for whoever wants to look; git ignores it."""


def names(folder: Path) -> set[str]:
    """The names of the pictures in a folder."""
    return {file.stem for file in folder.glob("*.png")}


def difference(name: str, drawn: Path, kept: Path = KEPT) -> Difference:
    """What differs in one picture; all of it where one of the two is missing."""
    new, old = (QImage(str(folder / f"{name}.png")) for folder in (drawn, kept))
    return compare(new, old)


def told(name: str, drawn: Path, kept: Path = KEPT, seen: Path = SEEN) -> str:
    """What is wrong with one picture, in a line, and where to look at it; empty when nothing is."""
    found = difference(name, drawn, kept)
    if not found.seen:
        return ""
    seen.mkdir(parents=True, exist_ok=True)
    new, off = seen / f"{name}-new.png", seen / f"{name}-difference.png"
    shutil.copyfile(drawn / f"{name}.png", new)
    found.picture.save(str(off))
    return (
        f"{name}: {found.share:.1%} of a square is off, {SHARE:.1%} may be, and the shade of one by "
        f"{found.tone:.0f} of 255, {TONE:.0f} may be. Look at {new} and {off}, "
        f"beside {kept / name}.png. If the new one is right: ./test pictures --renew"
    )


def renew(drawn: Path, kept: Path = KEPT) -> Iterator[str]:
    """Keep every new picture that can be told from the old one; give the names of what changed."""
    kept.mkdir(exist_ok=True)
    now, before = names(drawn), names(kept)
    for name in sorted(before - now):
        (kept / f"{name}.png").unlink()
        yield name
    for name in sorted(now):
        if name not in before or difference(name, drawn, kept).seen:
            shutil.copyfile(drawn / f"{name}.png", kept / f"{name}.png")
            yield name

"""What the process holds, and whether that grows from day to day."""

import ctypes
import gc
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from math import sqrt
from pathlib import Path
from statistics import fmean

import PySide6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QPixmapCache, QTextDocument
from PySide6.QtWidgets import QApplication

from intermezzo.adapters.system import memory
from intermezzo.core.history.events import Event, Json


@dataclass(frozen=True, slots=True)
class Sample:
    """What is held at one moment, with all windows closed."""

    rss_kb: int
    heap_kb: int
    """What is in use of the C library's heaps, with its large blocks and without what is free in between."""
    blocks: int
    """What is in use of Python's own memory."""
    descriptors: int
    threads: int
    timers: int
    qt_objects: int
    python_objects: int
    """Without the rows of the history, which are not as many each day."""


ALLOWED = Sample(
    rss_kb=3000, heap_kb=600, blocks=3000, descriptors=2, threads=1, timers=2, qt_objects=20,
    python_objects=600,
)  # fmt: skip
"""How much each may grow over the whole run, however steady the growth is."""


@dataclass(frozen=True, slots=True)
class Growth:
    """The least-squares line through the samples of one measure."""

    name: str
    first: int
    last: int
    slope: float
    """A day."""
    error: float
    """The standard error of the slope."""
    flat: bool
    """Whether the slope is within its noise, or too small to matter over the run."""


def take(app: QApplication, root: QObject, history: Sequence[Event]) -> Sample:
    """Return what is held now."""
    for _turn in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
        gc.collect()
    _drop_what_qt_keeps()
    memory.give_back()
    objects = [one for top in (root, *app.topLevelWidgets()) for one in _tree(top)]
    process = Path("/proc/self")
    heaps = _heaps()
    return Sample(
        rss_kb=_resident_kb(process),
        heap_kb=(heaps.uordblks + heaps.hblkhd) // 1024,
        blocks=sys.getallocatedblocks(),
        descriptors=len(list((process / "fd").iterdir())),
        threads=len(list((process / "task").iterdir())),
        timers=sum(isinstance(one, QTimer) for one in objects),
        qt_objects=len(objects),
        python_objects=len(gc.get_objects()) - sum(1 + _tracked(event.detail) for event in history),
    )


def _resident_kb(process: Path) -> int:
    """Count the pages one by one: what ``statm`` tells is off by 1 to 2 MB, differently each time."""
    lines = (process / "smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Rss:"))


def _drop_what_qt_keeps() -> None:
    """Delete the pictures, fonts and threads that Qt keeps to draw with them again.

    Pictures and fonts are 10 MB and 4 MB at most. It lets go of pictures and threads that were not used for
    half a minute, and of fonts after five, by the real clock: here that comes after any number of days.
    """
    QPixmapCache.clear()
    (library,) = Path(PySide6.__file__).parent.glob("Qt/lib/libQt6Gui.so.*")
    qt = ctypes.CDLL(str(library))
    # Not public: by itself Qt empties the first when a font is added, and uses the second to scale pictures.
    fonts, threads = qt["_ZN10QFontCache8instanceEv"], qt["_ZN22QGuiApplicationPrivate15qtGuiThreadPoolEv"]
    fonts.restype = threads.restype = ctypes.c_void_p
    qt["_ZN10QFontCache5clearEv"](ctypes.c_void_p(fonts()))
    qt["_ZN11QThreadPool11waitForDoneEi"](ctypes.c_void_p(threads()), -1)


class _Heaps(ctypes.Structure):
    """``struct mallinfo2`` of glibc's ``malloc.h``."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks",
            "keepcost",
        )
    )  # fmt: skip


def _heaps() -> _Heaps:
    found = ctypes.CDLL(None).mallinfo2
    found.restype = _Heaps
    heaps: _Heaps = found()
    return heaps


def _tree(top: QObject) -> Iterator[QObject]:
    """Yield an object and all in it, but for the frames of a text: PySide keeps what it has made of them."""
    yield top
    if not isinstance(top, QTextDocument):
        for one in top.children():
            yield from _tree(one)


def _tracked(value: Json) -> int:
    """Return how many objects of a value the garbage collector knows."""
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return gc.is_tracked(value) + sum(map(_tracked, parts))


def growths(samples: Sequence[Sample]) -> tuple[Growth, ...]:
    """Return the growth of each measure; there must be three samples or more."""
    names = [field.name for field in fields(Sample)]
    values = zip(*(astuple(one) for one in samples), strict=True)
    return tuple(_growth(*one) for one in zip(names, values, astuple(ALLOWED), strict=True))


def _growth(name: str, values: Sequence[int], allowed: int) -> Growth:
    days = range(len(values))
    middle, mean = fmean(days), fmean(values)
    spread = sum((day - middle) ** 2 for day in days)
    slope = sum((day - middle) * (value - mean) for day, value in zip(days, values, strict=True)) / spread
    rests = (value - mean - slope * (day - middle) for day, value in zip(days, values, strict=True))
    error = sqrt(sum(one**2 for one in rests) / (len(values) - 2) / spread)
    flat = slope <= 2 * error or slope * (len(values) - 1) <= allowed
    return Growth(name, values[0], values[-1], slope, error, flat)


def table(found: Sequence[Growth]) -> str:
    """Return the growths as lines of text."""
    head = f"{'':16}{'first':>10}{'last':>10}{'a day':>12}{'±':>10}"
    lines = (
        f"{one.name:16}{one.first:>10}{one.last:>10}{one.slope:>+12.2f}{one.error:>10.2f}"
        f"{'' if one.flat else '  grows'}"
        for one in found
    )
    return "\n".join([head, *lines])

"""Keep little memory that is free, where the C library must be asked for it."""

import ctypes
import sys
from collections.abc import Callable
from typing import Any

_LIBRARY: Any = ctypes.CDLL(None) if sys.platform == "linux" else None
# Functions of glibc; other C libraries have none and keep less memory.
_TRIM: Callable[[int], int] | None = getattr(_LIBRARY, "malloc_trim", None)
_SET: Callable[[int, int], int] | None = getattr(_LIBRARY, "mallopt", None)
_LARGE, _ARENAS = -3, -8
"""M_MMAP_THRESHOLD and M_ARENA_MAX of its ``malloc.h``."""
LARGE_BYTES = 128 * 1024
"""A block of this size or more is no part of the heap: what glibc begins with."""
ARENAS = 2
"""Heaps, of which one is for all threads but the first."""


def keep_compact() -> None:
    """Let each large block go back to the system once it is free; call it before there are threads.

    By itself glibc puts blocks into the heap that are as large as one that was freed, such as the picture of
    a window, and makes eight heaps for each processor: small blocks in between then keep all of them large.
    """
    if _SET is not None:
        _SET(_LARGE, LARGE_BYTES)
        _SET(_ARENAS, ARENAS)


def give_back() -> None:
    """Return free pages to the system: a closed window leaves 3 to 4 MB of them in the heap."""
    if _TRIM is not None:
        _TRIM(0)

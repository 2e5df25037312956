"""Memory that nobody uses any more goes back to the system, where the C library has to be asked for it."""

import ctypes
import sys
from collections.abc import Callable

_TRIM: Callable[[int], int] | None = (
    getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
)
"""Of glibc; another C library has none and keeps less."""


def give_back() -> None:
    """Return free pages: a closed window leaves 3 to 4 MB of them in the middle of the heap."""
    if _TRIM is not None:
        _TRIM(0)

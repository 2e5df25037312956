"""Act before each call of the system by which Python code writes a file, from its opening to its new name."""

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_OF_THE_SYSTEM = frozenset({"open", "fsync", "close", "link", "replace", "rename", "unlink", "mkdir"})
_OF_A_FILE = frozenset({"write", "flush", "close", "truncate"})


@contextmanager
def before_each(act: Callable[[int], object]) -> Iterator[None]:
    """Call ``act`` with the number of each such call, from 1 on; what it raises, the call raises."""
    count = 0

    def look(_frame: FrameType, event: str, function: Any) -> None:
        nonlocal count
        if event == "c_call" and _writes(function):
            count += 1
            act(count)

    sys.setprofile(look)
    try:
        yield
    finally:
        sys.setprofile(None)


def _writes(function: Any) -> bool:
    if function.__module__ in {"posix", "nt", "_io"}:
        return function.__name__ in _OF_THE_SYSTEM
    own = getattr(function, "__self__", None)
    in_memory = isinstance(own, io.StringIO | io.BytesIO)
    return isinstance(own, io.IOBase) and not in_memory and function.__name__ in _OF_A_FILE

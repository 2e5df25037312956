"""A file that is being replaced holds the old or the new content, whichever call of the system fails."""

import errno
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from intermezzo.adapters.system import atomic_file

OLD, NEW = b"the old content", b"the new content"
OF_THE_SYSTEM = frozenset({"open", "fsync", "close", "link", "replace", "rename", "unlink", "mkdir"})
OF_A_FILE = frozenset({"write", "flush", "close", "truncate"})


@contextmanager
def before_each_call(act: Callable[[int], object]) -> Iterator[None]:
    """Call ``act`` with the number of each call that writes, from 1 on; what it raises, the call raises."""
    number = 0

    def look(_frame: FrameType, event: str, function: Any) -> None:
        nonlocal number
        if event == "c_call" and writes(function):
            number += 1
            act(number)

    sys.setprofile(look)
    try:
        yield
    finally:
        sys.setprofile(None)


def writes(function: Any) -> bool:
    if function.__module__ == "posix":
        return function.__name__ in OF_THE_SYSTEM
    return isinstance(getattr(function, "__self__", None), io.IOBase) and function.__name__ in OF_A_FILE


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_an_error_in_any_call_is_told_and_leaves_the_old_or_the_new_content(
    tmp_path: Path, error: int
) -> None:
    path = tmp_path / "settings.toml"
    for n in count(1):
        path.write_bytes(OLD)
        if not fails_at(n, path, error):
            break
        assert path.read_bytes() in {OLD, NEW}
        assert [one.name for one in tmp_path.iterdir()] == [path.name]
    assert n > 8, "every call was reached"
    assert path.read_bytes() == NEW


def fails_at(n: int, path: Path, error: int) -> bool:
    """Replace the content with an error in the n-th call; return whether there were so many."""
    reached = False

    def fail(number: int) -> None:
        nonlocal reached
        if number == n:
            reached = True
            raise OSError(error, os.strerror(error))

    try:
        with before_each_call(fail):
            atomic_file.replace(path, NEW)
    except OSError as fault:
        return fault.errno == error
    assert not reached, "no error is swallowed"
    return False

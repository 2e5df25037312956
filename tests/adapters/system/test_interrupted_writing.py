"""A file that is being replaced holds the old or the new content, wherever the process or the disk fails."""

import errno
import json
import os
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from intermezzo.adapters.system import atomic_file
from tests.adapters.system import killed_writing
from tests.adapters.system.system_calls import before_each

OLD, NEW = b"the old content", b"the new content"


def test_a_kill_before_any_call_leaves_the_old_or_the_new_content(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(OLD)
    done = subprocess.run(
        [sys.executable, "-m", killed_writing.__name__, str(path), NEW.decode()],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    held = [one["holds"].encode() for one in lines]
    renamed = held.index(NEW)
    assert renamed >= 4, "opened, written, flushed and on the disk before it has its name"
    assert held == [OLD] * renamed + [NEW] * (len(held) - renamed)
    assert [one["ended"] for one in lines] == [False] * (len(lines) - 1) + [True]


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
        with before_each(fail):
            atomic_file.replace(path, NEW)
    except OSError as fault:
        return fault.errno == error
    assert not reached, "no error is swallowed"
    return False

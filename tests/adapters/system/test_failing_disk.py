"""A file that is being replaced holds the old or the new content, whichever call of the system fails."""

import errno
import os
from itertools import count
from pathlib import Path

import pytest

from intermezzo.adapters.system import atomic_file
from tests.kills.system_calls import before_each

OLD, NEW = b"the old content", b"the new content"


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

"""The real app on a full disk, in a home that cannot be written, with a locked database: nothing is lost."""

import errno
import os
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from itertools import repeat

import pytest

from intermezzo.adapters import settings_file
from intermezzo.adapters.store import Store
from tests.app.process import User, end, user
from tests.searching import files, readable_by_others
from virtual_desktop import wait_until

pytestmark = [
    pytest.mark.slow,
    # Without root, the store's own tests refuse by permissions and by a limit of pages.
    pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount"),
]

Hindrance = Callable[[User], AbstractContextManager[None]]


@pytest.fixture
def one() -> Iterator[User]:
    """A user whose home is on a disk of 1 MB."""
    with user() as found, ExitStack() as undo:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", found.home], check=True)
        undo.callback(lambda: subprocess.run(["umount", "--lazy", found.home], check=True))
        undo.callback(found.close)
        found.lay_out()
        Store.open(found.paths.database, found.paths.backups).store.close()
        yield found


@contextmanager
def full(one: User) -> Iterator[None]:
    filler = one.home / "filler"
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        file.writelines(repeat(bytes(512)))
    yield
    filler.unlink()


@contextmanager
def read_only(one: User) -> Iterator[None]:
    subprocess.run(["mount", "-o", "remount,ro", one.home], check=True)
    yield
    subprocess.run(["mount", "-o", "remount,rw", one.home], check=True)


@contextmanager
def locked(one: User) -> Iterator[None]:
    with closing(sqlite3.connect(one.paths.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def moved(one: User) -> int:
    with closing(sqlite3.connect(f"{one.paths.database.as_uri()}?mode=ro", uri=True)) as database:
        return int(database.execute("select count(*) from event where kind = 'done_already'").fetchone()[0])


def notices(one: User) -> str:
    return " ".join(one.say("status").data["notices"])


@pytest.mark.parametrize(
    ("hindrance", "told", "killed"),
    [(full, "disk is full", True), (read_only, "can’t be written", False), (locked, "in use", True)],
    ids=["full", "read-only", "locked"],
)
def test_what_is_refused_is_told_kept_and_taken_in_once(
    one: User, hindrance: Hindrance, told: str, killed: bool
) -> None:
    with hindrance(one):
        app = one.start()
        done = one.run("moved")
        assert (done.returncode, done.stdout) == (1, "")
        assert "Not saved yet, but kept in a file of its own" in done.stderr
        assert told in done.stderr
        assert told in notices(one)
        if hindrance is not locked:
            reply = one.say("rhythm", "steady")
            assert reply.data == {"recorded": False}
            assert reply.line.startswith("Rhythm: steady. Not saved yet, but kept in a file of its own")
            assert kept(one) == {"unwritten-1.json", "unsaved-settings.json"}
        assert readable_by_others(one.state) == {}
        if killed:
            assert end(app, signal.SIGKILL) == (-signal.SIGKILL, "")
    if killed:
        app = one.start()
        assert "saved now (" in notices(one)
        assert moved(one) == 1
    else:
        assert one.say("moved").data == {"recorded": True}
        assert moved(one) == 2
    wait_until(lambda: not kept(one), what="the files to go")
    if hindrance is not locked:
        assert settings_file.read(one.paths.settings)[0].rhythm == "steady"
    wait_until(lambda: "Not saved" not in notices(one), what="the notices to go")
    assert end(app) == (0, "")


def kept(one: User) -> set[str]:
    """Return the names of the files that wait."""
    names = {path.name for path in files(one.home, one.state)}
    return {name for name in names if name.startswith(("unwritten-", "unsaved-"))}

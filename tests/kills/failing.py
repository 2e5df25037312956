"""Let the system refuse each step of some work in turn; print what the next start found, a line of JSON.

Run by itself, so that the processes are forked from one with a single thread.
"""

import errno
import json
import os
import resource
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path

from intermezzo.core.faults import Fault
from intermezzo.presenters.messages import tell
from tests.kills import sqlite_calls, system_calls
from tests.kills.killing import Work
from tests.kills.kinds import ACTS, FAILING, OF_FILES_ONLY

_BYTES = 1024


class _EnoughError(Exception):
    """So many acts were wanted."""


@dataclass(slots=True)
class Outcome:
    """What a process came to. ``told`` is the line of its fault, ``""`` if there was none."""

    acknowledged: int = 0
    told: str = ""
    wrong: list[str] = field(default_factory=list)
    reached: bool = False
    """Whether there were so many steps."""


@contextmanager
def failing_call(n: int, outcome: Outcome) -> Iterator[None]:
    """Let the n-th call that writes fail: by turns the disk is full and is broken."""
    code = (errno.ENOSPC, errno.EIO)[n % 2]

    def fail(number: int) -> None:
        if number == n + 1:
            outcome.reached = True
            raise OSError(code, os.strerror(code))

    with system_calls.before_each(fail):
        yield


@contextmanager
def no_larger_file(n: int, outcome: Outcome) -> Iterator[None]:
    """Let every file end after n KiB, whoever writes it: SQLite too."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (n * _BYTES, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


@contextmanager
def no_more_files(n: int, outcome: Outcome) -> Iterator[None]:
    """Let only n files be open at a time, beside those that are."""
    free = os.open("/dev/null", os.O_RDONLY)
    os.close(free)
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free + n, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


@contextmanager
def failing_disk(n: int, outcome: Outcome) -> Iterator[None]:
    """Let the n-th call fail by which SQLite changes a file, in one of the ways it can, by turns."""

    def fail(call: sqlite_calls.Call) -> int:
        if call.number != n + 1:
            return 0
        outcome.reached = True
        return call.codes[n % len(call.codes)]

    with sqlite_calls.before_each(fail):
        yield


Hindrance = Callable[[int, Outcome], AbstractContextManager[None]]
HINDRANCES: Mapping[str, Hindrance] = {
    "call": failing_call, "size": no_larger_file, "files": no_more_files, "sqlite": failing_disk,
}  # fmt: skip
_BY_SQLITE = frozenset(FAILING) - OF_FILES_ONLY if sqlite_calls.library() else frozenset()
WAYS = [(name, how) for name in FAILING for how in HINDRANCES if how != "sqlite" or name in _BY_SQLITE]
"""Each kind of work, and each way to hinder it."""


def run(work: Work, acts: int, hindrance: Hindrance, stride: int) -> dict[str, object]:
    """Fail at every ``stride``-th step; return how many these were, how many were told, what was wrong."""
    told = 0
    wrong: list[str] = []
    for n in count(0, stride):
        work.lay_out()
        outcome = _forked(work, acts, hindrance, n)
        told += bool(outcome.told)
        found = [*outcome.wrong, *work.look(outcome.acknowledged)]
        wrong += [f"step {n}, after act {outcome.acknowledged}: {one}" for one in found]
        if not (outcome.told or outcome.reached or outcome.wrong):
            return {"steps": n // stride, "told": told, "wrong": wrong}
    raise AssertionError("there is an end")


def _forked(work: Work, acts: int, hindrance: Hindrance, n: int) -> Outcome:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.write(writing, json.dumps(asdict(_act(work, acts, hindrance, n))).encode())
        os._exit(0)  # private: a forked child must not run its parent's exit handlers
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        raw = pipe.read()
    os.waitpid(child, 0)
    return Outcome(**json.loads(raw))


def _act(work: Work, acts: int, hindrance: Hindrance, n: int) -> Outcome:
    outcome = Outcome()

    def acknowledge() -> None:
        outcome.acknowledged += 1
        if outcome.acknowledged == acts:
            raise _EnoughError

    try:
        with hindrance(n, outcome):
            work.act(acknowledge)
    except _EnoughError:
        pass
    except Fault as fault:
        outcome.told = tell(fault)
        if not outcome.told or "\n" in outcome.told:
            outcome.wrong.append(f"told in more than a line: {outcome.told!r}")
    except Exception:  # noqa: BLE001 - whatever it is, it is no fault that the user is told
        outcome.wrong.append(traceback.format_exc(limit=-4))
    return outcome


def main(folder: Path, stride: int, names: Iterable[str]) -> None:
    """Hinder each kind of work in each way. Of files few are open at a time, so that each step is taken."""
    chosen = set(names) or FAILING.keys()
    for name, how in WAYS:
        if name in chosen:
            work = FAILING[name](folder / how / name)
            found = run(work, ACTS.get(name, 1), HINDRANCES[how], 1 if how == "files" else stride)
            print(json.dumps({"name": name, "how": how, **found}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])

"""Kill processes at random moments; print what the next start found, a line of JSON for each kind of work.

Run by itself, so that the processes are forked from one with a single thread.
"""

import json
import os
import random
import select
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol


class Work(Protocol):
    """One kind of work. Its acts are numbered from 0; each leaves the whole of its outcome, or nothing."""

    @property
    def longest(self) -> float:
        """Seconds within which the kill comes, once enough acts are acknowledged."""

    @property
    def most(self) -> int:
        """How many acts are enough at most; at least one is."""

    def lay_out(self) -> None:
        """Prepare for the acts of one process, of which the first is number 0."""

    def act(self, acknowledge: Callable[[], object]) -> None:
        """Act until the process is killed, or as often as it was prepared for; acknowledge each act."""

    def look(self, acknowledged: int) -> Iterable[str]:
        """Start anew and yield what is wrong, after so many acts were acknowledged by the last process."""


def run(work: Work, kills: int, dice: random.Random) -> dict[str, object]:
    """Kill so many processes; return how many acts they acknowledged, and what was wrong afterwards."""
    acts = 0
    wrong: list[str] = []
    for n in range(kills):
        work.lay_out()
        acknowledged, killed = _kill(work, dice)
        acts += acknowledged
        if not killed or not acknowledged:
            wrong.append(
                f"kill {n}: the process was {'killed' if killed else 'gone'}, its acts {acknowledged}"
            )
        wrong += [f"kill {n}, after act {acknowledged}: {one}" for one in work.look(acknowledged)]
    return {"kills": kills, "acts": acts, "wrong": wrong}


def _kill(work: Work, dice: random.Random) -> tuple[int, bool]:
    """Return how many acts were acknowledged, and whether the process was still there to be killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        work.act(lambda: os.write(writing, b"."))
        signal.pause()
    os.close(writing)
    with closing(os.fdopen(reading, "rb", buffering=0)) as pipe:
        told = b""
        wanted, seconds = dice.randint(1, work.most), dice.uniform(0, work.longest)
        while len(told) < wanted and (more := pipe.read(1)):
            told += more
        select.select([], [], [], seconds)
        os.kill(child, signal.SIGKILL)
        _child, status = os.waitpid(child, 0)
        told += pipe.readall()
    return len(told), os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def places(folder: Path) -> Iterator[Path]:
    """Yield a new place for each process; that of the one before is removed."""
    n = 0
    while True:
        n += 1
        place = folder / str(n)
        place.mkdir(parents=True)
        yield place
        shutil.rmtree(place)


def main(folder: Path, kills: int, seed: int, names: Iterable[str]) -> None:
    """Share the kills among the kinds of work."""
    from tests.kills.kinds import KINDS

    chosen = list(names) or list(KINDS)
    for number, name in enumerate(chosen):
        share = (kills + number) // len(chosen)
        done = run(KINDS[name](folder / name), share, random.Random(f"{name} {seed}"))
        print(json.dumps({"name": name, **done}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])

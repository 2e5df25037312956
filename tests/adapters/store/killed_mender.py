"""Kill a child at moments spread over the time that mending takes; print as JSON what was wrong afterwards.

Run by itself, so that the children are forked from a process with one thread.
"""

import json
import os
import select
import signal
import sys
import time
from datetime import date
from pathlib import Path

from intermezzo.adapters.store import Store, backups, mending

KILLS = 15
ALL = (date(1900, 1, 1), date(2999, 12, 31))


def start(path: Path, folder: Path) -> int:
    child = os.fork()
    if child == 0:
        mending.mend(path, folder)
        os._exit(0)  # private: a forked child must not run its parent's exit handlers
    return child


def look(path: Path, folder: Path, damaged: bytes, rows: int) -> list[str]:
    """Return what is wrong with the database after a next start and another mending."""
    opened = Store.open(path, folder)
    found = len(opened.store.events(*ALL))
    opened.store.close()
    mended = mending.mend(path, folder)
    kept = sorted(path.parent.glob(f"{path.name}.damaged-*"))
    return [
        *([] if found == rows else [f"{found} rows"]),
        *([] if mended.kept == rows else [f"mended to {mended.kept} rows"]),
        *map(str, backups.damage(path)),
        *([] if [one.read_bytes() for one in kept] == [damaged] else [f"kept: {kept}"]),
    ]


def seconds(path: Path, folder: Path, damaged: bytes) -> float:
    """Return how long a mending lasts that nobody stops."""
    path.write_bytes(damaged)
    began = time.monotonic()
    os.waitpid(start(path, folder), 0)
    return time.monotonic() - began


def main() -> None:
    path, folder, rows = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    damaged = path.read_bytes()
    lasts = min(seconds(path, folder, damaged) for _run in range(3))
    wrong, stopped = [], 0
    for n in range(KILLS):
        for old in path.parent.glob(f"{path.name}*"):
            old.unlink()
        path.write_bytes(damaged)
        child = start(path, folder)
        select.select([], [], [], lasts * n / KILLS)
        os.kill(child, signal.SIGKILL)
        stopped += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        wrong += [f"kill {n}: {one}" for one in look(path, folder, damaged, rows)]
    print(json.dumps({"stopped": stopped, "wrong": wrong}))


if __name__ == "__main__":
    main()

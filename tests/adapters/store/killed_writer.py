"""Fifty times: a child writes and acknowledges over a pipe, and is killed at a random moment.

Run by itself, so that the children are forked from a process with one thread; prints what was found as JSON.
"""

import json
import os
import random
import select
import signal
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from intermezzo.adapters.store import Store
from intermezzo.core.history.events import Event, EventKind

ROUNDS = 50
ALL = (date(2000, 1, 1), date(2100, 1, 1))


def row(n: int) -> Event:
    at = datetime(2026, 11, 16, tzinfo=UTC) + timedelta(seconds=n)
    return Event(str(UUID(int=n)), EventKind.STEP, at, 3600, at.date(), seconds=1.0, detail={"v": 1, "n": n})


def write(path: Path, folder: Path, start: int, pipe: int) -> None:
    """The child: each number goes into the pipe once its row is committed."""
    store = Store.open(path, folder).store
    n = start
    while True:
        n += 1
        store.append([row(n)])
        os.write(pipe, n.to_bytes(8, "big"))


def main() -> None:
    path, folder = Path(sys.argv[1]), Path(sys.argv[2])
    moment = random.Random(20261116)
    acknowledged: set[str] = set()
    lost: list[str] = []
    notes: list[str] = []
    start = 0
    for _ in range(ROUNDS):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            write(path, folder, start, writing)
        os.close(writing)
        select.select([reading], [], [], 60.0)
        select.select([], [], [], moment.uniform(0.0, 0.08))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
        numbers = [int.from_bytes(told[at : at + 8], "big") for at in range(0, len(told), 8)]
        acknowledged |= {str(UUID(int=n)) for n in numbers}
        start = max([start, *numbers]) + 1
        opened = Store.open(path, folder)
        notes += opened.notes
        kept = {event.id for event in opened.store.events(*ALL)}
        opened.store.close()
        lost += sorted(acknowledged - kept)
    print(json.dumps({"acknowledged": len(acknowledged), "lost": lost, "notes": notes}))


if __name__ == "__main__":
    main()

"""Forget in a process that kills itself before its n-th access to a file, for every n; then start again.

For each n it prints a line: how many rows were left after the start, and the files that hold the canary.
"""

import json
import os
import shutil
import signal
import sys
from datetime import date
from pathlib import Path

from intermezzo.adapters.system.paths import Paths
from intermezzo.engine.forgetting import forget, open_store
from tests.searching import holding

EVENTS = frozenset(
    {"open", "os.remove", "os.rename", "os.truncate", "os.rmdir", "os.mkdir", "sqlite3.connect"}
)


def main(model: Path, place: Path, canary: bytes, before: date) -> None:
    n = 0
    while True:
        n += 1
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(model, place)
        paths = Paths(place)
        child = os.fork()
        if child == 0:
            _forget(paths, before, n)
        _child, status = os.waitpid(child, 0)
        opened = open_store(paths)
        left = len(opened.store.events(date(2000, 1, 1), date(2100, 1, 1)))
        opened.store.close()
        print(json.dumps({"n": n, "left": left, "holding": holding(canary, place, *paths.spare)}), flush=True)
        if not os.WIFSIGNALED(status):
            return


def _forget(paths: Paths, before: date, n: int) -> None:
    """Run to the end, or to the n-th access; never return: the loop is for the parent."""
    counted = 0

    def count(event: str, _arguments: object) -> None:
        nonlocal counted
        if event in EVENTS:
            counted += 1
            if counted == n:
                os.kill(os.getpid(), signal.SIGKILL)

    store = open_store(paths).store
    sys.addaudithook(count)
    forget(paths, store, before)
    store.close()
    sys.exit()


if __name__ == "__main__":
    _model, _place, _canary, _before = sys.argv[1:]
    main(Path(_model), Path(_place), _canary.encode(), date.fromisoformat(_before))

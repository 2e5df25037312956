"""Replace a file in a process that kills itself before its n-th call of the system, for every n.

Run by itself, so that the children are forked from a process with one thread; for each n it prints a line:
what the file holds afterwards, and whether the child came to its end.
"""

import json
import os
import signal
import sys
from pathlib import Path

from intermezzo.adapters.system import atomic_file
from tests.adapters.system.system_calls import before_each


def main(path: Path, new: bytes) -> None:
    old = path.read_bytes()
    n = 0
    while True:
        n += 1
        path.write_bytes(old)
        child = os.fork()
        if child == 0:
            _replace(path, new, n)
        _child, status = os.waitpid(child, 0)
        ended = not os.WIFSIGNALED(status)
        print(json.dumps({"holds": path.read_bytes().decode(), "ended": ended}), flush=True)
        if ended:
            return


def _replace(path: Path, new: bytes, n: int) -> None:
    """Run to the end, or to the n-th call; never return: the loop is for the parent."""
    with before_each(lambda number: os.kill(os.getpid(), signal.SIGKILL) if number == n else None):
        atomic_file.replace(path, new)
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2].encode())

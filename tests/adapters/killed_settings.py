"""Write settings in a process that kills itself before its n-th access to a file, for every n.

For each n it prints a line: the spacing that is read afterwards, and the files that are there.
"""

import json
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

from intermezzo.adapters import settings_file
from intermezzo.adapters.system import partial_files
from intermezzo.core.settings import Settings

OLD, NEW = 30, 45
EVENTS = frozenset({"open", "tempfile.mkstemp", "os.remove", "os.rename", "os.mkdir", "os.chmod"})


def main(path: Path) -> None:
    n = 0
    while True:
        n += 1
        settings_file.write(path, replace(Settings(), spacing=OLD))
        child = os.fork()
        if child == 0:
            _write(path, n)
        _child, status = os.waitpid(child, 0)
        partial_files.sweep(path.parent)
        found, faults = settings_file.read(path)
        names = sorted(one.name for one in path.parent.iterdir())
        print(json.dumps({"spacing": found.spacing, "faults": len(faults), "files": names}), flush=True)
        if not os.WIFSIGNALED(status):
            return


def _write(path: Path, n: int) -> None:
    """Write, and end the process."""
    counted = 0

    def count(event: str, _arguments: object) -> None:
        nonlocal counted
        if event in EVENTS:
            counted += 1
            if counted == n:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    settings_file.write(path, replace(Settings(), spacing=NEW))
    sys.exit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

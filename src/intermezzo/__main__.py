"""The entry of the program: the command line, or one of its own child processes.

It is the script of a frozen program and what ``python -m intermezzo`` runs.
"""

import gc
import os
import sys

from intermezzo.adapters.calendars import launcher

PRIVATE = 0o077
"""The umask of this process and its children: only the owner may read what they write."""


def main() -> int:
    """Run the command line; with ``--child NAME`` a child, without importing anything else."""
    os.umask(PRIVATE)
    match sys.argv[1:]:
        case [launcher.OPTION, name] if name in launcher.CHILDREN:
            return launcher.run(name)
    from intermezzo.cli import main as command_line

    code = command_line()
    # All is written. To free every object one by one takes Python ten times as long as the end itself.
    gc.freeze()
    return code


if __name__ == "__main__":
    sys.exit(main())

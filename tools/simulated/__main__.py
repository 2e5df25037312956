"""``python -m tools.simulated``: lives every calendar with the engine and with other reminders.

Writes each calendar with its settings into a folder, runs ``intermezzo simulate`` on it, and writes the table
of the results, docs/simulated.md.
"""

import argparse
import sys
from pathlib import Path

from tools.simulated.calendars import calendars
from tools.simulated.run import SAMPLES, lived
from tools.simulated.table import table

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m tools.simulated", description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "out" / "simulated", help="where calendars go")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "simulated.md", help="the table")
    parser.add_argument("names", nargs="*", help="only these calendars, as lines of the table")
    given = parser.parse_args()
    known = calendars()
    results = []
    for one in known:
        if not given.names or one.name in given.names:
            sys.stderr.write(f"{one.name}\n")
            results.append(lived(one, given.folder, SAMPLES))
    written = table(results)
    if given.names:
        print(written)
    else:
        given.out.write_text(written)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""``python -m tools.gallery``: draws, shows or watches the windows."""

import argparse
import signal
import sys
from pathlib import Path

from tools.gallery.pictures import ROOT, draw_all, draw_readme
from tools.gallery.watch import show, watch


def main() -> int:
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m tools.gallery", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--out", metavar="DIR", type=Path, help="draw the windows into DIR")
    what.add_argument("--readme", action="store_true", help="draw the README's pictures again")
    what.add_argument("--show", action="store_true", help="show the windows")
    what.add_argument("--watch", action="store_true", help="show them again after each change")
    parser.add_argument("--dark", action="store_true", help="with --show and --watch: the dark look")
    parser.add_argument("names", nargs="*", help="only these windows, or those that begin so")
    given = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Qt's loop does not see Python's handler
    if given.show or given.watch:
        return (show if given.show else watch)(given.names, dark=given.dark)
    for path in draw_all(given.out, given.names) if given.out else draw_readme(ROOT / "assets" / "pictures"):
        print(path, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

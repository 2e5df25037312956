"""``./test pictures --renew``: draws the pictures of the picture test anew, and keeps those that changed."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.pictures.drawing import draw
from tests.pictures.keeping import KEPT, renew


def main() -> int:
    """Draw, keep, and name what changed, so that somebody looks at it before it is committed."""
    parser = argparse.ArgumentParser(prog="./test pictures", description=__doc__)
    parser.add_argument("--renew", action="store_true", required=True)
    parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="intermezzo-pictures-") as folder:
        draw(Path(folder))
        changed = list(renew(Path(folder)))
    for name in changed:
        print(f"renewed: {KEPT / name}.png")
    print("Look at each before you commit it." if changed else "Nothing that the eye could see has changed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Where something that can be pressed stands on the screen, as JSON; for Debian's own Python.

    /usr/bin/python3 place_probe.py APPLICATION NAME

Prints [x, y, width, height] of the first part of this name that shows and can be pressed; ends with 1
while there is none.
"""

import json
import sys
from typing import Any

import pyatspi

PRESSED = {
    "push button", "button", "check box", "toggle button", "radio button", "list", "list item", "text",
    "entry",
}  # fmt: skip


def main() -> int:
    """Look once."""
    name, wanted = sys.argv[1:]

    def fits(node: Any) -> bool:
        states = node.getState()
        return (
            node.name == wanted
            and node.getRoleName() in PRESSED
            and bool(states.contains(pyatspi.STATE_SHOWING) and states.contains(pyatspi.STATE_ENABLED))
        )

    desktop = pyatspi.Registry.getDesktop(0)
    top = next((one for one in desktop if one is not None and one.name == name), None)
    node = pyatspi.findDescendant(top, fits) if top is not None else None
    if node is None:
        return 1
    box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    json.dump([box.x, box.y, box.width, box.height], sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())

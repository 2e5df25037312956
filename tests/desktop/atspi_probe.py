"""What a screen reader finds, as JSON; for Debian's own Python, which is where pyatspi lives.

    /usr/bin/python3 atspi_probe.py tree APPLICATION
    /usr/bin/python3 atspi_probe.py press APPLICATION ROLE NAME
    /usr/bin/python3 atspi_probe.py table APPLICATION [NAME]
    /usr/bin/python3 atspi_probe.py listen

``listen`` prints what any program announces, a JSON text a line, until it is ended; first an empty text, once
it is ready. The others end with 1 and ``null`` where application, part or table are not there (yet).
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import pyatspi

Node = Any
"""An accessible object; pyatspi has no types."""


def role_of(node: Node) -> str:
    """The name of its role; what older releases call a push button is a button since at-spi 2.54."""
    return str(node.getRoleName()).replace("push button", "button")


def application(name: str) -> Node | None:
    """The running application of this name."""
    desktop = pyatspi.Registry.getDesktop(0)
    return next((one for one in desktop if one is not None and one.name == name), None)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it that still exists."""
    yield node
    for child in node:
        if child is not None:
            yield from walk(child)


def describe(node: Node) -> dict[str, Any]:
    """Role, name, description, states and children of a node."""
    states = (pyatspi.stateToString(one) for one in node.getState().getStates())
    return {
        "role": role_of(node),
        "name": node.name,
        "description": node.description,
        "states": sorted(states),
        "children": [describe(one) for one in node if one is not None],
    }


def press(top: Node, role: str, name: str) -> str | None:
    """Do the first action of the part with this role and name; its action's name."""
    for node in walk(top):
        if role_of(node) == role and node.name == name:
            action = node.queryAction()
            action.doAction(0)
            return str(action.getName(0))
    return None


def table(top: Node, name: str) -> list[list[str]] | None:
    """The words of the first table (of this name), row by row."""
    for node in walk(top):
        if role_of(node) in {"table", "tree table"} and name in ("", node.name):
            cells = node.queryTable()
            return [[cells.getAccessibleAt(row, column).name for column in range(cells.nColumns)]
                    for row in range(cells.nRows)]  # fmt: skip
    return None


def listen() -> None:
    """Print every announcement."""

    def heard(event: Any) -> None:
        print(json.dumps(str(event.any_data)), flush=True)

    pyatspi.Registry.registerEventListener(heard, "object:announcement")
    print(json.dumps(""), flush=True)
    pyatspi.Registry.start()


def main() -> int:
    """Answer one question."""
    if sys.argv[1:] == ["listen"]:
        listen()
        return 0
    question, name, *more = sys.argv[1:]
    top = application(name)
    answer: object = None
    if top is not None and question == "tree":
        answer = describe(top)
    elif top is not None and question == "press":
        answer = press(top, *more)
    elif top is not None and question == "table":
        answer = table(top, more[0] if more else "")
    json.dump(answer, sys.stdout)
    return int(answer is None)


if __name__ == "__main__":
    sys.exit(main())

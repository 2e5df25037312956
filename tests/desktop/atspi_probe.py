"""What a screen reader finds; for Debian's own Python, which is where pyatspi lives.

    /usr/bin/python3 atspi_probe.py answer
    /usr/bin/python3 atspi_probe.py listen

``answer`` takes questions, a JSON list a line, and answers each with a JSON text, which is ``null`` where
application, part or table are not there (yet), until its input ends:

    ["tree", APPLICATION]
    ["press", APPLICATION, ROLE, NAME]
    ["table", APPLICATION, NAME]
    ["place", APPLICATION, NAME]

``listen`` prints what any program announces, a JSON text a line, until it is ended; first an empty text, once
it is ready.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pyatspi

Node = Any
"""An accessible object; pyatspi has no types."""

PRESSED = {"button", "check box", "toggle button", "radio button", "list", "list item", "text", "entry"}
"""The roles of what can be pressed."""


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


def place(top: Node, name: str) -> list[int] | None:
    """x, y, width and height on the screen of the first part of this name that shows and can be pressed."""

    def fits(node: Node) -> bool:
        if node.name != name or role_of(node) not in PRESSED:
            return False
        states = node.getState()
        return bool(states.contains(pyatspi.STATE_SHOWING) and states.contains(pyatspi.STATE_ENABLED))

    node = pyatspi.findDescendant(top, fits)
    if node is None:
        return None
    box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    return [box.x, box.y, box.width, box.height]


QUESTIONS: Mapping[str, Callable[..., object]] = {
    "tree": describe,
    "press": press,
    "table": table,
    "place": place,
}


def answer() -> None:
    """Answer each question in a child: libatspi would tell the next time what it has heard this time."""
    for line in sys.stdin:
        if os.fork() == 0:
            question, name, *more = json.loads(line)
            top = application(name)
            found = QUESTIONS[question](top, *more) if top is not None else None
            print(json.dumps(found), flush=True)
            return
        if os.wait()[1] != 0:  # the application left meanwhile
            print("null", flush=True)


def listen() -> None:
    """Print every announcement."""

    def heard(event: Any) -> None:
        print(json.dumps(str(event.any_data)), flush=True)

    pyatspi.Registry.registerEventListener(heard, "object:announcement")
    print(json.dumps(""), flush=True)
    pyatspi.Registry.start()


if __name__ == "__main__":
    {"answer": answer, "listen": listen}[sys.argv[1]]()

"""Signals are connected to functions of ours: PySide 6.11 keeps a bound method of a Qt object for ever."""

import ast
from pathlib import Path

from tests.syntax import tree_of

SOURCE = Path(__file__).parent.parent / "src" / "intermezzo"
SHORT = {"hide", "show"}
"""Methods of Qt whose names look like ours."""


def of_qt(tree: ast.AST) -> list[str]:
    """Return the methods that are connected and named as Qt names them, with a capital letter inside."""
    connected = [
        one.args[0]
        for one in ast.walk(tree)
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute) and one.func.attr == "connect"
        if one.args
    ]
    return [
        ast.unparse(one)
        for one in connected
        if isinstance(one, ast.Attribute) and (one.attr in SHORT or one.attr != one.attr.lower())
    ]


def test_no_method_of_qt_is_connected() -> None:
    assert [f"{path.name}: {one}" for path in SOURCE.rglob("*.py") for one in of_qt(tree_of(path))] == []


def test_one_is_found() -> None:
    assert of_qt(ast.parse("button.clicked.connect(self.number.stepUp)")) == ["self.number.stepUp"]
    assert of_qt(ast.parse("button.clicked.connect(self._on_more)")) == []

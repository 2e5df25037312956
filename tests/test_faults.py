"""``docs/faults.md`` and ``docs/threat-model.md`` name tests that exist, and every row has one."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.syntax import tree_of

ROOT = Path(__file__).parent.parent
FAULTS = ROOT / "docs" / "faults.md"
THREATS = ROOT / "docs" / "threat-model.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def rows(page: Path) -> list[list[str]]:
    """Return the cells of every row of the page's tables, without their heads."""
    lines = [line for line in page.read_text("utf-8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    heads = {number for number, row in enumerate(cells) if set(row[0]) <= set("-|")}
    return [row for number, row in enumerate(cells) if not {number, number + 1} & heads]


@cache
def names_in(file: str) -> frozenset[str]:
    """Return the names of the tests in a file of the repository; none if there is no such file."""
    path = ROOT / file
    functions = ast.walk(tree_of(path)) if path.exists() else ()
    return frozenset(
        one.name for one in functions if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")
    )


def absent(text: str) -> list[str]:
    """Return the tests that a text names and that do not exist."""
    return [f"{file}::{name}" for file, name in NAMED.findall(text) if name not in names_in(file)]


@pytest.mark.parametrize("page", [FAULTS, THREATS], ids=lambda page: page.name)
def test_every_test_that_is_named_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    assert absent(text) == []
    assert text.count("::") == len(NAMED.findall(text)), "each is named in one way"


def test_the_faults_are_numbered_without_a_gap() -> None:
    numbers = [row[0] for row in rows(FAULTS)]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert len(numbers) >= 70


@pytest.mark.parametrize("page", [FAULTS, THREATS], ids=lambda page: page.name)
def test_every_row_says_what_is_done_and_what_holds_it(page: Path) -> None:
    for row in rows(page):
        *words, held = row
        assert all(words), row
        assert NAMED.search(held), row


def test_a_test_that_does_not_exist_is_found() -> None:
    own = "tests/test_faults.py"
    assert absent(f"`{own}::test_no_such`") == [f"{own}::test_no_such"]
    assert absent("`tests/no_such.py::test_x`") == ["tests/no_such.py::test_x"]
    assert absent(f"`{own}::test_a_test_that_does_not_exist_is_found`") == []

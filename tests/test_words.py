"""Movement and comfort, never medicine: every word that can reach a user is read here."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.messages import messages
from tests.syntax import tree_of

ROOT = Path(__file__).parent.parent

BANNED = re.compile(
    r"\b(therap|clinical|diagnos|rehab|reliev)\w*"
    r"|\brelief\b"
    r"|\b(treat|cure)(s|d|ed|ment|ments|ing)?\b|\bcuring\b"
    r"|\bprevent\w*(\s+\w+){0,3}\s+(pain|injur)\w*"
    r"|\b(pain|injury)[\s-]prevent\w*",
    re.IGNORECASE,
)
RATED = re.compile(
    r"\b(\d+|zero|one|two|three|four|five|six|seven|eight|nine|ten)\s+(out\s+)?of\s+(10|ten)\b",
    re.IGNORECASE,
)
"""Discomfort and effort are told in words: mild, back to your usual by next morning, able to talk."""
EXEMPT_KEYS = {"source", "sources"}
"""A source's title stands as its authors wrote it. "physiotherapist", "not medical advice" match nothing."""
EXEMPT_NAMES = {"_SOURCES"}
"""The same in a module: a table of such titles."""

PROSE = [
    "README.md",
    "CHANGELOG.md",
    "docs/writing-sessions.md",
    "docs/prescriptions.md",
    *(f"docs/guide/{page}.md" for page in ("first-day", "every-day", "your-own")),
    "packaging/identity.toml",
]
DATA = ["sessions/**/*.toml", "sessions/**/*.json"]


def strings_of(value: object) -> Iterator[str]:
    """Every string in a value read from TOML or JSON, the titles of sources left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in EXEMPT_KEYS:
                yield from strings_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings_of(one)


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, text) of every string in a module that is not a docstring: more than users see, never less."""
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    told |= {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and EXEMPT_NAMES & {getattr(one, "id", "") for one in node.targets}
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


@pytest.mark.slow
def test_no_string_of_the_program_is_medical_or_rates_discomfort() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line}: {text}"
        for file in sorted((ROOT / "src").rglob("*.py"))
        for line, text in literals(tree_of(file))
        if BANNED.search(text) or RATED.search(text)
    ]
    assert found == []


def test_no_session_and_no_movement_is_medical_or_rates_discomfort() -> None:
    files = [file for pattern in DATA for file in sorted(ROOT.glob(pattern))]
    assert files
    found = []
    for file in files:
        text = file.read_text(encoding="utf-8")
        data = json.loads(text) if file.suffix == ".json" else tomllib.loads(text)
        found += [
            f"{file.relative_to(ROOT)}: {one}"
            for one in strings_of(data)
            if BANNED.search(one) or RATED.search(one)
        ]
    assert found == []


@pytest.mark.parametrize("name", PROSE)
def test_no_page_for_users_is_medical_or_rates_discomfort(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if BANNED.search(line) or RATED.search(line)] == []


def test_every_apostrophe_is_curly() -> None:
    """Straight quotation marks stand in what a user is to write into a file."""
    assert [(places, text) for text, (_plural, places) in messages().items() if "'" in text] == []


def test_no_word_of_the_package_is_medical() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert not BANNED.search(project["description"])


@pytest.mark.parametrize(
    "text",
    [
        "A therapy for your back",
        "therapeutic stretch",
        "treats stiff hips",
        "Treatment plan",
        "the cure",
        "REHAB",
        "rehabilitation",
        "pain relief",
        "relieves tension",
        "Prevents back pain",
        "prevent an early injury",
        "injury prevention",
        "clinically proven",
        "diagnosis",
    ],
)
def test_a_medical_word_is_recognised(text: str) -> None:
    assert BANNED.search(text)


@pytest.mark.parametrize("text", ["above 5 of 10", "five out of ten", "7 Of 10 or less"])
def test_a_rating_is_recognised(text: str) -> None:
    assert RATED.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "This is not medical advice.",
        "A plan that a physiotherapist wrote",
        "Curious? Take a retreat.",
        "Secure, accurate, obscured",
        "Prevent the window from moving",
    ],
)
def test_a_plain_word_is_left_alone(text: str) -> None:
    assert not BANNED.search(text)
    assert not RATED.search(text)


def test_the_title_of_a_source_is_left_alone() -> None:
    movement = {
        "cue": "Stand tall",
        "sources": [{"title": "Physical therapy guide"}],
        "watch": {"words": "ribs"},
    }
    assert list(strings_of(movement)) == ["Stand tall", "ribs"]

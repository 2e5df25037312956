"""Every code has a sentence with exactly its facts, and every sentence has a code that is used."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from inspect import signature
from pathlib import Path
from string import Formatter

import pytest

from intermezzo.core.faults import Fault, message
from intermezzo.presenters.messages import TABLES, Sentence, tell
from tests.syntax import tree_of

SOURCE = Path(__file__).parents[2] / "src" / "intermezzo"
SENTENCES = {code: sentence for table in TABLES for code, sentence in table().items()}
CODE = re.compile(r"[a-z_]+\.[a-z_0-9]+")


@dataclass(frozen=True)
class Use:
    """A code in the source, with the names of its facts where it stands in a call that lists them."""

    place: str
    code: str
    facts: frozenset[str] | None


@cache
def modules() -> Mapping[str, ast.Module]:
    """Return every module of the program, but those of the sentences, by path."""
    files = ((file.relative_to(SOURCE).as_posix(), file) for file in sorted(SOURCE.rglob("*.py")))
    return {path: tree_of(file) for path, file in files if not path.startswith("presenters/messages/")}


@cache
def makers() -> frozenset[str]:
    """Return the names of the functions and classes that take a code first and facts by name."""
    faults = {"Fault", "Malformed"}
    faults |= {
        node.name
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any(ast.unparse(one) in faults for one in node.bases)
    }
    return frozenset({"message", "Message"} | faults)


def uses() -> Iterator[Use]:
    """Yield the literal codes in the source: first arguments of what makes a message, members of enums.

    ``message("a" if … else "b", fact=…)`` uses both codes.
    """
    known = makers()
    for place, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known:
                yield from call_uses(f"{place}:{node.lineno}", node)
            elif isinstance(node, ast.ClassDef) and any(ast.unparse(one) == "StrEnum" for one in node.bases):
                members = (one.value for one in node.body if isinstance(one, ast.Assign))
                yield from (
                    Use(f"{place}:{one.lineno}", code, None) for one in members for code in codes(one)
                )


def call_uses(place: str, call: ast.Call) -> Iterator[Use]:
    """Yield the codes of one call. Facts that are passed on with ``**`` cannot be known here."""
    names = [one.arg for one in call.keywords]
    facts = None if None in names or len(call.args) > 1 else frozenset(filter(None, names))
    yield from (Use(place, code, facts) for first in call.args[:1] for code in codes(first))


def codes(node: ast.expr) -> Iterator[str]:
    """Yield the codes that an expression may be, as far as they are literal."""
    if isinstance(node, ast.IfExp):
        yield from codes(node.body)
        yield from codes(node.orelse)
    elif isinstance(node, ast.Constant) and CODE.fullmatch(str(node.value)):
        yield str(node.value)


def facts_of(sentence: Sentence) -> frozenset[str]:
    """Return the names of the facts that a sentence takes; how this program is called is none."""
    if isinstance(sentence, str):
        names = (name for _text, name, _form, _conversion in Formatter().parse(sentence) if name)
        return frozenset(names) - {"intermezzo"}
    return frozenset(signature(sentence).parameters)


SAY_IN_CODES = ("core/", "adapters/", "engine/", "app/")
"""Rooms that hold no sentence of their own."""


def worded(tree: ast.AST) -> list[int]:
    """Return the lines where what takes a code is given words instead."""
    known = makers()
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known
        if any(
            isinstance(part, ast.Constant) and " " in str(part.value)
            for first in node.args[:1]
            for part in ast.walk(first)
        )
    ]


def test_only_presenters_ui_and_cli_word_a_fault() -> None:
    assert [
        f"{place}:{line}"
        for place, tree in modules().items()
        if place.startswith(SAY_IN_CODES)
        for line in worded(tree)
    ] == []


@pytest.mark.parametrize(
    "code",
    ['Fault("no such file")', 'Malformed(f"{text} is no week")', 'message(_("no such file"))',
     'Fault("file.missing" if gone else "the file is empty")'],
)  # fmt: skip
def test_a_worded_fault_is_found(code: str) -> None:
    assert worded(ast.parse(code)) == [1]
    assert worded(ast.parse('Fault("file.missing", path="my file")')) == []


def test_a_sentence_stands_under_one_code() -> None:
    """Facts alone, such as a path and why, may stand under several."""
    texts = [one for one in SENTENCES.values() if isinstance(one, str)]
    told = [one for one in texts if any(text.strip(" :;.") for text, *_field in Formatter().parse(one))]
    assert [text for text, count in Counter(told).items() if count > 1] == []


def test_every_code_has_a_sentence() -> None:
    assert [f"{use.place}: {use.code}" for use in uses() if use.code not in SENTENCES] == []


def test_a_sentence_takes_exactly_the_facts_of_its_code() -> None:
    known = {code: facts_of(sentence) for code, sentence in SENTENCES.items()}
    wrong = [
        f"{use.place}: {use.code} has {sorted(use.facts)}, its sentence takes {sorted(known[use.code])}"
        for use in uses()
        if use.facts is not None and use.code in known and use.facts != known[use.code]
    ]
    assert wrong == []


def test_every_sentence_is_used() -> None:
    strings = {
        node.value
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(SENTENCES.keys() - strings) == []


def test_a_code_has_one_sentence() -> None:
    codes = [code for table in TABLES for code in table()]
    assert len(codes) == len(set(codes))


def test_facts_that_are_messages_are_told_and_tuples_are_listed() -> None:
    unfit = message(
        "settings.unfit",
        path=Path("s.toml"),
        key="rhythm",
        value="3",
        how=message("settings.need_choice", choices=("quiet", "steady")),
        default="'quiet'",
    )
    assert (
        tell(unfit) == "s.toml: rhythm: 3 is not valid; use one of: quiet, steady (using 'quiet' until then)"
    )


def test_a_fault_is_told_as_its_message() -> None:
    fault = Fault("file.too_large", most=1024)
    assert tell(fault) == tell(fault.message) == "it is larger than 1024 kB"


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=59), "0 minutes old"),
        (timedelta(minutes=1), "1 minute old"),
        (timedelta(hours=23, minutes=59), "23 hours old"),
        (timedelta(days=2), "2 days old"),
    ],
)
def test_an_older_answer_is_told_with_its_age(age: timedelta, words: str) -> None:
    told = tell(message("calendars.still_counts", fault=message("calendars.empty"), age=age))
    assert told.endswith(f"Until then, the last good version is used ({words}).")

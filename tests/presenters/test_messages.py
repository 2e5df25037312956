"""Every code that the program uses has a sentence, and the sentence gets the facts that it names."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from intermezzo.core.faults import message
from intermezzo.presenters.messages import TABLES, tell

SOURCE = Path(__file__).parents[2] / "src" / "intermezzo"
CODE = re.compile(r"[a-z_]+\.[a-z_]+")
SENTENCES = {code: text for table in TABLES for code, text in table().items()}


def coded() -> Iterator[tuple[str, str, set[str] | None]]:
    """Yield place, code and facts of every call whose first argument is a code; None for unknown facts."""
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.func, ast.Name):
                continue
            if re.fullmatch(r"message|Message|Malformed|\w*(Fault|Error|Unsound)", node.func.id):
                names = [one.arg for one in node.keywords]
                facts = None if None in names else {name for name in names if name is not None}
                for one in ast.walk(node.args[0]):
                    if isinstance(one, ast.Constant) and CODE.fullmatch(str(one.value)):
                        yield f"{file.relative_to(SOURCE)}:{node.lineno}", str(one.value), facts


def fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}


def test_every_code_has_a_sentence_with_its_facts() -> None:
    wrong = [
        (place, code)
        for place, code, facts in coded()
        if code not in SENTENCES or (facts is not None and fields(SENTENCES[code]) - facts)
    ]
    assert wrong == []


def test_every_sentence_is_used() -> None:
    used = {
        str(node.value)
        for file in SOURCE.rglob("*.py")
        if "messages" not in file.parts
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert set(SENTENCES) - used == set()


def test_no_code_has_two_sentences() -> None:
    codes = [code for table in TABLES for code in table()]
    assert len(codes) == len(set(codes))


def test_a_fact_that_is_a_message_is_told_too() -> None:
    nested = message("store.healed", what=message("store.was_empty", path="x.sqlite3"))
    assert tell(nested) == "x.sqlite3 was empty."

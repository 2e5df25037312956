"""Every sentence that can be translated; ``python -m tests.messages`` prints them as a POT file."""

import ast
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from intermezzo.core.settings import SPECS
from tests.syntax import tree_of

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "intermezzo"
TABLE = "core/settings.py"
FUNCTIONS = {"_": 1, "ngettext": 2}
"""What translates, and how many of its arguments are texts."""
HEAD = """\
msgid ""
msgstr ""
"Project-Id-Version: intermezzo\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a function that translates; ``at_import``: it runs before a language can be known."""

    place: str
    texts: tuple[ast.expr, ...]
    at_import: bool


def calls(node: ast.AST, file: str, *, at_import: bool = True) -> Iterator[Call]:
    """Every call of what translates, in a module or below any node of one."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS:
        yield Call(f"{file}:{node.lineno}", tuple(node.args[: FUNCTIONS[node.func.id]]), at_import)
    waits: list[ast.AST] = []
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        waits = [*node.body]
    elif isinstance(node, ast.Lambda):
        waits = [node.body]
    for inner in ast.iter_child_nodes(node):
        yield from calls(inner, file, at_import=at_import and inner not in waits)


@cache
def every_call() -> tuple[Call, ...]:
    """Return every call in the program that translates."""
    return tuple(
        call
        for file in sorted(SOURCE.rglob("*.py"))
        for call in calls(tree_of(file), file.relative_to(SOURCE).as_posix())
    )


def of_the_tables() -> Iterator[tuple[str, str]]:
    """(place, text) of what is translated where it is shown: the settings, what a session file may hold."""
    for spec in SPECS.values():
        for text in (spec.label, spec.help, spec.unit, *(name for _value, name in spec.choices)):
            if text:
                yield "core/settings.py", text
    form = SOURCE / "adapters" / "library" / "form.py"
    for node in ast.walk(tree_of(form)):
        if isinstance(node, ast.keyword) and node.arg == "description":
            yield f"adapters/library/form.py:{node.value.lineno}", ast.literal_eval(node.value)


def messages() -> dict[str, tuple[str, list[str]]]:
    """Each text with its plural, or none, and with its places."""
    found: dict[str, tuple[str, list[str]]] = {}
    literal = (
        (call.place, *(ast.literal_eval(text) for text in call.texts))
        for call in every_call()
        if all(isinstance(text, ast.Constant) for text in call.texts)
    )
    for place, text, *more in (*literal, *of_the_tables()):
        plural, places = found.get(text, ("", []))
        found[text] = (more[0] if more else plural, [*dict.fromkeys([*places, place])])
    return found


def pot() -> str:
    """All of them as a template for translators."""
    entries = [HEAD]
    for text, (plural, places) in messages().items():
        lines = [f"#: {place}" for place in places]
        lines += ["#, python-brace-format"] if "{" in text else []
        lines += [f"msgid {json.dumps(text, ensure_ascii=False)}"]
        lines += (
            [f"msgid_plural {json.dumps(plural, ensure_ascii=False)}", 'msgstr[0] ""', 'msgstr[1] ""']
            if plural
            else ['msgstr ""']
        )
        entries.append("\n".join(lines) + "\n")
    return "\n".join(entries)


if __name__ == "__main__":
    sys.stdout.write(pot())

"""The rules of ARCHITECTURE.md, as tests."""

import ast
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import grimp
import pytest

from tests.syntax import tree_of

ROOT = Path(__file__).parent.parent
LINT = Path(sys.executable).with_name("lint-imports")
SOURCE = ROOT / "src" / "intermezzo"
MODULES = sorted(SOURCE.rglob("*.py"))
ROOMS_BESIDE = ("tests", "bench", "packaging", "tools")
CODE = sorted(
    {
        *MODULES,
        *(file for room in ("tests", "bench", "packaging", "tools") for file in (ROOT / room).rglob("*.py")),
    }
)

CLOCKS = {
    *(f"datetime.datetime.{name}" for name in ("now", "utcnow", "today")),
    "datetime.date.today",
    *(
        f"time.{name}"
        for name in ("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns")
    ),
    *(f"time.{name}" for name in ("process_time", "clock_gettime", "sleep")),
    *(f"time.{name}()" for name in ("localtime", "gmtime", "ctime")),  # given a time, they only convert it
    *(f"PySide6.QtCore.QDateTime.{name}" for name in ("currentDateTime", "currentDateTimeUtc")),
    *(f"PySide6.QtCore.QDateTime.{name}" for name in ("currentMSecsSinceEpoch", "currentSecsSinceEpoch")),
    "PySide6.QtCore.QDate.currentDate",
    "PySide6.QtCore.QTime.currentTime",
    "PySide6.QtCore.QElapsedTimer",
    "PySide6.QtCore.QDeadlineTimer",
    "sqlalchemy.func.now",
    "sqlalchemy.func.current_timestamp",
    "tzlocal.get_localzone",
    "tzlocal.get_localzone_name",
}
"""What tells the time, or the place it is told for; handed on as a callable it counts like called."""

MAY_READ_THE_CLOCK = ("app", "cli")


def named(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, full dotted name) of everything in a module that leads back to an import; "name()" if called so.

    Annotations count for nothing: a ``datetime.time`` in them is a type. Words in strings are no names.
    """
    imports: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                first = one.name.split(".")[0]
                imports[one.asname or first] = one.name if one.asname else first
        elif isinstance(node, ast.ImportFrom) and not node.level:
            imports.update({one.asname or one.name: f"{node.module}.{one.name}" for one in node.names})
    annotations = {
        id(part)
        for node in ast.walk(tree)
        for field in ("annotation", "returns")
        if (annotation := getattr(node, field, None)) is not None
        for part in ast.walk(annotation)
    }
    called_with_nothing = {
        id(node.func)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and not node.args and not node.keywords
    }
    for node in ast.walk(tree):
        if id(node) in annotations or not isinstance(node, ast.Name | ast.Attribute):
            continue
        parts: list[str] = []
        inner: ast.expr = node
        while isinstance(inner, ast.Attribute):
            parts.append(inner.attr)
            inner = inner.value
        if isinstance(inner, ast.Name) and inner.id in imports:
            name = ".".join([imports[inner.id], *reversed(parts)])
            yield node.lineno, name
            if id(node) in called_with_nothing:
                yield node.lineno, f"{name}()"


def clock_readings(tree: ast.Module) -> list[int]:
    """The lines on which a piece of code reads a clock, or hands one on."""
    return sorted({line for line, name in named(tree) if name in CLOCKS})


def test_every_contract_of_the_layers_is_kept() -> None:
    # A process of its own: it silences every logger of the process that it runs in.
    done = subprocess.run([LINT, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def circles(imports: Mapping[str, set[str]]) -> set[frozenset[str]]:
    """Return the groups of modules that import one another, directly or through others."""

    def reached(module: str) -> set[str]:
        found: set[str] = set()
        waiting = [module]
        while waiting:
            new = imports[waiting.pop()] - found
            found |= new
            waiting.extend(new)
        return found

    reach = {module: reached(module) for module in imports}
    return {
        frozenset(other for other in found if module in reach[other])
        for module, found in reach.items()
        if module in found
    }


def test_no_files_import_one_another_in_a_circle() -> None:
    # Imports for type checking count too.
    graph = grimp.build_graph("intermezzo", cache_dir=None)
    assert circles({one: graph.find_modules_directly_imported_by(one) for one in graph.modules}) == set()


def test_a_circle_is_found() -> None:
    imports = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": {"d"}, "e": {"a"}}
    assert circles(imports) == {frozenset("bc"), frozenset("d")}


def type_names(tree: ast.Module) -> set[str]:
    """Return the names of the classes in a piece of code, and of the type aliases at its top level."""
    names = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign):
            targets = [node.target]
        names |= {one.id for one in targets if isinstance(one, ast.Name) and CAMEL_CASE.fullmatch(one.id)}
    return names


CAMEL_CASE = re.compile(r"_?[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*")


def test_no_class_or_type_alias_name_stands_in_two_files() -> None:
    files = defaultdict(list)
    for file in MODULES:
        for name in type_names(tree_of(file)):
            files[name].append(str(file.relative_to(SOURCE)))
    assert {name: found for name, found in files.items() if len(found) > 1} == {}


def test_classes_and_type_aliases_are_found() -> None:
    code = "Alias = dict[str, int]\nTyped: type = int\nLIMIT = 3\n_log = 1\ndef f():\n    class Inner: ..."
    assert type_names(ast.parse(code)) == {"Alias", "Typed", "Inner"}


def test_only_app_and_cli_read_the_clock() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in MODULES
        if file.relative_to(SOURCE).parts[0].removesuffix(".py") not in MAY_READ_THE_CLOCK
        for line in clock_readings(tree_of(file))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import datetime\ndatetime.now()",
        "from datetime import datetime as moment\nmoment.now(tz=None)",
        "import datetime\ndatetime.datetime.utcnow()",
        "import datetime as d\nd.date.today()",
        "def later():\n    from time import monotonic as ticks\n    return ticks()",
        "import time\nclock = time.monotonic",
        "from time import sleep\nsleep(1)",
        "from PySide6.QtCore import QDateTime\nQDateTime.currentDateTimeUtc()",
        "from PySide6 import QtCore\nQtCore.QElapsedTimer()",
        "from sqlalchemy import func\nfunc.now()",
        "import time\ntime.gmtime()",
    ],
)
def test_a_clock_is_recognised_under_any_name(code: str) -> None:
    assert clock_readings(ast.parse(code))


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import time\ntime(9, 0)",
        "import time\ndef at(when: time.struct_time) -> 'time.time': ...",
        "from datetime import datetime\ndef plan(now: datetime) -> datetime: return now",
        "words = 'datetime.now() is never called here'",
        "from PySide6.QtCore import QTimer\nQTimer().start(5)",
        "from datetime import datetime\ndatetime.fromisoformat('2026-11-20')",
        "def play(self): self.time.time()",
        "import time\nconverter = time.gmtime\ntime.localtime(0)",
    ],
)
def test_a_type_or_a_word_is_no_clock(code: str) -> None:
    assert clock_readings(ast.parse(code)) == []


def test_no_file_holds_more_than_400_lines() -> None:
    long = {
        str(file.relative_to(ROOT)): count
        for file in CODE
        if (count := len(file.read_text().splitlines())) > 400
    }
    assert long == {}


def test_every_file_says_in_its_name_what_it_is_for() -> None:
    vague = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "tools", "stuff"}
    found = [str(file.relative_to(ROOT)) for file in CODE if vague & set(file.stem.split("_"))]
    assert found == []


def test_every_module_begins_with_a_sentence() -> None:
    silent = [str(file.relative_to(ROOT)) for file in MODULES if not ast.get_docstring(tree_of(file))]
    assert silent == []


REACHING = {"setattr", "getattr", "delattr", "hasattr", "setitem", "patch", "object", "attrgetter"}
"""Functions and methods that take the name of a member as text."""


def is_private(name: str) -> bool:
    """Return whether a name, or a part of a dotted one, begins with an underscore; ``__init__`` is public."""
    return any(
        part.startswith("_") and part.strip("_") and not (part.startswith("__") and part.endswith("__"))
        for part in name.split(".")
    )


def private_touches(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Return (line, name) of every private name of another object or module that a test uses.

    ``self`` and ``cls`` may use their own.
    """
    for node in ast.walk(tree):
        names: list[tuple[int, str]] = []
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls")):
                continue
            case ast.Attribute():
                names = [(node.end_lineno or node.lineno, node.attr)]
            case ast.Import() | ast.ImportFrom():
                names = [(one.lineno, one.name) for one in node.names]
                if isinstance(node, ast.ImportFrom):
                    names.append((node.lineno, node.module or ""))
            case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called)) if called in REACHING:
                constants = [one for one in node.args if isinstance(one, ast.Constant)]
                names = [(one.lineno, one.value) for one in constants if isinstance(one.value, str)]
        yield from ((line, name) for line, name in names if is_private(name))


def without_a_reason(code: str, tree: ast.Module) -> list[tuple[int, str]]:
    """Return the private touches on whose line no ``# private: …`` says why there is no public way."""
    lines = code.splitlines()
    return [
        (line, name)
        for line, name in private_touches(tree)
        if not re.search(r"# private: \w+ \w+", lines[line - 1])
    ]


@pytest.mark.slow
def test_tests_use_nothing_private_without_a_reason() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line}: {name}"
        for file in CODE
        if file.is_relative_to(ROOT / "tests")
        for line, name in without_a_reason(file.read_text(), tree_of(file))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "window._area.value()",
        "self.window._area.value()",
        "window._area = None",
        "player._Window__area",
        "super()._paint()",
        "from intermezzo.ui.week.parts import Pen, _cell",
        "from intermezzo._inside import Pen",
        "import intermezzo._inside",
        "from . import _inside",
        "monkeypatch.setattr(resources, '_PACKAGE', folder)",
        "monkeypatch.setattr('intermezzo.adapters.resources._PACKAGE', folder)",
        "monkeypatch.setitem(settings, '_key', 1)",
        "getattr(window, '_area')",
        "mock.patch.object(window, '_area')",
        "window._area  # private:",
        "window._area  # because",
    ],
)
def test_a_private_touch_is_found(code: str) -> None:
    assert without_a_reason(code, ast.parse(code))


@pytest.mark.parametrize(
    "code",
    [
        "class Client:\n    def start(self): self._thread.start()",
        "class Client:\n    @classmethod\n    def of(cls): cls._made",
        "window.__class__.__name__",
        "def _run(): ...\n_run()",
        "for _ in range(3): heard._\nfrom intermezzo.presenters import _",
        "getattr(window, 'area')",
        "words = 'window._area'",
        "pulse._ctx  # private: the library hands it to nobody",
    ],
)
def test_public_own_and_explained_names_are_fine(code: str) -> None:
    assert without_a_reason(code, ast.parse(code)) == []

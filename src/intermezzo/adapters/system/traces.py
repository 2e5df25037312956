"""The last exception as lines that can be shown to others: kinds and places in the code, no values.

A message may hold what the user has written, and a path the name of the user: neither is kept.
"""

import logging
import re
from collections.abc import Iterator
from pathlib import PurePath
from traceback import TracebackException

from intermezzo.core.faults import Fault
from intermezzo.core.override import override

MOST_PLACES = 30
"""Of one exception; of a deep recursion the innermost are kept."""
_PLACE = re.compile(r'^\s*File "(?P<path>.*)", line (?P<line>\d+) in (?P<name>.*)$')
"""A place as faulthandler writes it."""
_ROOT = re.compile(r"site-packages|python\d\.\d+|intermezzo")
"""The folder after which a path is the same on every computer."""


class LastTrace(logging.Handler):
    """Keeps the trace of the last exception that was logged."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: tuple[str, ...] = ()
        """Empty while there was none."""

    @override
    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            self.lines = tuple(_of(TracebackException.from_exception(error), error))


def of_crash(text: str) -> tuple[str, ...]:
    """Return the same of a text by faulthandler, whose first line tells the kind."""
    lines = []
    for line in text.splitlines():
        found = _PLACE.match(line)
        if found:
            lines.append(_place(found["path"], found["line"], found["name"]))
        elif line.startswith(("Fatal Python error: ", "Thread ", "Current thread ")):
            lines.append(line)
    return tuple(lines)


def _of(told: TracebackException, error: BaseException | None) -> Iterator[str]:
    """Yield the lines of an exception, and before it those of the one that led to it."""
    before = told.__cause__ or (None if told.__suppress_context__ else told.__context__)
    if before is not None and error is not None:
        yield from _of(before, error.__cause__ or error.__context__)
    yield _kind(told, error)
    for frame in told.stack[-MOST_PLACES:]:
        yield _place(frame.filename, frame.lineno, frame.name)


def _kind(told: TracebackException, error: BaseException | None) -> str:
    kind = told.exc_type.__name__
    if isinstance(error, Fault):
        return f"{kind}: {error.message.code}"
    return f"{kind}: {error.errno}" if isinstance(error, OSError) else kind


def _place(path: str, line: object, name: str) -> str:
    return f"  {_shortened(path)}, line {line}, in {name}"


def _shortened(path: str) -> str:
    """Return the part of a path after the last folder that is the same everywhere, or its last part."""
    parts = PurePath(path).parts
    roots = [n for n, part in enumerate(parts[:-1]) if _ROOT.fullmatch(part)]
    return "/".join(parts[roots[-1] + (parts[roots[-1]] != "intermezzo") :]) if roots else parts[-1]

"""What the command line prints, whatever the terminal's encoding, and what if it cannot be printed.

Also the files that a command writes where the user says: ``--force`` and what is never replaced.
"""

import argparse
import codecs
import io
import json
import os
import sys
from pathlib import Path
from typing import TextIO

from intermezzo.adapters.system.output_file import OutputFile
from intermezzo.adapters.system.paths import Paths
from intermezzo.core.override import override
from intermezzo.presenters import _

_PLAIN = {
    "–": "-", "−": "-", "’": "'", "“": '"', "”": '"', "·": "-", "…": "...", "→": "->", "✓": "+", "✗": "x",
}  # fmt: skip
"""What stands for a character that the terminal's encoding does not have; for the rest it is "?"."""


class _Output(io.TextIOWrapper):
    """Remembers why something could not be written, whoever tried; argparse tells nobody."""

    refused: OSError | None = None

    @override
    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except OSError as error:
            self.refused = error
            raise


def prepare() -> None:
    """Prepare the standard streams: replace what their encoding cannot show, and stand in for closed ones."""
    # Those are None, and print() would then write errors to the output.
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    codecs.register_error("intermezzo.plain", _plain)
    if sys.stderr is sys.__stderr__ and isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="intermezzo.plain")
    old = sys.stdout
    if old is sys.__stdout__ and isinstance(old, io.TextIOWrapper):
        # With surrogateescape file names that are not UTF-8 are written as they are.
        as_they_are = _is_utf8(old) and old.errors == "surrogateescape"
        sys.stdout = _Output(
            old.buffer, encoding=old.encoding, errors=old.errors if as_they_are else "intermezzo.plain",
            line_buffering=old.line_buffering, write_through=old.write_through,
        )  # fmt: skip


def print_json(data: object, indent: int | None = 2) -> None:
    """Print JSON, without ``indent`` in one line for one who reads it at once.

    Its escapes stand for what the encoding of the output does not have.
    """
    print(json.dumps(data, ensure_ascii=not _is_utf8(sys.stdout), indent=indent), flush=indent is None)


def add_force(parser: argparse.ArgumentParser) -> None:
    """Add the argument that allows a file of another program to be replaced."""
    parser.add_argument("--force", action="store_true", help=_("replace a file that isn’t from Intermezzo"))


def output_file(path: Path, args: argparse.Namespace, paths: Paths) -> OutputFile:
    """Return the file at ``path``, protected as ``args`` say."""
    return OutputFile(path, paths.folders, force=args.force)


def descriptor(stream: TextIO) -> int | None:
    """Return the file descriptor of a stream; None if it is none of the system's."""
    try:
        return stream.fileno()
    except io.UnsupportedOperation:
        return None


def complain(line: str) -> None:
    """Say something in one line where it is not mistaken for output."""
    try:
        print(f"intermezzo: {' '.join(line.split())}", file=sys.stderr, flush=True)
    except OSError:  # there is nobody to tell
        _silence(sys.stderr)


def refused() -> OSError | None:
    """Return why the output could not be written, None if all of it was."""
    try:
        sys.stdout.flush()
    except OSError as error:
        return error
    return sys.stdout.refused if isinstance(sys.stdout, _Output) else None


def finish(code: int, world: int) -> int:
    """Return ``code``, or ``world`` after a line where the output could not be written.

    When only its reader has gone, as in ``| head``, nothing is said and the code is 0.
    """
    error = refused()
    if error is None:
        return code
    _silence(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return 0
    complain(_("The output can’t be written: {why}").format(why=error.strerror))
    return world


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_PLAIN.get(one, "?") for one in error.object[error.start : error.end]), error.end


def _silence(stream: TextIO) -> None:
    """Drop what could not be written: the interpreter would try again at its end, and fail with a line."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - for the rest of the process


def _is_utf8(stream: TextIO) -> bool:
    return codecs.lookup(stream.encoding).name == "utf-8"

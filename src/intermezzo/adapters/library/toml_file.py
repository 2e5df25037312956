"""One TOML file → its text and its data, or the one fault that keeps it from being read."""

import re
import tomllib
from pathlib import Path
from typing import Any

from intermezzo.adapters.library.faults import FileFault
from intermezzo.presenters import _

MOST_BYTES = 256 * 1024
"""No hand-written movement comes near this."""
_AT_LINE = re.compile(r" \(at line (\d+), column (\d+)\)$")
_AT_END = " (at end of document)"


def read_toml(path: Path) -> tuple[str, dict[str, Any]] | FileFault:
    """Read the file: its text, with plain line ends, and what it says."""
    text = _text(path)
    if isinstance(text, FileFault):
        return text
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _syntax(path, text, str(error))
    except ValueError:
        return _endless_number(path, text)
    except RecursionError:
        return FileFault(path, 1, 1, _("it is nested too deeply"), _("write it flat"))


def _text(path: Path) -> str | FileFault:
    try:
        if not path.exists():
            return FileFault(path, 1, 1, _("there is no such file"), _("look at its name"))
        if not path.is_file():
            return FileFault(path, 1, 1, _("it is not a file"), _("give one that ends in .toml"))
        if path.stat().st_size > MOST_BYTES:
            return FileFault(
                path, 1, 1, _("it is larger than 256 kB"), _("write one movement or session a file")
            )
        raw = path.read_bytes()
    except OSError as error:
        what = _("it cannot be read ({why})").format(why=error.strerror)
        return FileFault(path, 1, 1, what, _("look at its permissions"))
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        return FileFault(path, line, column, _("it is not UTF-8 text"), _("save it as UTF-8"))


def _syntax(path: Path, text: str, message: str) -> FileFault:
    """Take line and column out of what tomllib says."""
    mend = _("mend the TOML there")
    if found := _AT_LINE.search(message):
        what = message[: found.start()]
        return FileFault(path, int(found[1]), int(found[2]), what[:1].lower() + what[1:], mend)
    what = message.removesuffix(_AT_END)
    line = text.count("\n") + 1
    return FileFault(path, line, len(text) - text.rfind("\n"), what[:1].lower() + what[1:], mend)


def _endless_number(path: Path, text: str) -> FileFault:
    """Python reads no number of more than some thousand digits; tell where one stands."""
    found = re.search(r"[0-9_]{1000,}", text)
    at = found.start() if found else 0
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return FileFault(path, line, column, _("this number has thousands of digits"), _("write a smaller one"))

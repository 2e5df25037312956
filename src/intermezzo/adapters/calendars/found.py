"""Calendars that other programs have on this computer. Nothing is asked for or written.

Evolution Data Server, EventKit or Outlook where they may be asked, Thunderbird, khal, vdirsyncer, and
Evolution's own folder.
"""

import configparser
import glob
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from intermezzo.adapters.calendars.fetch import eds, eventkit, outlook, thunderbird
from intermezzo.adapters.calendars.fetch.protocol import Answer, Request
from intermezzo.adapters.system.dbus import Bus
from intermezzo.core.faults import Fault
from intermezzo.core.settings import Calendar

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_FIND = Request("find", Calendar(""))
_DEFAULTS = (".calendars", ".local/share/calendars", ".local/share/khal/calendars")
"""Folders that the manuals of khal and vdirsyncer propose, relative to the home."""


def find() -> Answer:
    """Return the calendars, each once, and warnings of what cannot be offered. Takes seconds at most."""
    server = _server()
    usual = (one for folder in _DEFAULTS for one in _folders(Path.home() / folder))
    files = [*_khal(), *_vdirsyncer(), *usual]
    # The server has Evolution's own folder too, under the same names.
    own = () if server.found else _evolution()
    found = (*server.found, *thunderbird.find(_FIND).found, *_once([*files, *own]))
    return Answer(found=found, warnings=server.warnings)


def _server() -> Answer:
    """Return the calendars of the desktop's own program, unless it would have to be allowed.

    Evolution Data Server is started only where somebody has used it: it ends by itself when idle.
    """
    try:
        if sys.platform == "darwin":
            return eventkit.find(_FIND)
        if sys.platform == "win32":
            return outlook.find(_FIND)
        with closing(Bus("session")) as bus:
            return eds.running(bus, start=any((_config() / "evolution" / "sources").glob("*.source")))
    except Fault:
        return Answer()  # It is nothing that the user has asked for.


def _once(calendars: Iterable[Calendar]) -> Iterator[Calendar]:
    """Yield the first calendar of each place: vdirsyncer fetches what khal shows."""
    seen = set()
    for one in calendars:
        place = Path(one.path).resolve()
        if place not in seen:
            seen.add(place)
            yield one


# -- khal ----------------------------------------------------------------------------------------------


def _khal() -> Iterator[Calendar]:
    """Yield the calendars of khal's configuration, whose sections are nested in its own way."""
    section, options = "", dict[str, str]()
    for line in [*_lines(_config() / "khal" / "config"), "[[end]]"]:
        name = re.fullmatch(r"\[+\s*(.*?)\s*\]+(?:\s*#.*)?", line)
        if name is None:
            key, _equals, value = line.partition("=")
            options[key.strip()] = _unquoted(value)
            continue
        if section and options.get("type", "calendar") in {"calendar", "discover"} and options.get("path"):
            for folder in _expanded(options["path"]):
                yield from _collection(folder, section, options)
        section, options = (name[1] if line.startswith("[[") else ""), {}


def _collection(folder: Path, section: str, options: Mapping[str, str]) -> Iterator[Calendar]:
    if options.get("type") == "discover":
        yield from _folders(folder)
    elif folder.is_dir():
        me = tuple(one.strip() for one in options.get("addresses", "").split(",") if "@" in one)
        yield Calendar(str(folder), me, name=section, colour=_colour(options.get("color", "")))


def _unquoted(value: str) -> str:
    value = value.strip()
    quoted = re.match(r"""(["'])(.*?)\1""", value)
    return quoted[2] if quoted else re.split(r"\s#", value, maxsplit=1)[0].strip()


# -- vdirsyncer ----------------------------------------------------------------------------------------


def _vdirsyncer() -> Iterator[Calendar]:
    """Yield the calendars of the storages on this computer, one for each collection."""
    named = os.environ.get("VDIRSYNCER_CONFIG")
    files = (
        (Path(named),) if named else (_config() / "vdirsyncer" / "config", Path.home() / ".vdirsyncer/config")
    )
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read(next((one for one in files if one.is_file()), ""), "utf-8")
    except (OSError, UnicodeDecodeError, configparser.Error):
        return
    for section in parser.sections():
        options = {key: _value(text) for key, text in parser.items(section)}
        path = options.get("path", "")
        if not section.startswith("storage ") or not path:
            continue
        if options.get("type") == "filesystem" and options.get("fileext", ".ics") == ".ics":
            yield from _folders(Path(path).expanduser())
        elif options.get("type") == "singlefile" and path.endswith(".ics"):
            yield from (
                Calendar(str(file), name=file.stem)
                for file in _expanded(path.replace("%s", "*"))
                if file.is_file()
            )


def _value(text: str) -> str:
    """Return a text of the configuration, which is JSON; empty for a list or a number."""
    try:
        value = json.loads(text)
    except ValueError:
        return ""
    return value if isinstance(value, str) else ""


# -- folders -------------------------------------------------------------------------------------------


def _folders(folder: Path) -> Iterator[Calendar]:
    """Yield the folders of calendars in a folder, or itself, by name (vdirstorage.readthedocs.io)."""
    try:
        inner = sorted(one for one in folder.iterdir() if one.is_dir() and not one.name.startswith("."))
    except OSError:
        return
    for one in [folder, *inner]:
        name, colour = _lines(one / "displayname"), _lines(one / "color")
        if name or colour or any(one.glob("*.ics")):
            yield Calendar(
                str(one), name=name[0] if name else one.name, colour=_colour(colour[0] if colour else "")
            )


def _evolution() -> Iterator[Calendar]:
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    for file in sorted((data / "evolution" / "calendar").glob("*/calendar.ics")):
        lines = _lines(_config() / "evolution" / "sources" / f"{file.parent.name}.source")
        source = dict(line.partition("=")[::2] for line in lines)
        name = source.get("DisplayName", "Evolution" if file.parent.name == "system" else file.parent.name)
        yield Calendar(str(file), name=name, colour=_colour(source.get("Color", "")))


def _config() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def _lines(file: Path) -> list[str]:
    """Return the lines of a small text file, without comments and blank ones; none if it cannot be read."""
    try:
        lines = [line.strip() for line in file.read_text("utf-8", "replace").splitlines()]
    except OSError:
        return []
    return [line for line in lines if line and not line.startswith("# ")]


def _expanded(path: str) -> list[Path]:
    """Return what a path with ~, variables and wildcards stands for."""
    whole = os.path.expandvars(os.path.expanduser(path))  # noqa: PTH111 - pathlib raises for unknown users
    return [Path(one) for one in sorted(glob.glob(whole, recursive=True))]  # noqa: PTH207 - it begins anywhere


def _colour(text: str) -> str:
    """Return a colour such as #2f5d54, without an alpha value; empty for a name of the terminal's."""
    found = _COLOUR.match(text)
    return found[0].lower() if found else ""

"""Calendars of Thunderbird, from the SQLite stores in its profiles. They are only read, also while it runs.

``local.sqlite`` has the calendars that Thunderbird keeps itself, ``cache.sqlite`` copies of those on servers.
"""

import json
import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from configparser import Error, RawConfigParser
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from intermezzo.adapters.calendars.fetch import documents
from intermezzo.adapters.calendars.fetch.protocol import Answer, Request
from intermezzo.adapters.calendars.fetch.thunderbird_events import lines
from intermezzo.adapters.system import partial_files, user_files
from intermezzo.core.faults import Fault
from intermezzo.core.settings import Calendar

_PREFERENCE = re.compile(r'^user_pref\(("(?:[^"\\]|\\.)*"), (.*)\);$', re.MULTILINE)
_REGISTRY = "calendar.registry."
_ON_SERVERS = ("caldav", "ics")
"""Kinds that Thunderbird copies only if asked to. Those of add-ons are always copied."""
TRIES = 5
"""To copy a store that changes meanwhile."""
_ENDS = ("", "-wal", "-journal")
"""The database, and what SQLite needs to complete it."""

_Preferences = Mapping[str, Any]


def find(request: Request) -> Answer:  # noqa: ARG001 - the contract of all kinds
    """Return the calendars of every profile that are not turned off there."""
    return Answer(found=tuple(one for profile in profiles() for one in _calendars(profile)))


def fetch(request: Request) -> Answer:
    """Return the events of one calendar; unchanged if neither store nor window has changed. Raise Fault."""
    path, _, number = request.calendar.path.rpartition("#")
    store = Path(path)
    try:
        if not store.is_file():
            raise Fault("thunderbird.no_store", path=path)
        if f"{_REGISTRY}{number}.type" not in _preferences(store.parent.parent):
            raise Fault("thunderbird.gone")
        state = f"{stamps(store)} {request.start} {request.end}"
        if request.validators.get("state") == state:
            return Answer(unchanged=True, validators=request.validators)
        with copy(store) as copied, closing(sqlite3.connect(copied)) as database:
            document = documents.calendar(lines(database, number, request.start, request.end))
        return documents.answer(document, request, {"state": state})
    except (OSError, sqlite3.Error) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise Fault("thunderbird.unreadable", path=path, why=why) from error


def profiles() -> Iterator[Path]:
    """Yield the folders of all profiles."""
    for folder in _folders():
        parser = RawConfigParser(strict=False)
        try:
            parser.read(folder / "profiles.ini", "utf-8")
        except (Error, UnicodeDecodeError):
            continue
        for section in parser.sections():
            path = parser.get(section, "Path", fallback="")
            if path and section.startswith("Profile"):
                # A relative path becomes one inside the folder, an absolute one stays.
                yield folder / path


def _folders() -> tuple[Path, ...]:
    """Return where Thunderbird has its profiles: as a package of the system, as a snap, as a flatpak."""
    home = Path.home()
    if sys.platform == "win32":
        return (Path(os.environ.get("APPDATA", home)) / "Thunderbird",)
    if sys.platform == "darwin":
        return (home / "Library" / "Thunderbird",)
    return (
        home / ".thunderbird",
        home / "snap" / "thunderbird" / "common" / ".thunderbird",
        home / ".var" / "app" / "org.mozilla.Thunderbird" / ".thunderbird",
    )


def _preferences(profile: Path) -> _Preferences:
    """Return what prefs.js of a profile sets; nothing if there is none."""
    try:
        text = (profile / "prefs.js").read_text("utf-8", "replace")
    except OSError:
        return {}
    return {name: value for name, value in _parsed(text) if name.startswith((_REGISTRY, "mail.identity."))}


def _parsed(text: str) -> Iterator[tuple[str, Any]]:
    for name, value in _PREFERENCE.findall(text):
        try:
            yield json.loads(name), json.loads(value)
        except ValueError:
            continue  # Not as Thunderbird writes it.


def _calendars(profile: Path) -> Iterator[Calendar]:
    set_to = _preferences(profile)
    numbers = [name.split(".")[2] for name in set_to if name.startswith(_REGISTRY) and name.endswith(".type")]
    for number in numbers:
        of = {
            name.removeprefix(f"{_REGISTRY}{number}."): value
            for name, value in set_to.items()
            if name.startswith(f"{_REGISTRY}{number}.")
        }
        kind = of["type"]
        store = profile / "calendar-data" / ("local.sqlite" if kind == "storage" else "cache.sqlite")
        copied = kind not in _ON_SERVERS or of.get("cache.enabled") is True
        if of.get("disabled") is True or not copied or not store.is_file():
            continue
        path = f"{store}#{number}"
        yield Calendar(
            path,
            _addresses(set_to, of),
            "thunderbird",
            id=documents.calendar_id("thunderbird", path),
            name=str(of.get("name", "")),
            colour=str(of.get("color", "")),
            on=of.get("calendar-main-in-composite") is not False,
        )


def _addresses(set_to: _Preferences, of: _Preferences) -> tuple[str, ...]:
    """Return the address of the calendar's identity, or of its user, else all of the user's."""
    identity = set_to.get(f"mail.identity.{of.get('imip.identity.key')}.useremail")
    for one in (identity, of.get("username")):
        if isinstance(one, str) and "@" in one:
            return (one,)
    found = (value for name, value in set_to.items() if name.endswith(".useremail"))
    return tuple(dict.fromkeys(one for one in found if isinstance(one, str) and "@" in one))


# -- a copy of a database that Thunderbird may have open and locked -----------------------------------


def stamps(path: Path) -> tuple[tuple[int, ...], ...]:
    """Return what changes with the content of a database."""
    return tuple(user_files.stamp(Path(f"{path}{end}")) for end in _ENDS)


@contextmanager
def copy(path: Path) -> Iterator[Path]:
    """Yield a copy, which is deleted afterwards; in memory, where the user has a folder there.

    Raise Fault if the database changes each time while it is copied, OSError if it cannot be read.
    """
    room = next(iter(partial_files.temporary_folders()), None)
    with TemporaryDirectory(prefix=partial_files.copy_prefix(), dir=room) as folder:
        target = Path(folder, "copy.sqlite")
        for _try in range(TRIES):
            before = stamps(path)
            for end in _ENDS:
                Path(f"{target}{end}").unlink(missing_ok=True)
                if Path(f"{path}{end}").exists():
                    shutil.copyfile(f"{path}{end}", f"{target}{end}")
            if stamps(path) == before:
                break
        else:
            raise Fault("thunderbird.busy")
        yield target

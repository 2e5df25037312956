"""When the page of releases is asked for the newest version, and whether that is newer than this one."""

import re
from datetime import datetime, timedelta

WEEK = timedelta(days=7)
_VERSION = re.compile(r"v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})", re.ASCII)


def is_due(asked: datetime | None, now: datetime) -> bool:
    """Return whether to ask at ``now``; ``asked`` is when that was done last, by whatever clock."""
    return asked is None or not asked <= now < asked + WEEK


def plain(tag: str) -> str:
    """Return the version that the tag of a release names; empty for a preview and whatever else is none."""
    found = _VERSION.fullmatch(tag)
    return ".".join(found.groups()) if found else ""


def is_newer(version: str, than: str) -> bool:
    """Return whether a version is newer than another; no if one of them is none."""
    ours, theirs = _VERSION.fullmatch(than), _VERSION.fullmatch(version)
    if ours is None or theirs is None:
        return False
    return tuple(map(int, theirs.groups())) > tuple(map(int, ours.groups()))

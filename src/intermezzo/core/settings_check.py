"""Whether a value from outside fits a setting, told from the one table."""

import dataclasses
import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from intermezzo.core.faults import Fault
from intermezzo.core.scheduling.hours import parse_interval
from intermezzo.core.settings import Calendar, Settings, Spec, spec_of

MOST_ITEMS = 1000
MOST_LETTERS = 1000
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")

DEFAULTS: Mapping[str, Any] = {one.name: one.default for one in dataclasses.fields(Settings)}


class UnfitError(Exception):
    """A value does not fit; ``need`` is a code of what would, ``value`` the part that does not.

    The codes: ``number``, ``yes_no``, ``text``, ``list``, ``choice``, ``intervals``, ``time``, ``days``,
    ``words``, ``choices``, ``zone``, ``calendars``.
    """

    def __init__(self, need: str, value: object) -> None:
        super().__init__(need)
        self.need = need
        self.value = value


def fitted(key: str, raw: object, zone_known: Callable[[str], bool]) -> Any:
    """Return the value as the setting holds it; raises UnfitError, and KeyError for an unknown key."""
    default, spec = DEFAULTS[key], spec_of(key)
    if isinstance(default, bool):
        return _must(isinstance(raw, bool), "yes_no", raw)
    if isinstance(default, int):
        fits = isinstance(raw, int) and not isinstance(raw, bool) and _within(spec, raw)
        return _must(fits, "number", raw)
    if isinstance(default, tuple):
        if not isinstance(raw, list | tuple) or len(raw) > MOST_ITEMS:
            raise UnfitError("list", raw)
        if spec.form == "calendars":
            return tuple(_calendar(one) for one in raw)
        if spec.form == "choices":
            # Once each, in the order of the table: what is chosen matters, not how it was written down.
            chosen = {_text(spec, one, zone_known) for one in raw}
            return tuple(value for value, _label in spec.choices if value in chosen)
        return tuple(_text(spec, one, zone_known) for one in raw)
    return _text(spec, raw, zone_known)


def _must(fits: bool, need: str, raw: object) -> object:  # noqa: FBT001 - the first word of the sentence
    if not fits:
        raise UnfitError(need, raw)
    return raw


def _within(spec: Spec, number: int) -> bool:
    return (spec.low is None or number >= spec.low) and (spec.high is None or number <= spec.high)


def _text(spec: Spec, raw: object, zone_known: Callable[[str], bool]) -> str:
    """Check one text of the setting's form. TOML's own dates and times are as good as quoted ones."""
    if spec.form == "days" and type(raw) is date:
        return raw.isoformat()
    if spec.form == "time" and isinstance(raw, time):
        return raw.strftime("%H:%M")
    if not isinstance(raw, str) or len(raw) > MOST_LETTERS or "\0" in raw:
        raise UnfitError(spec.form or ("choice" if spec.choices else "text"), raw)
    tests: dict[str, Callable[[str], bool]] = {
        "intervals": _is_interval,
        "time": lambda text: _TIME.fullmatch(text) is not None,
        "days": _is_day,
        "words": lambda text: bool(text.strip()),
        "zone": lambda text: not text or zone_known(text),
        "choices": lambda text: text in {value for value, _label in spec.choices},
        "": lambda text: not spec.choices or text in {value for value, _label in spec.choices},
    }
    if not tests[spec.form](raw):
        raise UnfitError(spec.form or "choice", raw)
    return raw


def _is_interval(text: str) -> bool:
    try:
        parse_interval(text)
    except Fault:
        return False
    return True


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _calendar(raw: object) -> Calendar:
    """Check one calendar: a path alone, or a table of path and the user's addresses."""
    if isinstance(raw, str):
        raw = {"path": raw}
    if not isinstance(raw, Mapping):
        raise UnfitError("calendars", raw)
    path, me = raw.get("path"), raw.get("me", [])
    if not isinstance(path, str) or not path.strip() or "\0" in path or not isinstance(me, list | tuple):
        raise UnfitError("calendars", raw)
    if not all(isinstance(one, str) and one.strip() for one in me):
        raise UnfitError("calendars", raw)
    return Calendar(path, tuple(me))

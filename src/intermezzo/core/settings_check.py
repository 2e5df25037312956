"""Check values from outside against the table of settings."""

import dataclasses
import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any, TypeGuard

from intermezzo.core.faults import Fault, Message, message
from intermezzo.core.scheduling.hours import parse_interval
from intermezzo.core.settings import CALENDAR_KINDS, SPECS, Calendar, Settings, Spec

MOST_ITEMS = 1000
MOST_LETTERS = 1000
_SHOWN_LETTERS = 60
"""The part of a value that is quoted in a message."""
_ID = re.compile(r"[0-9a-z-]{1,64}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")

DEFAULTS: Mapping[str, Any] = {one.name: one.default for one in dataclasses.fields(Settings)}


class UnfitError(Exception):
    """A value does not fit a setting.

    ``need`` is the code of what would fit: ``number``, ``yes_no``, ``list``, ``choice``, ``intervals``,
    ``times``, ``time``, ``days``, ``words``, ``choices``, ``zone`` or ``calendars``. ``value`` is the
    part that does not fit.
    """

    def __init__(self, need: str, value: object) -> None:
        super().__init__(need)
        self.need = need
        self.value = value


def fitted(key: str, raw: object, zone_known: Callable[[str], bool]) -> Any:
    """Return the value in the setting's own type. Raise UnfitError, or KeyError for an unknown key."""
    default, spec = DEFAULTS[key], SPECS[key]
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
            # Keep each value once, in the order of the table, whatever order the file has.
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
    """Return one text of the setting's form. TOML dates and times are accepted like quoted ones."""
    if spec.form == "days" and type(raw) is date:
        return raw.isoformat()
    if spec.form == "time" and isinstance(raw, time):
        return raw.strftime("%H:%M")
    if _is_line(raw) and _fits(spec, raw, zone_known):
        return raw
    raise UnfitError(spec.form or "choice", raw)


def _fits(spec: Spec, text: str, zone_known: Callable[[str], bool]) -> bool:
    if spec.form == "zone":
        return not text or zone_known(text)
    if spec.form in _CHECKS:
        return _CHECKS[spec.form](text)
    return text in {value for value, _label in spec.choices}


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


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "intervals": _is_interval,
    "times": _is_interval,
    "time": lambda text: _TIME.fullmatch(text) is not None,
    "days": _is_day,
    "words": lambda text: bool(text.strip()),
}
"""Whether a text of the file has the form; ``presenters.settings.text_form`` reads and shows the same."""


def _calendar(raw: object) -> Calendar:
    if isinstance(raw, str):
        raw = {"path": raw}
    if not isinstance(raw, Mapping):
        raise UnfitError("calendars", raw)
    path, me, on = raw.get("path"), raw.get("me", []), raw.get("on", True)
    local_network, kind = raw.get("local_network", False), raw.get("kind", "files")
    words = {name: raw.get(name, "") for name in ("id", "name", "colour", "user")}
    if not _is_line(path) or not path.strip():
        raise UnfitError("calendars", raw)
    fits = (
        isinstance(me, list | tuple)
        and all(_is_line(one) and one.strip() for one in me)
        and kind in CALENDAR_KINDS
        and all(map(_is_line, words.values()))
        and (kind == "files" or _ID.fullmatch(words["id"]) is not None)
        and isinstance(on, bool)
        and isinstance(local_network, bool)
    )
    if not fits:
        raise UnfitError("calendars", raw)
    return Calendar(path, tuple(me), kind, on=on, local_network=local_network, **words)


def _is_line(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and "\0" not in value and len(value) <= MOST_LETTERS


def needed(key: str, need: str) -> Message:
    """Return what would fit a setting, for the ``need`` of an UnfitError."""
    spec = SPECS[key]
    choices = tuple(value for value, _label in spec.choices)
    return {
        "number": message("settings.need_number", low=spec.low, high=spec.high),
        "yes_no": message("settings.need_yes_no"),
        "list": message("settings.need_list"),
        "choice": message("settings.need_choice", choices=choices),
        "intervals": message("settings.need_intervals"),
        "times": message("settings.need_intervals"),
        "time": message("settings.need_time"),
        "days": message("settings.need_days"),
        "words": message("settings.need_words"),
        "choices": message("settings.need_choices", choices=choices),
        "zone": message("settings.need_zone"),
        "calendars": message("settings.need_calendars"),
    }[need]


def shown(value: object) -> str:
    """Return a value as a message quotes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = repr(value)
    return text if len(text) <= _SHOWN_LETTERS else text[: _SHOWN_LETTERS - 1] + "…"

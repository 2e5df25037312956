"""The languages that the user chose for the desktop."""

from collections.abc import Mapping

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""In the order of gettext: the first that is set counts; it may list several, separated by colons."""

_MEASURES = ("LC_ALL", "LC_MEASUREMENT", "LANG")
_POUNDS = frozenset({"US", "LR", "MM"})


def preferred(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return codes such as ``de_AT``, the preferred first; none if no language is set."""
    named = next((words for name in VARIABLES if (words := environment.get(name))), "")
    codes = (one.partition("@")[0].partition(".")[0] for one in named.split(":"))
    # A code is part of the path of a file.
    return tuple(code for code in codes if code not in {"C", "POSIX"} and code.replace("_", "").isalnum())


def uses_pounds(environment: Mapping[str, str]) -> bool:
    """Return whether the country that the user chose for measures weighs in pounds."""
    named = next((words for name in _MEASURES if (words := environment.get(name))), "")
    return named.partition("@")[0].partition(".")[0].partition("_")[2] in _POUNDS

"""The properties of a component: name, parameters and value of each content line (RFC 5545, 3.1)."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

_LINE = re.compile(
    rb"^[ \t]*(UID|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|EXRULE|RECURRENCE-ID|SEQUENCE|LAST-MODIFIED"
    rb"|DTSTAMP|SUMMARY|STATUS|TRANSP|CLASS|ATTENDEE|ORGANIZER|FREEBUSY|METHOD|X-WR-CALNAME|X-WR-TIMEZONE|TZID"
    rb"|URL|LOCATION|DESCRIPTION|CONFERENCE|X-GOOGLE-CONFERENCE|X-MICROSOFT-SKYPETEAMSMEETINGURL"
    rb"|X-LIC-LOCATION|TZOFFSETFROM|TZOFFSETTO|X-MICROSOFT-(?:CDO|MSNCALENDAR)-(?:BUSYSTATUS|INTENDEDSTATUS|ALLDAYEVENT))"
    rb"[ \t]*(?=[:;\r]|$)([^\r\n]*)",
    re.IGNORECASE | re.MULTILINE,
)
"""The properties that matter."""
_HEAD = re.compile(r'(?:[^":]|"[^"]*")*:')
_PARAMETER = re.compile(r'[;:][ \t]*([A-Za-z0-9-]+)[ \t]*=[ \t]*("[^"]*"|[^;]*)')
_BEFORE_DATE = re.compile(r":(?=[ \t]*(?:\d{4}|[+-]?P))", re.IGNORECASE)
_BEFORE_RULE = re.compile(r':(?=[ \t;"]*[A-Za-z-]+[ \t]*=)')
_ESCAPE = re.compile(r"\\(.)")
_CARET = re.compile(r"\^([n'^])")
_MEANT = {"n": "\n", "'": '"', "^": "^"}
_DATES = {"DTSTART", "DTEND", "DURATION", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE"}
_RULES = {"RRULE", "EXRULE"}
_PEOPLE = {"ATTENDEE", "ORGANIZER"}


@dataclass(frozen=True, slots=True)
class Property:
    """One content line. Names of parameters are in upper case, their values without quotes."""

    value: str
    parameters: Mapping[str, str]

    def word(self, parameter: str) -> str:
        """Return a parameter in upper case, or an empty text."""
        return self.parameters.get(parameter, "").upper()

    @property
    def parts(self) -> Sequence[str]:
        """The values of a list; some programs part them with semicolons."""
        return [part for part in re.split("[,;]", self.value) if part.strip()]

    @property
    def text(self) -> str:
        """The value as text, without its escapes (RFC 5545, 3.3.11)."""
        return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


Properties = Mapping[str, Sequence[Property]]
"""The properties of a component by their names, which are in upper case."""


def properties(text: bytes) -> Properties:
    """Return the properties of unfolded lines that matter. Other lines are left out."""
    found: defaultdict[str, list[Property]] = defaultdict(list)
    for name, rest in _LINE.findall(text):
        key = name.decode().upper()
        found[key].append(_property(key, _decoded(rest).strip()))
    return found


def first(properties: Properties, name: str) -> Property | None:
    """Return the first property of a name that has a value, or None."""
    return next((one for one in properties.get(name, ()) if one.value), None)


def word(properties: Properties, name: str) -> str:
    """Return the value of a property in upper case, or an empty text."""
    return next(iter(_words(properties, name)), "")


def says(properties: Properties, name: str, words: Collection[str]) -> bool:
    """Return whether a property has one of the values, and nowhere another one."""
    found = _words(properties, name)
    return bool(found) and all(one in words for one in found)


def _words(properties: Properties, name: str) -> Sequence[str]:
    return [one.value.upper().strip(' ;"') for one in properties.get(name, ()) if one.value]


def _decoded(text: bytes) -> str:
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text.decode("cp1252", "replace")


def _property(name: str, rest: str) -> Property:
    """Split what follows a name into parameters and value.

    Programs write parameters with colons that are not quoted: a date or a duration begins after the last
    colon before one, a rule after the last before a name, and an address after ``:mailto:``. They also take
    colon and semicolon for one another.
    """
    colon = -1
    if name in _DATES or name in _RULES:
        found = list((_BEFORE_DATE if name in _DATES else _BEFORE_RULE).finditer(rest))
        colon = found[-1].start() if found else rest.rfind(":")
    elif name in _PEOPLE:
        colon = rest.lower().rfind(":mailto:")
    if colon < 0:
        head = _HEAD.match(rest)
        colon = head.end() - 1 if head else rest.find(":")
    if colon < 0 and name in _DATES:
        colon = rest.rfind(";")
    if colon < 0:
        return Property("", {})
    parameters = {
        one[1].upper(): _parameter(one[2].strip().strip('"').strip())
        for one in _PARAMETER.finditer(rest[:colon])
    }
    return Property(rest[colon + 1 :].strip(), parameters)


def _parameter(value: str) -> str:
    """Return the value of a parameter without its escapes (RFC 6868)."""
    return _CARET.sub(lambda found: _MEANT[found[1]], value) if "^" in value else value

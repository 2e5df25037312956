"""WebDAV in the four requests that reading calendars takes: their XML, and that of the answers.

Answers are hostile input: a document type is refused, so there are no entities, and elements are counted.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from intermezzo.adapters.calendars.fetch.http import Client, Received, status_fault
from intermezzo.adapters.calendars.fetch.url import Url
from intermezzo.core.faults import Fault
from intermezzo.core.override import override

_NAMESPACES = {
    "d": "DAV:",
    "c": "urn:ietf:params:xml:ns:caldav",
    "cs": "http://calendarserver.org/ns/",
    "apple": "http://apple.com/ns/ical/",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES.items())
_MOST_ELEMENTS = 400_000
"""Of one answer; an event takes six."""
_NOT_XML = bytes(set(range(32)) - {9, 10, 13})
"""Control characters that some servers pass on from events although XML forbids them."""
_STATUS = re.compile(r"HTTP/\S+\s+([0-9]{3})")
_QUERY = (
    '<c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">{range}</c:comp-filter></c:comp-filter>'
)


@dataclass(frozen=True, slots=True)
class Resource:
    """One part of a multi-status answer. ``status`` is its own, 200 if only its properties have one."""

    href: str
    status: int
    properties: Mapping[str, Element]
    """Those that the server has, by names such as ``d:displayname``."""

    def text(self, name: str) -> str:
        """Return the text of a property; empty without one."""
        element = self.properties.get(name)
        return ((element.text if element is not None else None) or "").strip()

    def hrefs(self, name: str) -> list[str]:
        """Return the references in a property."""
        element = self.properties.get(name)
        found = element.findall(_full("d:href")) if element is not None else []
        return [one.text.strip() for one in found if one.text]

    def has(self, name: str, part: str) -> bool:
        """Return whether a property has an element named ``part`` in it."""
        element = self.properties.get(name)
        return element is not None and element.find(_full(part)) is not None


def propfind(client: Client, url: Url, depth: int, names: Sequence[str]) -> Received:
    """Ask for properties of a resource, or with depth 1 also of its members."""
    wanted = "".join(f"<{name}/>" for name in names)
    body = f"<d:propfind {_DECLARED}><d:prop>{wanted}</d:prop></d:propfind>"
    return _send(client, url, "PROPFIND", depth, body)


def calendar_query(client: Client, url: Url, start: str, end: str) -> Received:
    """Ask for the events of a calendar between two times in ISO 8601, or for all if these are empty.

    A repeating event comes whole, with its exceptions, if any of its instances lies in between.
    """
    between = f'<c:time-range start="{_utc(start)}" end="{_utc(end)}"/>' if start and end else ""
    body = (
        f"<c:calendar-query {_DECLARED}><d:prop><d:getetag/><c:calendar-data/></d:prop>"
        f"<c:filter>{_QUERY.format(range=between)}</c:filter></c:calendar-query>"
    )
    return _send(client, url, "REPORT", 1, body)


def resources(received: Received) -> list[Resource]:
    """Return the parts of a multi-status answer. Raise Fault if it is something else or can't be read."""
    if received.status != 207:
        is_other = received.status in {200, 405, 501}
        told = None if is_other else status_fault(received.status, with_password=True)
        raise Fault.of(told) if told else Fault("fetch.not_caldav")
    parser = XMLParser(target=_LimitedTree())  # noqa: S314 - what is dangerous about XML is refused in _LimitedTree
    try:
        parser.feed(received.body.translate(None, _NOT_XML))
        root: Element = parser.close()
    except (ParseError, _Refused, ValueError, LookupError):
        raise Fault("fetch.bad_xml") from None
    return list(_resources(root))


def _resources(root: Element) -> Iterator[Resource]:
    for response in root.findall(_full("d:response")):
        properties: dict[str, Element] = {}
        for propstat in response.findall(_full("d:propstat")):
            if _status(propstat) == 200:
                properties |= {_short(one.tag): one for one in propstat.iterfind(f"{_full('d:prop')}/*")}
        href = (response.findtext(_full("d:href")) or "").strip()
        yield Resource(href, _status(response), properties)


def _status(element: Element) -> int:
    found = _STATUS.match(element.findtext(_full("d:status")) or "")
    return int(found[1]) if found else 200


def _send(client: Client, url: Url, method: str, depth: int, body: str) -> Received:
    headers = {"Depth": str(depth), "Content-Type": "application/xml; charset=utf-8"}
    return client.send(url, method, headers, f'<?xml version="1.0" encoding="utf-8"?>{body}'.encode())


def _utc(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def _short(tag: str) -> str:
    namespace, _, local = tag.removeprefix("{").partition("}")
    return next((f"{prefix}:{local}" for prefix, name in _NAMESPACES.items() if name == namespace), tag)


class _Refused(Exception):
    """The XML has more than an answer needs."""


class _LimitedTree(TreeBuilder):
    """Builds the tree of an answer, unless it has a document type or too many elements."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        raise _Refused

    @override
    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._count += 1
        if self._count > _MOST_ELEMENTS:
            raise _Refused
        return super().start(tag, attrs)

"""Fetch a calendar that is published at an address (https or webcal)."""

import hashlib
import re

from intermezzo.adapters.calendars.fetch.http import Client, Received, status_fault
from intermezzo.adapters.calendars.fetch.protocol import Answer, FetchStage, Request
from intermezzo.adapters.calendars.fetch.url import parse
from intermezzo.core.faults import Fault, Message, message

_CONDITIONS = {"etag": ("ETag", "If-None-Match"), "modified": ("Last-Modified", "If-Modified-Since")}
"""By validator: the header it comes in, and the one that it is sent back in."""
_STAMPS = re.compile(rb"^DTSTAMP[^\r\n]*\r?\n", re.MULTILINE)
"""Some servers write the time of the request in every event."""
_LONGEST = 500
"""Characters of a validator."""
_HEAD_BYTES = 64 * 1024
_MARKUP = re.compile(rb"\s*<(!doctype|html|head|body|script|\?xml|!--|meta)", re.IGNORECASE)


def fetch(request: Request, secret: str, stage: FetchStage) -> Answer:
    """Fetch the calendar at the address ``secret``. Raise Fault if there is no answer that may be read."""
    url, login = parse(secret)
    client = Client(url, login, stage, local_network=request.calendar.local_network)
    conditions = {
        condition: request.validators[name]
        for name, (_, condition) in _CONDITIONS.items()
        if name in request.validators
    }
    received = client.send(url, "GET", {"Accept": "text/calendar, */*;q=0.1", **conditions})
    if received.status == 304 and conditions:
        return Answer(unchanged=True, validators=request.validators)
    if fault := status_fault(received.status) or _content_fault(received.body):
        raise Fault.of(fault)
    validators = _validators(received)
    if validators["content"] == request.validators.get("content"):
        return Answer(unchanged=True, validators=validators)
    return Answer((received.body,), validators=validators)


def _content_fault(body: bytes) -> Message | None:
    """Return why a body is no calendar; None if it may be one."""
    head = body[:_HEAD_BYTES].replace(b"\0", b"")
    if b"BEGIN:VCALENDAR" in head.upper():
        return None
    if not head.strip():
        return message("fetch.empty")
    page = _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf"))
    return message("fetch.web_page" if page else "fetch.not_a_calendar")


def _validators(received: Received) -> dict[str, str]:
    """Return what tells a version: a digest, and the headers that can be sent back as they came."""
    validators = {"content": hashlib.sha256(_STAMPS.sub(b"", received.body)).hexdigest()}
    for name, (header, _) in _CONDITIONS.items():
        value = received.headers.get(header, "")
        if value and len(value) <= _LONGEST and value.isascii() and value.isprintable():
            validators[name] = value
    return validators

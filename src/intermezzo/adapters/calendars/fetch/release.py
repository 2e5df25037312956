"""Ask a page of releases for the latest one.

It answers with JSON that has a ``tag_name``, as those of GitHub, GitLab and Forgejo do.
"""

import msgspec

from intermezzo.adapters.calendars.fetch.http import Client, status_fault
from intermezzo.adapters.calendars.fetch.protocol import Answer, FetchStage, Request
from intermezzo.adapters.calendars.fetch.url import parse
from intermezzo.core.faults import Fault
from intermezzo.core.newest_version import plain

_HEADERS = {"Accept": "application/json", "User-Agent": "Intermezzo"}
"""Not even the version that asks is told."""


class _Release(msgspec.Struct):
    tag_name: str


def fetch(request: Request, stage: FetchStage) -> Answer:
    """Return the version of the latest release as the one document. Raise Fault if none can be read."""
    url, login = parse(request.calendar.path)
    client = Client(url, login, stage, local_network=request.calendar.local_network)
    received = client.send(url, "GET", _HEADERS)
    if fault := status_fault(received.status):
        raise Fault.of(fault)
    try:
        version = plain(msgspec.json.decode(received.body, type=_Release).tag_name)
    except msgspec.DecodeError:
        version = ""
    if not version:
        raise Fault("fetch.unexpected", status=received.status)
    return Answer((version.encode(),))

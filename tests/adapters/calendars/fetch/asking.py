"""Requests as tests make them."""

from typing import Any

from intermezzo.adapters.calendars.fetch import child
from intermezzo.adapters.calendars.fetch.protocol import Answer, Request
from intermezzo.core.settings import Calendar


def address(secret: str, *, local_network: bool = True, **more: Any) -> Request:
    """Return the request for a calendar at an address."""
    calendar = Calendar("localhost", kind="address", id="work", local_network=local_network)
    return Request("fetch", calendar, secret, **more)


def account(place: str, user: str, password: str, action: str = "find", **more: Any) -> Request:
    """Return a request about a CalDAV account, or about a calendar of it."""
    return Request(
        action, Calendar(place, kind="caldav", id="work", user=user, local_network=True), password, **more
    )


def answered(request: Request) -> Answer:
    """Return the answer to a request, or the fault of it, as the child has it."""
    ((_number, answer),) = child.answers([request], 60.0)
    return answer


def fault_of(answer: Answer) -> str:
    """Return the code of an answer's fault; empty without one."""
    return answer.fault.code if answer.fault is not None else ""

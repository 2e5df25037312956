"""Requests as tests make them."""

from typing import Any

from intermezzo.adapters.calendars.fetch.protocol import Request
from intermezzo.core.settings import Calendar


def address(secret: str, *, local_network: bool = True, **more: Any) -> Request:
    """Return the request for a calendar at an address."""
    calendar = Calendar("localhost", kind="address", id="work", local_network=local_network)
    return Request("fetch", calendar, secret, **more)

"""Fetch a calendar from an https server and from Radicale: time, and CPU of the child, new and unchanged.

The servers have certificates of their own, added to the system's, and secrets are given: no keyring is asked.
"""

import os
import resource
import ssl
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median

import trustme

from intermezzo.adapters.calendars.fetch.process import ask
from intermezzo.adapters.calendars.fetch.protocol import Request
from intermezzo.core.settings import Calendar
from tests.adapters.calendars.fetch.radicale_server import PASSWORD, USER, event, radicale
from tests.adapters.calendars.fetch.servers import CALENDAR, Exchange, Servers

RUNS = 5
EVENTS = 200
START, END = "2026-11-28T00:00:00+00:00", "2026-11-29T00:00:00+00:00"


def measure() -> Mapping[str, object]:
    """Return the medians of each kind of calendar."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        authority = trustme.CA()
        with _trusted(authority, folder), radicale(folder, authority) as server:
            path = server.make("work")
            for number in range(EVENTS):
                server.put(path, str(number), event(str(number), "20261128T090000Z", "20261128T100000Z"))
            account = Calendar(f"{server.url}{path}", kind="caldav", user=USER, local_network=True)
            return {
                "address": _address(authority),
                "caldav": _both(Request("fetch", account, PASSWORD, start=START, end=END)),
            }


def _address(authority: trustme.CA) -> Mapping[str, object]:
    def reply(exchange: Exchange) -> None:
        if exchange.headers["If-None-Match"] == '"1"':
            exchange.answer(304)
        else:
            exchange.answer(body=CALENDAR * 10_000, ETag='"1"')

    servers = Servers(authority)
    try:
        calendar = Calendar("localhost", kind="address", local_network=True)
        return _both(Request("fetch", calendar, servers.http(reply).url()))
    finally:
        servers.close()


def _both(request: Request) -> Mapping[str, object]:
    (first,) = ask([request])
    if not first.documents:
        raise RuntimeError(f"nothing came: {first.fault}")
    return {"new": _costs(request), "unchanged": _costs(replace(request, validators=first.validators))}


def _costs(request: Request) -> Mapping[str, float]:
    times, costs = [], []
    for _ in range(RUNS):
        began, used = time.perf_counter(), _cpu_of_children()
        (answer,) = ask([request])
        times.append(time.perf_counter() - began)
        costs.append(_cpu_of_children() - used)
        if answer.fault is not None:
            raise RuntimeError(str(answer.fault))
    return {"seconds": round(median(times), 3), "child_cpu_seconds": round(median(costs), 3)}


def _cpu_of_children() -> float:
    """Return the CPU time of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def _trusted(authority: trustme.CA, folder: Path) -> Iterator[None]:
    """Add the authority to the system's certificates."""
    system = ssl.get_default_verify_paths().cafile
    bundle = folder / "certificates.pem"
    bundle.write_bytes((Path(system).read_bytes() if system else b"") + authority.cert_pem.bytes())
    before = os.environ.get("SSL_CERT_FILE")
    os.environ["SSL_CERT_FILE"] = str(bundle)
    try:
        yield
    finally:
        os.environ.pop("SSL_CERT_FILE")
        if before is not None:
            os.environ["SSL_CERT_FILE"] = before

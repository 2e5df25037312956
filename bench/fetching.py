"""Fetch a calendar anew, with one change and unchanged: time, and CPU of the child.

From an https server, Radicale and Evolution Data Server, each with 200 or more events. The servers have
certificates of their own, added to the system's, and secrets are given: no keyring is asked.
"""

import os
import resource
import ssl
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median

import trustme

from intermezzo.adapters.calendars.fetch.process import ask
from intermezzo.adapters.calendars.fetch.protocol import Request
from intermezzo.core.settings import Calendar
from tests.adapters.calendars.fetch.radicale_server import PASSWORD, USER, Radicale, event, radicale
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
            return {"address": _address(authority), "caldav": _caldav(server), "eds": _eds(folder / "eds")}


def _address(authority: trustme.CA) -> Mapping[str, object]:
    def reply(exchange: Exchange) -> None:
        if exchange.headers["If-None-Match"] == '"1"':
            exchange.answer(304)
        else:
            exchange.answer(body=CALENDAR * 10_000, ETag='"1"')

    servers = Servers(authority)
    try:
        calendar = Calendar("localhost", kind="address", local_network=True)
        return _all_ways(Request("fetch", calendar, servers.http(reply).url()))
    finally:
        servers.close()


def _caldav(server: Radicale) -> Mapping[str, object]:
    path = server.make("work")
    for number in range(EVENTS):
        server.put(path, str(number), _meeting(number))
    account = Calendar(f"{server.url}{path}", kind="caldav", user=USER, local_network=True)
    return _all_ways(
        Request("fetch", account, PASSWORD, start=START, end=END),
        lambda: server.put(path, "0", event("0", "20261128T110000Z", "20261128T120000Z")),
    )


def _eds(folder: Path) -> Mapping[str, object]:
    """Measure the program on a bus of its own, with a local calendar."""
    homes = {f"XDG_{name.upper()}_HOME": str(folder / name) for name in ("config", "data", "cache")}
    file = folder / "data" / "evolution" / "calendar" / "work" / "calendar.ics"
    source = folder / "config" / "evolution" / "sources" / "work.source"
    for one in (file, source):
        one.parent.mkdir(parents=True)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:bench", *map(_meeting, range(EVENTS)), "END:VCALENDAR"]
    file.write_text("\r\n".join([*lines, ""]), encoding="utf-8", newline="")
    source.write_text(
        "[Data Source]\nDisplayName=Work\nParent=local-stub\n\n[Calendar]\nBackendName=local\n",
        encoding="utf-8",
    )
    with _bus({**homes, "HOME": str(folder), "GSETTINGS_BACKEND": "memory", "GIO_USE_VFS": "local"}):
        calendar = Calendar("work", kind="eds", id="work")
        return _all_ways(Request("fetch", calendar, start=START, end=END))


@contextmanager
def _bus(environment: Mapping[str, str]) -> Iterator[None]:
    """Run a session bus whose programs have this environment."""
    words = ["dbus-daemon", "--session", "--nofork", "--nosyslog", "--print-address"]
    with subprocess.Popen(
        words, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as bus:
        try:
            assert bus.stdout is not None
            with _variables({"DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip()}):
                yield
        finally:
            bus.kill()


def _meeting(number: int) -> str:
    return event(str(number), "20261128T090000Z", "20261128T100000Z")


def _all_ways(request: Request, change: Callable[[], object] | None = None) -> Mapping[str, object]:
    (first,) = ask([request])
    if not first.documents:
        raise RuntimeError(f"nothing came: {first.fault}")
    again = replace(request, validators=first.validators)
    result = {"new": _costs(request), "unchanged": _costs(again)}
    if change is not None:
        change()
        result["one changed"] = _costs(again)
    return result


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
    with _variables({"SSL_CERT_FILE": str(bundle)}):
        yield


@contextmanager
def _variables(changes: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables for as long as the block runs."""
    before = dict(os.environ)
    os.environ.update(changes)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)

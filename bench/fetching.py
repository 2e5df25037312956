"""Fetch a calendar anew, with one change and unchanged: time, and CPU of the child.

From an https server, Radicale and Evolution Data Server, each with 200 or more events. Secrets are given: no
keyring is asked.
"""

import resource
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import median

from bench._sources import Source, sources
from intermezzo.adapters.calendars.fetch.process import ask
from intermezzo.adapters.calendars.fetch.protocol import Request

RUNS = 5
DAYS = timedelta(days=35)
"""How far the events are asked for."""


def measure() -> Mapping[str, object]:
    """Return the medians of each kind of calendar."""
    with sources() as found:
        return {name: _all_ways(one) for name, one in found.items()}


def _all_ways(source: Source) -> Mapping[str, object]:
    now = datetime.now(UTC)
    request = Request(
        "fetch", source.calendar, source.secret, start=now.isoformat(), end=(now + DAYS).isoformat()
    )
    (first,) = ask([request])
    if not first.documents:
        raise RuntimeError(f"nothing came: {first.fault}")
    again = replace(request, validators=first.validators)
    result = {"new": _costs(request), "unchanged": _costs(again)}
    if source.change is not None:
        source.change()
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

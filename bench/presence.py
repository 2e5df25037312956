"""What each probe of presence costs: its time, CPU and wake-ups, and those of a sample at rest and of all."""

import os
import time
from collections.abc import Callable
from functools import partial

from bench.rest import work
from intermezzo.adapters.presence.probes import Probes
from intermezzo.adapters.system.dbus import Bus

TIMES = 50
PROBES = (
    "idle", "locked", "streams", "camera", "screen_shared", "presenting", "inhibited", "full_screen",
    "do_not_disturb",
)  # fmt: skip


def measure() -> dict[str, object]:
    """Return milliseconds, milliseconds of CPU and voluntary context switches of one question.

    The CPU of the programs that a probe starts is not in it, their time is.
    """
    session, system = Bus("session"), Bus("system")
    probes = Probes(session, system, os.environ)
    found: dict[str, object] = {
        "sample at rest": _cost(probes.sample),
        "sample of all": _cost(partial(probes.sample, calls=True, surroundings=True)),
        **{name: _cost(getattr(probes, name)) for name in PROBES},
    }
    probes.close()
    session.close()
    system.close()
    return found


def _cost(ask: Callable[[], object]) -> dict[str, float]:
    ask()  # connects, and loads libraries
    before, begin = work(os.getpid()), time.perf_counter()
    for _question in range(TIMES):
        ask()
    seconds, after = time.perf_counter() - begin, work(os.getpid())
    return {
        "ms": round(seconds * 1000 / TIMES, 3),
        "cpu_ms": round((after[1] - before[1]) / 1e6 / TIMES, 3),
        "wakeups": round((after[0] - before[0]) / TIMES, 2),
    }

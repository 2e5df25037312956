"""The clocks, read here and handed on as callables; nobody below app reads one."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def _wall() -> datetime:
    return datetime.now(UTC)


def _since_boot() -> float | None:
    """Seconds that go on in a suspend, where the system has such a clock."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(clock) if clock is not None else None


@dataclass(frozen=True, slots=True)
class Clocks:
    """``wall`` is aware and in UTC, ``monotonic`` in seconds."""

    wall: Callable[[], datetime] = _wall
    monotonic: Callable[[], float] = time.monotonic
    since_boot: Callable[[], float | None] = _since_boot

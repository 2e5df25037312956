"""The clocks. They are read here and passed on as callables."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def _wall() -> datetime:
    return datetime.now(UTC)


def _since_boot() -> float | None:
    """Return seconds since the boot, suspends included; None where the system has no such clock."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(clock) if clock is not None else None


@dataclass(frozen=True, slots=True)
class Clocks:
    """``wall`` returns an aware datetime in UTC, ``monotonic`` seconds without those of a suspend."""

    wall: Callable[[], datetime] = _wall
    monotonic: Callable[[], float] = time.monotonic
    since_boot: Callable[[], float | None] = _since_boot

    def steady(self) -> float:
        """Return seconds that no change of the wall clock touches; a suspend counts where it is known."""
        since_boot = self.since_boot()
        return self.monotonic() if since_boot is None else since_boot

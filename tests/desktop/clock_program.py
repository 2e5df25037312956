"""The app on a computer that a test can put to sleep, with looks at its clocks four times a second.

``SLEPT`` names a file of two numbers of seconds: by how much the wall clock has been moved since the start,
and how much of that was sleep, which the time since boot counts and the monotonic clock does not. Once the
wall clock shows them, they are copied to the file that ``SEEN`` names. The wall clock is libfaketime's, see
``moved_clock``; child processes have the real one. Under libfaketime 0.9.10 ``time.sleep`` fails (EINVAL),
because a wait until a moment of the monotonic clock is converted as one of the wall clock: here it waits for
a span. ``JUST_BACK`` is for how many seconds no card comes after a jump.
"""

import os
import select
import sys
import time
from datetime import timedelta
from functools import partial
from pathlib import Path

from intermezzo import cli
from intermezzo.app import composition
from intermezzo.app.runtime.scheduler import Scheduler
from intermezzo.core.scheduling import decision


class Boottime:
    """The time since boot; a sleep counts as soon as the wall clock shows it."""

    def __init__(self, path: Path, seen: Path) -> None:
        self._path, self._seen = path, seen
        self._read = time.clock_gettime
        self._start = time.time() - self._read(time.CLOCK_BOOTTIME)
        self._slept, self._last = 0.0, ""

    def clock_gettime(self, clock: int) -> float:
        found = self._read(clock)
        if clock != time.CLOCK_BOOTTIME:
            return found
        text = self._path.read_text()
        moved, slept = map(float, text.split())
        if abs(time.time() - found - self._start - moved) < 1.0 and text != self._last:
            self._slept, self._last = slept, text
            self._seen.write_text(text)
        return found + self._slept


del os.environ["LD_PRELOAD"]
boottime = Boottime(Path(os.environ["SLEPT"]), Path(os.environ["SEEN"]))
vars(time).update(
    sleep=lambda seconds: select.select((), (), (), seconds), clock_gettime=boottime.clock_gettime
)
vars(decision).update(JUST_BACK=timedelta(seconds=float(os.environ["JUST_BACK"])))
vars(composition).update(Scheduler=partial(Scheduler, longest_wait=0.25))
sys.exit(cli.main())

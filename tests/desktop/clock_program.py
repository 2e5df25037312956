"""The app on a computer that a test can put to sleep, with looks at its clocks every second.

``SLEPT`` names a file with the seconds of sleep so far, which the time since boot counts and the monotonic
clock does not. The wall clock is libfaketime's, see ``moved_clock``; child processes have the real one. Under
libfaketime 0.9.10 ``time.sleep`` fails (EINVAL), because a wait until a moment of the monotonic clock is
converted as one of the wall clock: here it waits for a span.
"""

import os
import select
import sys
import time
from functools import partial
from pathlib import Path

from intermezzo import cli
from intermezzo.app import composition
from intermezzo.app.runtime.scheduler import Scheduler

_read = time.clock_gettime
_slept = Path(os.environ["SLEPT"])


def _clock_gettime(clock: int) -> float:
    return _read(clock) + (float(_slept.read_text()) if clock == time.CLOCK_BOOTTIME else 0.0)


del os.environ["LD_PRELOAD"]
vars(time).update(sleep=lambda seconds: select.select((), (), (), seconds), clock_gettime=_clock_gettime)
vars(composition).update(Scheduler=partial(Scheduler, longest_wait=1.0))
sys.exit(cli.main())

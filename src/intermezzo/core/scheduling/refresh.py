"""When a calendar is to be fetched again. Times vary by a seed, so that not all programs ask at once."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from intermezzo.core.scheduling.intervals import Interval

EVERY = timedelta(minutes=15)
SPREAD = 0.2
"""By what part an interval may be shorter or longer."""
NEAREST, FARTHEST = timedelta(minutes=2), timedelta(minutes=4)
"""How long before a slot, or before working time, the calendar is fetched."""
FIRST_RETRY, LAST_RETRY = timedelta(minutes=1), timedelta(hours=1)
"""The wait after the first fault, which doubles with each further one, and the longest."""


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """When the last answer came, good or bad, and the faults since the last good one.

    ``retry_after`` is after how many seconds the server wants to be asked again, 0 if it says nothing.
    """

    at: datetime
    failures: int = 0
    retry_after: float = 0.0


def next_refresh(
    now: datetime, last: LastAnswer | None, work: Sequence[Interval], slot: datetime | None, seed: str
) -> datetime | None:
    """Return when to fetch next, ``now`` if it is due; None if there is no working time left in ``work``.

    ``work`` is sorted; ``slot`` is the start of the next planned session. The result is the same until one
    of these changes. An answer from the future came before the clock was set back: it counts as none.
    """
    if last is None or last.at > now:
        due = now
    else:
        due = last.at + _wait(last.failures) * (1 + SPREAD * (2 * _chance(seed, last.at) - 1))
        if slot is not None and last.at < slot - FARTHEST:
            due = min(due, _before(slot, seed))
        due = max(now, due, last.at + timedelta(seconds=last.retry_after))
    later = next((one for one in work if one.end > due), None)
    if later is None:
        return None
    return max(due, _before(later.start, seed))


def _wait(failures: int) -> timedelta:
    return EVERY if failures == 0 else min(FIRST_RETRY * (1 << min(failures - 1, 10)), LAST_RETRY)


def _before(moment: datetime, seed: str) -> datetime:
    return moment - NEAREST - (FARTHEST - NEAREST) * _chance(seed, moment)


def _chance(seed: str, moment: datetime) -> float:
    """Return a number from 0 to 1 that looks random."""
    return zlib.crc32(f"{seed} {moment.timestamp()}".encode()) / 2**32

"""The one file that knows APScheduler: it fires everything, in the GUI thread, from one timer.

APScheduler's QtScheduler keeps what ``QTimer.singleShot`` returns, which is None under PySide6: it never
stops a timer, and every change of a job starts another chain of them. Here one owned timer is restarted
instead. Its wait is capped, so that a suspend or a jump of the clock is noticed within half a minute.
"""

import logging
from collections import deque
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from math import ceil

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.executors.base import BaseExecutor, run_job
from apscheduler.job import Job
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.qt import QtScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.date import DateTrigger
from PySide6.QtCore import QObject, QTimer, Signal

LONGEST_WAIT = 30.0
"""Seconds between two looks at the jobs while there are any."""

_DAY = timedelta(days=1)


class Scheduler(QObject):
    """Calls back at a moment, every so many seconds, or once a day. Of several by one name the last holds.

    Late is late, never dropped: whoever is called decides whether it still matters. Several missed runs
    become one.
    """

    failed = Signal(str, str)
    """(name of the job, one line): a callback raised. The traceback is in the log, the other jobs go on."""

    def __init__(
        self,
        now: Callable[[], datetime],
        parent: QObject | None = None,
        *,
        longest_wait: float = LONGEST_WAIT,
    ) -> None:
        """``now`` gives the present as an aware datetime; ``longest_wait`` is in seconds."""
        super().__init__(parent)
        # One line a run would fill the log; what goes wrong there is a warning or worse.
        logging.getLogger("apscheduler").setLevel(logging.WARNING)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._here = _Here()
        self._scheduler = _Scheduler(self._timer, self._here, now, longest_wait)
        self._scheduler.add_listener(self._on_error, EVENT_JOB_ERROR)
        self._timer.timeout.connect(self._on_timeout)
        self._scheduler.start()

    def at(self, name: str, moment: datetime, callback: Callable[[], object]) -> None:
        """Call once at an aware ``moment``, at once if it has passed."""
        self._put(name, DateTrigger(run_date=moment.astimezone(UTC)), callback)

    def every(self, name: str, seconds: float, callback: Callable[[], object]) -> None:
        """Call every ``seconds``, the first time after that span; a clock set back does not silence it."""
        self._put(name, Every(seconds), callback)

    def daily(self, name: str, at: time, zone: tzinfo, callback: Callable[[], object]) -> None:
        """Call once each local day at ``at`` in ``zone``."""
        self._put(name, Daily(at, zone), callback)

    def cancel(self, name: str) -> None:
        """Forget a job; an unknown name is fine."""
        self._here.drop(name)
        try:
            self._scheduler.remove_job(name)
        except JobLookupError:
            return

    def stop(self) -> None:
        """Stop for good: nothing is called any more, not even what was due in this very moment."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _put(self, name: str, trigger: BaseTrigger, callback: Callable[[], object]) -> None:
        self._here.drop(name)
        self._scheduler.add_job(
            callback,
            trigger,
            id=name,
            name=name,
            replace_existing=True,
            coalesce=True,
            misfire_grace_time=None,
        )

    def _on_timeout(self) -> None:
        self._scheduler.look()

    def _on_error(self, event: JobExecutionEvent) -> None:
        self.failed.emit(event.job_id, f"{type(event.exception).__name__}: {event.exception}")


class _Here(BaseExecutor):
    """Runs jobs in the thread of the event loop, after the scheduler has finished its own round.

    Not inside the round: there the scheduler would, after the call, remove the very job that the callback
    has just put in its own place.
    """

    def __init__(self) -> None:
        super().__init__()
        self._due: deque[tuple[Job, list[datetime]]] = deque()

    def _do_submit_job(self, job: Job, run_times: list[datetime]) -> None:
        self._due.append((job, run_times))

    def run(self) -> None:
        while self._due:
            job, run_times = self._due.popleft()
            self._run_job_success(job.id, run_job(job, job._jobstore_alias, run_times, self._logger.name))  # noqa: SLF001 - as its own executors do

    def drop(self, name: str) -> None:
        for job, run_times in tuple(self._due):
            if job.id == name:
                self._due.remove((job, run_times))
                self._run_job_success(name, [])

    def shutdown(self, wait: bool = True) -> None:  # noqa: ARG002, FBT001, FBT002 - the library's signature
        self._due.clear()


class _Scheduler(QtScheduler):
    """QtScheduler over one timer that it does not own."""

    def __init__(self, timer: QTimer, here: _Here, now: Callable[[], datetime], longest_wait: float) -> None:
        self._one = timer
        self._here = here
        self._now = now
        self._longest_wait = longest_wait
        # The zone only labels times here; without it the library would go looking for the local one.
        super().__init__(timezone=UTC, executors={"default": here})

    def look(self) -> None:
        """One round: mend what a clock set back has put too far off, then run what is due."""
        self._mend()
        self._process_jobs()
        self._here.run()

    def _mend(self) -> None:
        now = self._now()
        for job in self.get_jobs():
            if isinstance(job.trigger, Every | Daily):
                fresh = job.trigger.get_next_fire_time(None, now)
                if job.next_run_time - fresh > job.trigger.slack:
                    job.modify(next_run_time=fresh)

    def _start_timer(self, wait_seconds: float | None) -> None:
        if wait_seconds is None:
            self._one.stop()
        else:
            self._one.start(ceil(min(wait_seconds, self._longest_wait) * 1000))

    def _stop_timer(self) -> None:
        self._one.stop()


class Every(BaseTrigger):
    """Fires every ``seconds``, the first time after one span.

    After a jump of the clock it fires once and counts from there; the scheduler's own interval trigger
    would list every run in between, ten years of them after a jump of ten years.
    """

    slack = timedelta(seconds=1)

    def __init__(self, seconds: float) -> None:
        self._span = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """Return the next moment, in the future of ``now``."""
        if previous_fire_time is not None and previous_fire_time + self._span > now:
            return previous_fire_time + self._span
        return now + self._span


class Daily(BaseTrigger):
    """Fires once per local day at ``at`` in ``zone``, also on days with 23 or 25 hours.

    In the autumn fold the first of the two is meant; a time that the spring gap leaves out fires an hour
    later. The scheduler's own cron trigger fires twice in the fold.
    """

    slack = timedelta(hours=26)

    def __init__(self, at: time, zone: tzinfo) -> None:
        self._at = at.replace(tzinfo=None, fold=0)
        self._zone = zone

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """Return the next moment in UTC, after both ``now`` and the previous one."""
        after = now if previous_fire_time is None else max(previous_fire_time, now)
        day = after.astimezone(self._zone).date() - _DAY
        while self._on(day) <= after:
            day += _DAY
        return self._on(day)

    def _on(self, day: date) -> datetime:
        return datetime.combine(day, self._at, tzinfo=self._zone).astimezone(UTC)

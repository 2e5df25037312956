"""Runs jobs at their time with APScheduler, in the GUI thread, from one timer.

APScheduler's QtScheduler keeps what ``QTimer.singleShot`` returns, which is None under PySide6: it never
stops a timer, and every change of a job starts another chain of them. Here one timer is restarted instead.
Its wait is capped, so that a suspend or a jump of the clock is noticed within half a minute. APScheduler
knows only the wall clock; what waits for a span is put right by a clock that nobody sets.
"""

import logging
from collections import deque
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from math import ceil, inf

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.executors.base import BaseExecutor, run_job
from apscheduler.job import Job
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.qt import QtScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.date import DateTrigger
from PySide6.QtCore import QObject, Qt, QTimer, Signal

LONGEST_WAIT = 31.0
"""Seconds between two looks at the jobs while there are any: a little more than between two turns."""
DRIFT = 1.0
"""Seconds that the wall clock may gain or lose before it counts as having been set."""

_DAY = timedelta(days=1)


class Scheduler(QObject):
    """Calls back at a moment, after a span, at an interval, or once a day.

    A new job replaces that of the same name. A job that is late is run all the same; several missed runs
    become one. Whoever has a job at a moment puts it again when the clock has ``jumped``.
    """

    failed = Signal(str, str)
    """A callback raised: (name of the job, exception in one line). The log has the traceback."""
    jumped = Signal()
    """The wall clock was set forward or back."""

    def __init__(
        self,
        now: Callable[[], datetime],
        steady: Callable[[], float],
        parent: QObject | None = None,
        *,
        longest_wait: float = LONGEST_WAIT,
    ) -> None:
        """``now`` returns an aware datetime, ``steady`` the seconds of a clock that is never set."""
        super().__init__(parent)
        # It logs a line for each run; faults are warnings or worse.
        logging.getLogger("apscheduler").setLevel(logging.WARNING)
        # A coarse timer fires up to 5 % early, when nothing is due: each job would wake the process thrice.
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._executor = _LoopExecutor()
        self._steady = steady
        self._scheduler = _Scheduler(self._timer, self._executor, now, longest_wait)
        self._scheduler.add_listener(self._on_error, EVENT_JOB_ERROR)
        self._now = now
        self._ahead = inf, -inf
        """Seconds by which the wall clock was ahead of the steady one since it was set: least and most."""
        self._compare_clocks()
        self._timer.timeout.connect(self._look)
        self._scheduler.start()

    def at(self, name: str, moment: datetime, callback: Callable[[], object]) -> None:
        """Call once at an aware ``moment``, at once if it has passed."""
        # Without a zone the library would look for the local one.
        self._put(name, DateTrigger(moment, timezone=UTC), callback)

    def after(self, name: str, seconds: float, callback: Callable[[], object]) -> None:
        """Call once after ``seconds``, however the wall clock is set; at once if they are negative."""
        self._put(name, After(seconds, self._now, self._steady), callback)

    def every(self, name: str, seconds: float, callback: Callable[[], object]) -> None:
        """Call every ``seconds``, the first time after that span, also after the clock was set back."""
        self._put(name, Every(seconds), callback)

    def daily(self, name: str, at: time, zone: tzinfo, callback: Callable[[], object]) -> None:
        """Call once each local day at ``at`` in ``zone``."""
        self._put(name, Daily(at, zone), callback)

    def cancel(self, name: str) -> None:
        """Remove a job; an unknown name is fine."""
        self._executor.drop(name)
        try:
            self._scheduler.remove_job(name)
        except JobLookupError:
            return

    def stop(self) -> None:
        """Stop for good: nothing is called any more, not even what is due now."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _put(self, name: str, trigger: BaseTrigger, callback: Callable[[], object]) -> None:
        self._compare_clocks()
        self._executor.drop(name)
        self._scheduler.add_job(
            callback,
            trigger,
            id=name,
            name=name,
            replace_existing=True,
            coalesce=True,
            misfire_grace_time=None,
        )

    def _look(self) -> None:
        ahead = self._compare_clocks()
        least, most = self._ahead
        jumped = most - least > DRIFT
        if jumped:
            self._ahead = ahead, ahead
            self._scheduler.put_right()
        self._scheduler.run_due()
        if jumped:
            self.jumped.emit()

    def _compare_clocks(self) -> float:
        """Note and return by how many seconds the wall clock is ahead of the steady one."""
        ahead = self._now().timestamp() - self._steady()
        least, most = self._ahead
        self._ahead = min(least, ahead), max(most, ahead)
        return ahead

    def _on_error(self, event: JobExecutionEvent) -> None:
        self.failed.emit(event.job_id, f"{type(event.exception).__name__}: {event.exception}")


class _LoopExecutor(BaseExecutor):
    """Runs jobs in the thread of the event loop, after the scheduler's own round.

    Inside the round the scheduler would, after the call, remove a job by which the callback has just
    replaced itself.
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
    """QtScheduler that uses a timer of its caller."""

    def __init__(
        self, timer: QTimer, executor: _LoopExecutor, now: Callable[[], datetime], longest_wait: float
    ) -> None:
        self._one = timer
        self._executor = executor
        self._now = now
        self._longest_wait = longest_wait
        # Without a zone the library would look for the local one.
        super().__init__(timezone=UTC, executors={"default": executor})

    def put_right(self) -> None:
        """Reschedule what a clock that was set has put too far off or too near."""
        now = self._now()
        for job in self.get_jobs():
            if not isinstance(job.trigger, After | Every | Daily):
                continue
            fresh = job.trigger.get_next_fire_time(None, now)
            early = isinstance(job.trigger, After) and fresh - job.next_run_time > job.trigger.slack
            if early or job.next_run_time - fresh > job.trigger.slack:
                job.modify(next_run_time=fresh)

    def run_due(self) -> None:
        """Run what is due."""
        self._process_jobs()
        self._executor.run()

    def _start_timer(self, wait_seconds: float | None) -> None:
        if wait_seconds is None:
            self._one.stop()
        else:
            self._one.start(ceil(min(wait_seconds, self._longest_wait) * 1000))

    def _stop_timer(self) -> None:
        self._one.stop()


class After(BaseTrigger):
    """Fires once, ``seconds`` after it was made by the clock ``steady``."""

    slack = timedelta(seconds=1)

    def __init__(self, seconds: float, now: Callable[[], datetime], steady: Callable[[], float]) -> None:
        self._now = now
        self._steady = steady
        self._due = steady() + seconds

    def get_next_fire_time(self, previous_fire_time: datetime | None, _now: datetime) -> datetime | None:
        """Return the moment by the wall clock as it is now; None once it has fired."""
        if previous_fire_time is not None:
            return None
        return self._now() + timedelta(seconds=max(0.0, self._due - self._steady()))


class Every(BaseTrigger):
    """Fires every ``seconds``, the first time after one interval.

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

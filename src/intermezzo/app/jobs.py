"""Jobs at set times: the nightly backup and the summary of the week."""

import logging
from datetime import datetime, time
from functools import partial

from intermezzo.app.context import Context
from intermezzo.app.day import DayController
from intermezzo.app.notifications import Notifications
from intermezzo.core.faults import Fault, message
from intermezzo.core.scheduling.week_summary_time import is_stale, summary_at
from intermezzo.engine.week import Week, load

BACKUP_AT = time(3, 30)
AFTER_START = 600.0
"""A backup is made this many seconds after the start too: many computers are off at night."""
AGAIN = 3600.0
"""After a summary the next one is scheduled so many seconds later, when its own moment has passed."""
BACKUP_LIMIT = 60.0
WEEK_LIMIT = 10.0

_log = logging.getLogger(__name__)


class Jobs:
    """Schedules the jobs, again whenever the settings, the clock or the time zone change."""

    def __init__(self, context: Context, day: DayController, notifications: Notifications) -> None:
        self._context = context
        self._notifications = notifications
        context.scheduler.after("backup at start", AFTER_START, self.back_up)
        context.settings.changed.connect(self.schedule)
        context.scheduler.jumped.connect(self.schedule)
        day.zone_changed.connect(self.schedule)
        self.schedule()

    def schedule(self) -> None:
        """Schedule what depends on working hours and time zone."""
        context = self._context
        engine, scheduler = context.engine, context.scheduler
        scheduler.daily("backup", BACKUP_AT, engine.state.zone, self.back_up)
        due = summary_at(engine.state.settings, engine.state.zone, context.now())
        scheduler.at("week", due, partial(self.summarise, due))

    def back_up(self) -> None:
        """Make the nightly backup."""
        context = self._context

        def on_fault(fault: Fault) -> None:
            context.notices.set("backup", message("backup.failed", why=fault.message))

        context.worker.submit(
            "store.backup", partial(context.store.backup, context.today()),
            lambda _path: context.notices.clear("backup"), on_fault, BACKUP_LIMIT,
        )  # fmt: skip

    def summarise(self, due: datetime) -> None:
        """Show the summary of the week that was due then, unless it is stale."""
        context = self._context
        context.scheduler.after("week again", AGAIN, self.schedule)
        if is_stale(due, context.now()):
            return

        def on_loaded(week: Week) -> None:
            context.notices.show("week", f"{week.view.title}. {week.view.line}".strip())
            if context.settings.current.offer == "notification":
                self._notifications.show(week.view.title, week.view.line)

        context.worker.submit(
            "store.week", partial(load, context.store, "", context.today()), on_loaded,
            lambda fault: _log.warning("%s", fault), WEEK_LIMIT,
        )  # fmt: skip

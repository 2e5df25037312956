"""What comes by itself beside the offers: the nightly copy, and the week's summary."""

import logging
from datetime import datetime, time, timedelta
from functools import partial

from intermezzo.app import weeks
from intermezzo.app.day import DayController
from intermezzo.app.notifications import Notifications
from intermezzo.core.faults import Fault
from intermezzo.presenters import _
from intermezzo.presenters.messages import tell

BACKUP_AT = time(3, 30)
SOON = timedelta(minutes=10)
"""After the start, for those whose computer sleeps at night."""
STALE = timedelta(hours=3)
"""A summary that comes later than this, after a sleep, is no longer about the week that it should tell of."""

_log = logging.getLogger(__name__)


class Jobs:
    """Sets the jobs, again whenever hours or zone changed."""

    def __init__(self, desk: DayController, attention: Notifications) -> None:
        self._desk = desk
        self._attention = attention
        desk.ticker.at("backup at start", desk.now() + SOON, self.back_up)

    def set_times(self) -> None:
        """Set what depends on hours and zone."""
        desk = self._desk
        desk.ticker.daily("backup", BACKUP_AT, desk.engine.zone, self.back_up)
        moment = weeks.summary_at(desk.engine.settings, desk.engine.zone, desk.now())
        desk.ticker.at("week", moment, partial(self.summarise, moment))

    def back_up(self) -> None:
        """Make the nightly copy."""
        desk = self._desk
        today = desk.engine.recorder.day(desk.now())

        def done(_path: object) -> None:
            desk.status.pop("backup", None)

        def wrong(fault: Fault) -> None:
            desk.status["backup"] = _("The nightly copy was not made: {why}").format(why=tell(fault))
            desk.changed.emit()

        desk.worker.submit("store.backup", partial(desk.store.backup, today), done, wrong, 60.0)

    def summarise(self, moment: datetime) -> None:
        """Tell of the week, quietly, at the end of its last working day."""
        desk = self._desk
        self._desk.ticker.at("week again", desk.now() + timedelta(hours=1), self.set_times)
        if desk.now() - moment > STALE:
            return
        today = desk.engine.recorder.day(desk.now())

        def found(week: weeks.Week) -> None:
            desk.tell("week", f"{week.view.title} {week.view.line}".strip())
            if desk.engine.settings.notify:
                self._attention.tell(week.view.title, week.view.line)

        desk.worker.submit(
            "store.week", partial(weeks.load, desk.store, "", today), found,
            lambda fault: _log.warning("%s", fault), 10.0,
        )  # fmt: skip

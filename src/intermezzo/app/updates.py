"""The quiet look for a newer version: off until somebody turns it on, and at most once a week."""

import logging
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from intermezzo.adapters.calendars.fetch.process import ask
from intermezzo.adapters.calendars.fetch.protocol import Request
from intermezzo.adapters.newest_version import LastCheck, load, save
from intermezzo.adapters.system.identity import RELEASES
from intermezzo.adapters.system.network import has_route
from intermezzo.app.context import Context
from intermezzo.core.faults import Message
from intermezzo.core.newest_version import is_due
from intermezzo.core.settings import Calendar, Settings

PAGE = Calendar(RELEASES, kind="address")
"""The page of releases, as the child that fetches takes it."""
AFTER_START = 60.0
AGAIN = 6 * 3600.0
"""Seconds after which it is looked again whether a week has gone by."""
LIMIT = 40.0
"""Seconds for one look; the child that asks ends sooner."""
_JOB = "newest version"

_log = logging.getLogger(__name__)


class Updates(QObject):
    """Knows what the page of releases said last; ``changed`` follows each look. Only Settings shows it."""

    changed = Signal()

    def __init__(
        self, context: Context, parent: QObject, why_not: Message | None, *, page: Calendar = PAGE
    ) -> None:
        """``why_not`` is why nobody is asked here, whatever the setting."""
        super().__init__(parent)
        self.why_not = why_not
        self.asked: LastCheck | None = None
        """What is known while the setting is on."""
        self._context = context
        self._page = page
        self._on = False
        if why_not is None:
            context.settings.changed.connect(self._follow)
            self._on = context.settings.current.updates
            if self._on:
                context.scheduler.after(_JOB, AFTER_START, self.look)

    def _follow(self, settings: Settings) -> None:
        """Look at once if the setting was turned on, and no more if it was turned off."""
        if settings.updates == self._on:
            return
        self._on = settings.updates
        if self._on:
            self.look()
        else:
            self._context.scheduler.cancel(_JOB)
            self._show(None)

    def look(self) -> None:
        """Read what was said last, and ask again if that is a week ago."""
        context = self._context
        context.scheduler.after(_JOB, AGAIN, self.look)
        context.worker.submit(
            "updates.look", partial(_look, context.paths.newest_version, self._page, context.now()),
            self._show, lambda fault: _log.warning("%s", fault), LIMIT,
        )  # fmt: skip

    def _show(self, asked: LastCheck | None) -> None:
        self.asked = asked if self._on else None
        self.changed.emit()


def _look(path: Path, page: Calendar, now: datetime) -> LastCheck | None:
    """Return what was said last, after asking again if that is due and there is a network.

    The time is written down before: where it cannot be, nobody is asked, so that it stays once a week.
    """
    known = load(path)
    if not is_due(known.at if known else None, now) or not (page.local_network or has_route()):
        return known
    asked = LastCheck(now, known.newest if known else "")
    try:
        save(path, asked)
        if version := _newest(page):
            asked = replace(asked, newest=version)
            save(path, asked)
    except OSError as error:
        _log.warning("%s", error)
    return asked


def _newest(page: Calendar) -> str:
    """Return the version that the page names; empty if it gives no answer of that kind."""
    (answer,) = ask([Request("release", page)])
    if answer.fault is not None:
        _log.info("the page of releases: %s", answer.fault.code)
        return ""
    return answer.documents[0].decode()

"""Desktop notifications: an offer that is not a card, and the week's summary."""

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from intermezzo.adapters.notify import Notifier
from intermezzo.app.runtime.worker import Worker
from intermezzo.core.faults import Fault
from intermezzo.core.scheduling.due_time import PATIENCE
from intermezzo.engine.active_session import OpenOffer
from intermezzo.presenters.card import ACTIONS
from intermezzo.presenters.views import NotificationView

SHOWN_SECONDS = 30.0
"""How long a notification without buttons is shown."""
LIMIT = 5.0
LOOK_MS = 500
"""Between two questions whether one of its buttons was pressed."""

_log = logging.getLogger(__name__)


class Notifications(QObject):
    """Follows the open offer."""

    failed = Signal()
    """The notification of the open offer could not be shown."""

    def __init__(
        self, notifier: Notifier, worker: Worker, dispatch: Callable[[tuple[str, ...]], object],
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._notifier = notifier
        self._worker = worker
        self._dispatch = dispatch
        self._followed = ""
        """Identifies the open offer."""
        self._shown: NotificationView | None = None
        """Its notification, if one was sent."""
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    def follow(self, offer: OpenOffer | None, view: NotificationView | None) -> None:
        """Notify of a new offer, unless ``view`` is None: then it is a card. Close what was shown before.

        What an open offer says may change, as when a meeting comes up; its notification then changes too.
        """
        mark = f"{offer.occurrence} {offer.since}" if offer is not None else ""
        if mark == self._followed:
            if self._shown is not None and view is not None and view != self._shown:
                self._shown = view
                self._notify(self._notifier.update, view)
            return
        self._followed = mark
        before, self._shown = self._shown, view
        if view is not None:
            self._notify(self._notifier.notify, view)
            self._timer.start()
        elif before is not None:
            self._timer.stop()
            self._submit(self._notifier.close)

    def _notify(self, how: Callable[..., None], view: NotificationView) -> None:
        self._submit(partial(how, view.title, view.body, PATIENCE.total_seconds(), view.buttons), self._fail)

    def end(self) -> None:
        """Take down the notification of an offer: nothing could answer it once the app has ended."""
        self._timer.stop()
        if self._shown is not None:
            self._shown = None
            self._submit(self._notifier.close)

    def show(self, title: str, line: str) -> None:
        """Show a notification without buttons."""
        self._submit(partial(self._notifier.notify, title, line, SHOWN_SECONDS))

    def _look(self) -> None:
        self._timer.stop()  # until the answer is here: with a hung daemon the calls would pile up
        self._worker.submit("notify.actions", self._notifier.actions, self._on_actions, self._on_fault, LIMIT)

    def _on_actions(self, keys: tuple[str, ...]) -> None:
        if self._shown is not None:
            self._timer.start()
        for key in keys:
            if key in ACTIONS:
                self._dispatch(ACTIONS[key])

    def _submit(self, call: Callable[[], None], on_failed: Callable[[], None] = lambda: None) -> None:
        def on_fault(fault: Fault) -> None:
            self._on_fault(fault)
            on_failed()

        self._worker.submit("notify.offer", call, lambda _none: None, on_fault, LIMIT)

    def _fail(self) -> None:
        if self._shown is not None:  # else the offer has closed meanwhile
            self._shown = None
            self._timer.stop()
            self.failed.emit()

    def _on_fault(self, fault: Fault) -> None:
        _log.info("no notification: %s", fault)

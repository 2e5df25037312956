"""Desktop notifications: one for each offer, and one for the week's summary."""

import logging
from collections.abc import Callable
from datetime import tzinfo
from functools import partial

from PySide6.QtCore import QObject, QTimer

from intermezzo.adapters.notify import Delivery, Notifier
from intermezzo.app.runtime.worker import Worker
from intermezzo.core.faults import Fault
from intermezzo.core.scheduling.due_time import PATIENCE
from intermezzo.engine.active_session import OpenOffer
from intermezzo.presenters.card import ACTIONS, action_labels, offer_text

SHOWN_SECONDS = 30.0
"""How long a notification without buttons is shown."""
LIMIT = 5.0
LOOK_MS = 500
"""Between two questions whether one of its buttons was pressed."""

_log = logging.getLogger(__name__)


class Notifications(QObject):
    """Follows the open offer. A failure is only logged: the card shows the offer too."""

    def __init__(
        self, notifier: Notifier, worker: Worker, dispatch: Callable[[tuple[str, ...]], object],
        parent: QObject | None = None, *, floats: bool,
    ) -> None:  # fmt: skip
        """``floats``: the card shows itself; where it cannot, the notification has its buttons."""
        super().__init__(parent)
        self._notifier = notifier
        self._worker = worker
        self._dispatch = dispatch
        self._floats = floats
        self._shown = ""
        """Identifies the offer that was notified of."""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)

    def follow(self, offer: OpenOffer | None, zone: tzinfo, *, wanted: bool) -> None:
        """Notify of a new offer, where the user wants that; close the notification with the offer."""
        mark = f"{offer.occurrence} {offer.since}" if offer is not None else ""
        if mark == self._shown:
            return
        before, self._shown = self._shown, mark
        if offer is None:
            self._timer.stop()
            if before:
                self._submit(self._notifier.close)
        elif wanted or not self._floats:
            self._show_offer(offer, zone)

    def show(self, title: str, line: str) -> None:
        """Show a notification without buttons."""
        self._submit(partial(self._notifier.notify, title, line, SHOWN_SECONDS))

    def _show_offer(self, offer: OpenOffer, zone: tzinfo) -> None:
        title, body = offer_text(offer.session, offer.free_until, zone)
        if self._floats:
            self.show(title, body)
            return
        seconds = PATIENCE.total_seconds()
        self._submit(partial(self._notifier.notify, title, body, seconds, action_labels()))
        self._timer.start()

    def _look(self) -> None:
        self._timer.stop()  # until the answer is here: with a hung daemon the calls would pile up
        self._worker.submit("notify.actions", self._notifier.actions, self._on_actions, self._on_fault, LIMIT)

    def _on_actions(self, keys: tuple[str, ...]) -> None:
        if self._shown:
            self._timer.start()
        for key in keys:
            if key in ACTIONS:
                self._dispatch(ACTIONS[key])

    def _submit(self, call: Callable[[], Delivery]) -> None:
        self._worker.submit("notify.offer", call, self._on_delivery, self._on_fault, LIMIT)

    def _on_delivery(self, delivery: Delivery) -> None:
        if not delivery.sent:
            _log.info("no notification: %s", delivery.why)

    def _on_fault(self, fault: Fault) -> None:
        _log.info("no notification: %s", fault)

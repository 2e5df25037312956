"""Calls attention to an offer with one notification; where a card cannot float, it is the offer's door."""

import logging
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer

from intermezzo.adapters.notify import Delivery, Notifier
from intermezzo.app.runtime.worker import Worker
from intermezzo.core.faults import Fault
from intermezzo.core.practice.model import Kind
from intermezzo.engine.active_session import OpenOffer
from intermezzo.engine.engine import PATIENCE
from intermezzo.presenters import _
from intermezzo.presenters.durations import length

STANDS = 30.0
"""Seconds that a notification beside a card stands."""
LIMIT = 5.0
LOOK_MS = 500
"""Between two looks at whether one of its buttons was pressed, while one with buttons stands."""

_log = logging.getLogger(__name__)


class Notifications(QObject):
    """One notification an offer, gone when the offer is. The card is the truth: failure is for the log."""

    def __init__(
        self, notifier: Notifier, worker: Worker, say: Callable[[tuple[str, ...]], None],
        parent: QObject | None = None, *, floats: bool,
    ) -> None:  # fmt: skip
        """``floats``: a card can stand above without the focus; where not, the notification has buttons."""
        super().__init__(parent)
        self._notifier = notifier
        self._worker = worker
        self._say = say
        self._floats = floats
        self._noticed = ""
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self._look)

    def follow(self, offer: OpenOffer | None, *, wanted: bool) -> None:
        """Notify of a new offer where the user wants that, and take the notification down with the offer."""
        mark = f"{offer.occurrence} {offer.since}" if offer is not None else ""
        if mark == self._noticed:
            return
        before, self._noticed = self._noticed, mark
        if offer is None:
            self._looking.stop()
            if before:
                self._submit(self._notifier.close)
        elif wanted or not self._floats:
            self._offer(offer)

    def tell(self, title: str, line: str) -> None:
        """Show a notification about something else than an offer."""
        self._submit(partial(self._notifier.notify, title, line, STANDS))

    def _offer(self, offer: OpenOffer) -> None:
        title = _("{title} · {length}").format(
            title=offer.session.title, length=length(offer.session.seconds)
        )
        body = (
            _("A micro-session fits here. Begin on the card, or with: intermezzo answer begin")
            if offer.session.kind is Kind.MICRO
            else _("A movement fits here. Begin on the card, or with: intermezzo answer begin")
        )
        if self._floats:
            self.tell(title, body)
            return
        labels = tuple((key, label) for key, (label, _words) in _actions().items())
        self._submit(partial(self._notifier.notify, title, body, PATIENCE.total_seconds(), labels))
        self._looking.start()

    def _look(self) -> None:
        self._looking.stop()  # until this look has come back: a hung daemon must not pile them up
        self._worker.submit("notify.actions", self._notifier.actions, self._on_keys, self._on_fault, LIMIT)

    def _on_keys(self, keys: tuple[str, ...]) -> None:
        if self._noticed:
            self._looking.start()
        known = _actions()
        for key in keys:
            if key in known:
                self._say(known[key][1])

    def _submit(self, call: Callable[[], Delivery]) -> None:
        self._worker.submit("notify.offer", call, self._on_outcome, self._on_fault, LIMIT)

    def _on_outcome(self, outcome: Delivery) -> None:
        if not outcome.sent:
            _log.info("no notification: %s", outcome.why)

    def _on_fault(self, fault: Fault) -> None:
        _log.info("no notification: %s", fault)


def _actions() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    return {
        "default": (_("Show the card"), ("show", "card")),
        "begin": (_("Begin"), ("answer", "begin")),
        "snooze": (_("Snooze"), ("answer", "snooze")),
        "skip": (_("Skip this one"), ("answer", "skip")),
    }

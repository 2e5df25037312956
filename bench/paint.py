"""From an offer to the first paint of the card: cold, and warm with the hidden card."""

import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from intermezzo.adapters.system import resources
from intermezzo.app import views
from intermezzo.core.override import override
from intermezzo.ui.kit import style
from intermezzo.ui.offer.card import OfferCard
from tools.gallery.history import history

WARM = 20


class _Paints(QObject):
    """Event filter that records the first paint of the card."""

    at = 0.0

    @override
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Paint and not self.at:
            self.at = time.perf_counter()
        return False


@contextmanager
def application() -> Iterator[QApplication]:
    """Return the application of this process, with the light look and our fonts."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("a measurement of windows needs a QApplication")
    style.load_fonts(resources.assets())
    style.apply(app, dark=False)
    yield app


def measure() -> dict[str, object]:
    """Return milliseconds: cold creates the card, warm shows the hidden one (median and worst of 20)."""
    with application() as app, history() as (engine, now, _week):
        paints = _Paints()

        def shown(card: OfferCard | None) -> tuple[OfferCard, float]:
            paints.at = 0.0
            start = time.perf_counter()
            view = views.card(engine, now)
            if view is None:
                raise RuntimeError("the made-up history must end with an offer")
            if card is None:
                card = OfferCard()
                card.installEventFilter(paints)
            card.set_view(view)
            card.place(None)
            card.show()
            while not paints.at:
                app.processEvents()
            return card, (paints.at - start) * 1000

        card, cold = shown(None)
        warm = []
        for _run in range(WARM):
            card.hide()
            app.processEvents()
            warm.append(shown(card)[1])
        card.hide()
        return {
            "cold_ms": round(cold, 1),
            "warm_ms_p50": round(statistics.median(warm), 1),
            "warm_ms_max": round(max(warm), 1),
        }

"""A label whose text changes every second tells the layout around it only what needs another height."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from intermezzo.core.override import override
from intermezzo.ui.kit.texts import Eyebrow
from intermezzo.ui.player.held_label import HeldLabel


class _Requests(QObject):
    """Count how often a window is asked to lay itself out."""

    count = 0

    @override
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_a_text_is_told_only_when_it_needs_another_height(dressed: QApplication) -> None:
    window, label = QWidget(), Eyebrow()
    layout = QVBoxLayout(window)
    held = HeldLabel(label)
    held.set_text("Step 1 of 4 · 1:31 left")
    layout.addWidget(held)
    layout.addStretch(1)
    window.resize(260, 200)
    window.show()
    dressed.processEvents()
    requests = _Requests()
    window.installEventFilter(requests)
    one_line = held.height()

    def show(text: str) -> None:
        held.set_text(text)
        dressed.processEvents()

    show("Step 1 of 4 · 1:30 left")
    assert requests.count == 0
    assert (held.height(), label.geometry()) == (one_line, held.rect())
    show("Step 1 of 4 · the left side of both, and the third repetition of five · 1:29 left")
    assert requests.count > 0
    assert held.height() > one_line
    assert label.geometry() == held.rect()
    window.hide()
    show("Step 2 of 4 · 1:00 left")
    window.show()
    dressed.processEvents()
    assert held.height() == one_line
    window.close()

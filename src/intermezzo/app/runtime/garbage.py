"""Collect cyclic garbage in the GUI thread only.

Python collects in whatever thread has just allocated, and would delete a QObject that is in a reference cycle
there. Qt locks the connections of an object that it deletes, and PySide waits for the GIL meanwhile: a GUI
thread that has the GIL and waits for that lock then waits for ever.
"""

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QObject


def leave_alone() -> None:
    """Never look for garbage among what there is now: modules and parts of the app, which stay to its end.

    To look at them took 50 ms each time that old objects were due, amid a session too. What is garbage
    by now stays with the others: it is a few hundred objects, and to find them would take as long.
    """
    gc.freeze()


class GarbageCollection(QObject):
    """Collects what is due each time before the event loop waits; until it is stopped, nobody else does."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._dispatcher = QAbstractEventDispatcher.instance()
        self._dispatcher.aboutToBlock.connect(self._collect)

    def stop(self) -> None:
        """Let Python collect again."""
        self._dispatcher.aboutToBlock.disconnect(self._collect)
        gc.enable()

    def _collect(self) -> None:
        """Collect the oldest generation whose threshold has been exceeded, and all younger ones."""
        counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, most) in enumerate(counts) if count > most]
        if due:
            gc.collect(due[-1])

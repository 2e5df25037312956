"""A text with the room of a long one, so that nothing moves when it is said."""

from PySide6.QtGui import QResizeEvent

from intermezzo.core.override import override
from intermezzo.ui.kit.texts import BodyText

_LONG = "Straighten a knee, stay tall: three smooth ones. Next time it is one second longer, if you like it?"
"""About as long as what is said: one line where there is room for it, else two."""


class RoomyText(BodyText):
    """A text that is as high at every width as ``_LONG`` would be there, or higher if it is longer.

    ``times`` is how often as long a text has room.
    """

    def __init__(self, size: float, *, times: int = 1) -> None:
        super().__init__(size=size)
        self._long = BodyText(" ".join([_LONG] * times), size=size)
        self._long.setParent(self)
        self._long.hide()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self._long.heightForWidth(self.width()))

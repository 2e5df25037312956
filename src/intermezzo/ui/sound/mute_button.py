"""The player's switch for voice, tones and chime."""

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.key_names import describe_key
from intermezzo.ui.kit.widgets import QuietButton

_EDGE = 24


class MuteButton(QuietButton):
    """A checkable button in the upper left corner of ``stage``; M toggles it anywhere in the window."""

    muted = Signal(bool)

    def __init__(self, stage: QWidget) -> None:
        super().__init__("")
        self.setParent(stage)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe_key(self, "M")
        self.toggled.connect(lambda on: self.muted.emit(not on))
        self._shortcut = QShortcut(QKeySequence(Qt.Key.Key_M), stage.window())
        self._shortcut.activated.connect(self.toggle)

    def begin(self, name: str, *, on: bool = True) -> None:
        """Show the button with the ``name`` of what can be heard, switched ``on`` or off; "" hides it."""
        with QSignalBlocker(self):
            self.setChecked(on)
        self.setText(_("{name} · M").format(name=name))
        self.setAccessibleName(name)
        self._shortcut.setEnabled(bool(name))
        self.setVisible(bool(name))
        self._move_to_corner()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._move_to_corner()

    def _move_to_corner(self) -> None:
        self.adjustSize()
        self.move(style.px(_EDGE), style.px(_EDGE))

"""The player's switch for voice and tones."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.widgets import QuietButton

_EDGE = 24


class MuteButton(QuietButton):
    """A checkable button in the upper left corner of ``stage``; M toggles it anywhere in the window."""

    muted = Signal(bool)

    def __init__(self, stage: QWidget) -> None:
        super().__init__(_("Sound · M"), name=_("Sound"))
        self.setParent(stage)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleDescription("M")
        self.toggled.connect(self._on_toggled)
        self._shortcut = QShortcut(QKeySequence(Qt.Key.Key_M), stage.window())
        self._shortcut.activated.connect(self._on_key)
        stage.installEventFilter(self)

    def begin(self, *, audible: bool) -> None:
        """Show the button, switched on, if the session is ``audible``."""
        self.blockSignals(True)
        self.setChecked(True)
        self.blockSignals(False)
        self._shortcut.setEnabled(audible)
        self.setVisible(audible)
        self._move_to_corner()

    @override
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.StyleChange}:
            self._move_to_corner()
        return False

    def _move_to_corner(self) -> None:
        self.adjustSize()
        self.move(style.px(_EDGE), style.px(_EDGE))

    def _on_key(self) -> None:
        self.toggle()

    def _on_toggled(self, checked: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.muted.emit(not checked)

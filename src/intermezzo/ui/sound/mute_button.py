"""The player's switch for voice, tones and chime."""

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.plain import set_tooltip
from intermezzo.ui.kit.spoken import describe_key
from intermezzo.ui.kit.widgets import QuietButton
from intermezzo.ui.player.stage import Stage

_EDGE = 24


class MuteButton(QuietButton):
    """A checkable button in the upper left corner of ``stage``; M toggles it anywhere in the window.

    Where the ring would come too close to its words they are shorter, or in the tooltip alone.
    """

    muted = Signal(bool)

    def __init__(self, stage: Stage) -> None:
        super().__init__("")
        self._stage, self._name = stage, ""
        self.setParent(stage)
        stage.laid_out.connect(self._fit)
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
        self._name = name
        self.setAccessibleName(name)
        self._shortcut.setEnabled(bool(name))
        self.setVisible(bool(name))
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        """Take the place in the corner, with as many words as leave the ring alone."""
        whole = _("{name} · M").format(name=self._name)
        self.move(style.px(_EDGE), style.px(_EDGE))
        for words in (whole, self._name, ""):
            self.setText(words)
            self.adjustSize()
            if self._stage.is_clear(self.geometry()):
                break
        set_tooltip(self, "" if self.text() == whole else whole)

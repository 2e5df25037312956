"""The base of every window with the desktop's own frame."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QCloseEvent, QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.keys_sheet import Keys, KeysSheet, usual_keys
from intermezzo.ui.kit.screen import available_geometry

FRAME = (16, 40)
"""Width and height kept free for the desktop's frame, in logical pixels."""


class Window(QWidget):
    """A window that Esc and Ctrl+W close. ``?`` shows its keys, and F1 opens the user's guide.

    Children go into ``body``; ``padding`` is left, top, right, bottom, in logical pixels at 100 % text.
    """

    command = Signal(tuple)
    """Words to dispatch."""
    closed = Signal()
    went = Signal(str, QRect)
    """It is not shown any more: the name under which its place is kept, and where it was."""
    keeps_size = True
    """Whether a size that the user has given it is kept with its place."""
    accessible_role = QAccessible.Role.Window
    shows_own_keys = False
    """Whether it shows its keys in a way of its own."""

    def __init__(self, title: str, *, padding: tuple[int, int, int, int] = (26, 24, 26, 26)) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.set_title(title)
        self.is_leaving = False
        """Whether it is being closed."""
        self._fitted = QSize()
        """The size that it took last for what it shows."""
        self.made_for = style.scale()
        """The size of text that the window was laid out for."""
        self.body = QVBoxLayout(self)
        self.body.setSpacing(0)
        self.body.setContentsMargins(*(style.px(one) for one in padding))
        if not self.shows_own_keys:
            # A list would take the key for the beginning of a row's name.
            QShortcut(QKeySequence("?"), self).activated.connect(self.show_keys)
        self.setFocus()  # no control shows a focus ring until Tab is pressed

    def lie_over(self, owner: QWidget | None) -> None:
        """Be a sheet over a window, if there is one, and be deleted when it is closed."""
        if owner is not None:
            self.setParent(owner, Qt.WindowType.Dialog)
            self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def set_title(self, title: str) -> None:
        """Set the window's title, with the program's name last."""
        self.setWindowTitle(_("{title} · Intermezzo").format(title=title))

    def resize_within_screen(self, width: int, height: int) -> None:
        """Resize, to no more than fits on the screen; one that is shown moves up where it grows beyond it."""
        room = available_geometry(self)
        if room is not None:
            width, height = min(width, room.width() - FRAME[0]), min(height, room.height() - FRAME[1])
        grows = self.isVisible() and height > self.height()
        self.resize(width, height)
        if room is not None and grows:
            beyond = self.frameGeometry().bottom() - room.bottom()
            if beyond > 0:
                self.move(self.x(), max(room.top(), self.y() - beyond))

    def fit(self, width: int, height: int) -> None:
        """Take the size that it needs for what it shows."""
        self.resize_within_screen(width, height)
        self._fitted = self.size()

    @property
    def is_fitted(self) -> bool:
        """Whether it has the size that it needs, and the user gave it no other."""
        return self.size() == self._fitted

    def present(self) -> None:
        """Show the window that the user asked for in front, with the focus, so that its keys work at once.

        It is drawn before: a window is empty until its first picture, which takes longer than all later ones.
        """
        if not self.isVisible():
            self.grab()
        self.show()
        self.raise_()
        self.activateWindow()

    def toggle_full_screen(self) -> None:
        """Fill the whole screen, or return to the size before."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def place_name(self) -> str:
        """Return the name under which its place is kept, for each size of text."""
        return f"{type(self).__name__} {self.made_for:g}"

    def area(self) -> QRect:
        """Return the corner of its frame, with the size of what is in it; an empty one is not kept."""
        return QRect(self.pos(), self.size() if self.keeps_size and not self.is_fitted else QSize(0, 0))

    def leave(self) -> None:
        """Close the window, as Esc does."""
        self.close()

    def keys(self) -> Keys:
        """Return the keys that only this window has."""
        return ()

    def show_keys(self) -> KeysSheet:
        """Show the keys of this window and of every window."""
        sheet = KeysSheet(self, (*self.keys(), *usual_keys()))
        sheet.show()
        sheet.speak()
        return sheet

    def restyle(self) -> None:
        """Follow a change of the look, which changes the fonts by itself."""

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self.restyle()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.is_leaving = event.isAccepted()
        if self.is_leaving:
            self.closed.emit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.is_leaving = False

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and not self.isFullScreen() and not self.isMaximized():
            self.went.emit(self.place_name(), self.area())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape or (control and event.key() == Qt.Key.Key_W):
            self.leave()
        elif event.key() == Qt.Key.Key_F1:
            self.command.emit(("show", "guide"))
        else:
            super().keyPressEvent(event)

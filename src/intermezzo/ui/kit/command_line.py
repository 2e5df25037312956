"""A command for a terminal, to read, select and copy."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.flow import FlowLayout
from intermezzo.ui.kit.layouts import column
from intermezzo.ui.kit.text_field import LineEdit
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import PillButton, announce


class CommandField(LineEdit):
    """A read-only command in a fixed-width font, selected when the keyboard reaches it."""

    def __init__(self, name: str, command: str) -> None:
        super().__init__(name)
        self.setReadOnly(True)
        self.setText(command)
        self.setCursorPosition(0)

    @override
    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text()) + 2 * style.px(16)
        return QSize(max(words, style.px(300)), super().sizeHint().height())


class CommandLine(QWidget):
    """When to use the command, the command, and *Copy*; Ctrl+C copies too while the focus is inside."""

    def __init__(self, when: str, command: str) -> None:
        super().__init__()
        self.line = CommandField(_("{when}: the command").format(when=when), command)
        self.copy = PillButton(_("Copy"))
        self._name()
        both = FlowLayout().holding(self.line, self.copy)
        column(BodyText(when, size=12.5), both, gap=style.px(4), within=self)
        self.copy.clicked.connect(self._copy)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._copy)

    def _name(self) -> None:
        self.copy.setAccessibleName(_("Copy: {command}").format(command=self.line.text()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.line.text())
        self.copy.set_text(_("Copied"))
        self._name()
        announce(self, _("Copied"))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.copy.set_text(_("Copy"))
        self._name()

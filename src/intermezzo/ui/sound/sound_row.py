"""The row of the settings in which one listens to a tone, or sees how to install voice and tones."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import FlowLayout, column
from intermezzo.ui.kit.text_field import LineEdit
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import PillButton, announce
from intermezzo.ui.settings.rows import SettingRow


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


def player_row(command: str) -> SettingRow:
    """Return the row that tells how to install a program that plays the chime; "" is no known command."""
    text = _("Install paplay, pw-play or aplay; the next session has the chime.")
    if command:
        text = _("A small program plays it. Install it in a terminal; the next session has the chime.")
    line = CommandLine(_("In a terminal"), command) if command else QWidget()
    return SettingRow(_("How to hear the chime"), text, line, below=True)


class SoundRow(QWidget):
    """Offer a tone if the extra ``voice`` is ``there``, else the command that installs it, if any."""

    def __init__(self, *, there: bool, command: str = "") -> None:
        super().__init__()
        self.listen = PillButton(_("Listen"))
        self._line = BodyText(size=13, tone="ink")
        if there:
            shown = SettingRow(_("Preview"), _("The tone for breathing in"), self.listen)
        else:
            self.listen.setParent(self)
            self.listen.hide()
            line = CommandLine(_("In a terminal"), command) if command else QWidget()
            text = _("Voice and tones need an add-on that can’t be installed in this package of Intermezzo.")
            if command:
                text = _(
                    "Voice and tones need an add-on of about 160 MB. Install it in a terminal, then restart "
                    "Intermezzo."
                )
            shown = SettingRow(_("How to install the add-on"), text, line, below=True)
        column(shown, 14, self._line, within=self)
        self.set_line("")

    def set_line(self, text: str) -> None:
        """Show a line below the row; an empty text hides it."""
        self._line.set_or_hide(text)

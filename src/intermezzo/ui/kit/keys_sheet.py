"""The sheet that ``?`` opens over a window: its keys, and what each does."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import column, row
from intermezzo.ui.kit.screen import available_geometry
from intermezzo.ui.kit.spoken import key_names
from intermezzo.ui.kit.texts import Text, Title
from intermezzo.ui.kit.widgets import CardSurface, PillButton, announce

WIDTH = 420
"""Width of the sheet, in logical pixels at 100 % text."""
Keys = tuple[tuple[str, str], ...]
"""The keys of a window in pairs: their names, and what they do."""


def usual_keys() -> Keys:
    """Return the keys that every window has."""
    return (
        (_("Tab"), _("goes to the next control")),
        (_("Enter"), _("presses it")),
        (_("Esc"), _("closes the window")),
        ("?", _("shows these keys")),
        ("F1", _("opens the user’s guide")),
    )


class KeysSheet(QWidget):
    """Lists keys; Esc, ``?`` and *Close* close it."""

    accessible_role = QAccessible.Role.Dialog

    def __init__(self, owner: QWidget | None, keys: Iterable[tuple[str, str]]) -> None:
        super().__init__(owner, Qt.WindowType.Dialog)
        self.setWindowTitle(_("{title} · Intermezzo").format(title=_("Keys")))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        px, grid = style.px, QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(9))
        grid.setColumnStretch(1, 1)
        self.pairs = tuple(keys)
        for number, (names, what) in enumerate(self.pairs):
            grid.addWidget(_cap(names), number, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(Text(what, size=13.5), number, 1)
        self.close_button = PillButton(_("Close"), primary=True)
        self.close_button.clicked.connect(self.close)
        title, foot = Title(26, _("Keys")), row(None, self.close_button)
        margins = (px(26), px(24), px(26), px(22))
        box = column(title, px(16), grid, px(20), foot, margins=margins, within=self)
        self.setAccessibleName(_("Keys"))
        self.setAccessibleDescription(told_keys(self.pairs))
        width, room = px(WIDTH), available_geometry(self)
        size = QSize(width, box.totalHeightForWidth(width))
        self.resize(size if room is None else size.boundedTo(room.size()))
        self.close_button.setFocus()

    def speak(self) -> None:
        """Announce the keys to screen readers."""
        announce(self, self.accessibleDescription())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or event.text() == "?":
            self.close()
            return
        super().keyPressEvent(event)


def told_keys(keys: Keys) -> str:
    """Return keys as a text for screen readers."""
    return ". ".join(f"{key_names(names)}: {what}" for names, what in keys)


def _cap(names: str) -> CardSurface:
    cap, words = CardSurface("pill", radius=7), Text(names, size=12.5, weight=600)
    words.setWordWrap(False)
    words.setAccessibleName(key_names(names))
    column(words, margins=(style.px(9), style.px(4), style.px(9), style.px(4)), within=cap)
    return cap

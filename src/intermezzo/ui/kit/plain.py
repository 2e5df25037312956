"""Foreign words where Qt would read marks into them: the one place where they are escaped.

Labels show plain text (``texts.Text``) or HTML made with ``html.escape`` (``texts.Rich``); paint and print do
no markup. Names have no line breaks and no marks of direction: ``core.plain_text`` has taken them out.
"""

from html import escape

from PySide6.QtGui import QAction, QKeySequence, Qt
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from intermezzo.presenters.durations import heard


def tooltip(text: str) -> str:
    """Return the text as a tooltip: what Qt would take for HTML, and load pictures for, is escaped."""
    return f'<p style="white-space:pre-wrap">{escape(text)}</p>' if Qt.mightBeRichText(text) else text


def set_tooltip(widget: QWidget, text: str) -> None:
    """Set the tooltip of a widget, which is heard too; items of a list have theirs from ``tooltip``."""
    widget.setToolTip(tooltip(heard(text)))


def menu_words(text: str) -> str:
    """Return the text for an action: ``&`` underlines nothing, and a tab begins no shortcut."""
    return text.replace("&", "&&").replace("\t", " ")


_APART = "\u2003\u2003"
"""Before the key of an action, as a menu leaves no room there: two em spaces."""


def add_action(menu: QMenu, text: str) -> QAction:
    """Add an action with a text of any origin."""
    return menu.addAction(menu_words(text))


def add_keyed_action(menu: QMenu, text: str, key: str) -> QAction:
    """Add an action with the key beside it that does the same; the key itself is a shortcut of the window."""
    return menu.addAction(f"{menu_words(text)}{_APART}\t{key}")


def show_key(action: QAction, key: QKeySequence) -> None:
    """Show the key of a widget beside its action in a menu."""
    action.setText(action.text() + _APART)
    action.setShortcut(key)
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.setShortcutVisibleInContextMenu(True)


def remove_mnemonic(button: QAbstractButton) -> None:
    """Take away the shortcut that ``&`` in the text of a button has made."""
    button.setShortcut(QKeySequence())


def tray_words(text: str) -> str:
    """Return the tooltip of a tray icon with other angle brackets.

    Some hosts of icons show it as text, others as markup, so that no escape is right for both.
    """
    return text.replace("<", "‹").replace(">", "›")

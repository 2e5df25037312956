"""What screen readers say of our own widgets: what each is, and its keys by their names."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from intermezzo.presenters import _
from intermezzo.ui.kit.plain import set_tooltip


def key_names(keys: str) -> str:
    """Return printed keys by their names: "Ctrl+↵" as "Control+Return", "←  →" as "Left arrow, Right arrow".

    Of a bare sign screen readers say nothing, or something else. Keys of which each does something are two
    spaces or more apart.
    """
    names = {
        "↑": _("Up arrow"), "↓": _("Down arrow"), "←": _("Left arrow"), "→": _("Right arrow"),
        "↵": _("Return"), "?": _("Question mark"), "/": _("Slash"), "Ctrl": _("Control"),
        _("esc"): _("Escape"), _("Esc"): _("Escape"), _("enter"): _("Enter"), _("space"): _("Space"),
        _("Del"): _("Delete"),
    }  # fmt: skip
    apart = (one.strip() for one in keys.split("  "))
    return ", ".join("+".join(names.get(part, part) for part in one.split("+")) for one in apart if one)


def describe_key(widget: QWidget, key: str) -> None:
    """Tell screen readers the key of a widget."""
    widget.setAccessibleDescription(_("Key {key}").format(key=key_names(key)))


def set_key_tooltip(widget: QWidget, key: str) -> None:
    """Tell the key of a widget by its tooltip, and by its name to screen readers."""
    set_tooltip(widget, _("Key {key}").format(key=key))
    describe_key(widget, key)


def install_roles() -> None:
    """Give each widget with an ``accessible_role`` that role, as Qt would call each of them a filler.

    Qt asks once, when it is first read.
    """
    QAccessible.installFactory(_interface)


def _interface(_class_name: str, item: QObject) -> QAccessibleInterface | None:
    role = getattr(item, "accessible_role", None)
    return QAccessibleWidget(item, role) if role is not None and isinstance(item, QWidget) else None

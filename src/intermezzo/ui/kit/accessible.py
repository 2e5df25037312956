"""What our own widgets are to a screen reader, to whom Qt would call each of them a filler."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


def install() -> None:
    """Give each widget with an ``accessible_role`` that role; Qt asks once, when it is first read."""
    QAccessible.installFactory(_interface)


def _interface(_class_name: str, item: QObject) -> QAccessibleInterface | None:
    role = getattr(item, "accessible_role", None)
    return QAccessibleWidget(item, role) if role is not None and isinstance(item, QWidget) else None

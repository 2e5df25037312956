"""Names that would be markup, shortcuts or a change of direction if a window took them for that."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QTextDocumentFragment
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QMenu,
    QRadioButton,
    QTableView,
    QWidget,
)

_WORDS = re.compile(
    r'^(name|title|intent|start|watch|stop|purpose|feels|easier|harder) = "(.*)"$', re.MULTILINE
)
_NOT_SHOWN = re.compile("[\u202a-\u202e\u2066-\u2069\ufffc]")
"""Marks of direction, and the character that stands for a picture."""


def marked(canary: Path) -> str:
    """Return what every name begins with."""
    return f'<img src="{canary.as_uri()}">&Rock <b>x</b>'


def dirty(mark: str, name: str) -> str:
    """Return a name as a file or a calendar has it."""
    return f"{mark}\u202e\n\t{name}"


def library_of(shipped: Path, folder: Path, mark: str) -> Path:
    """Copy the movements and sessions that ship, with other words."""
    shutil.copytree(shipped, folder)
    for file in folder.rglob("*.toml"):
        text = _WORDS.sub(
            lambda found: f"{found[1]} = {json.dumps(dirty(mark, found[2]))}", file.read_text("utf-8")
        )
        file.write_text(text, "utf-8")
    return folder


def shown(window: QWidget) -> Iterator[str]:
    """Yield every text of a window and its menus as a person or a screen reader gets it.

    Raise AssertionError for one that a part of Qt would not take literally.
    """
    for widget in (window, *window.findChildren(QWidget)):
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
        yield literal(widget.toolTip())
        if isinstance(widget, QLabel):
            yield _label(widget)
        elif isinstance(widget, QAbstractButton):
            assert widget.shortcut().isEmpty(), f"{widget.text()!r} has a shortcut"
            # Only radio buttons are painted by Qt's style, which takes & for a mark.
            assert not isinstance(widget, QRadioButton) or "&" not in widget.text()
            yield widget.text()
        elif isinstance(widget, QMenu):
            widget.aboutToShow.emit()
            yield from map(_action, widget.actions())
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from _items(widget)


def literal(tooltip: str) -> str:
    """Return a tooltip as it is shown: HTML is taken for that."""
    return _plain(tooltip) if GuiQt.mightBeRichText(tooltip) else tooltip


def _label(label: QLabel) -> str:
    if label.textFormat() == Qt.TextFormat.PlainText:
        return label.text()
    assert label.textFormat() == Qt.TextFormat.RichText, f"{label.text()!r} is guessed to be HTML or not"
    assert not label.openExternalLinks()
    return _plain(label.text())


_LONGEST_KEY = 12
"""Letters of the name of a key; a foreign text is longer."""


def _action(action: QAction) -> str:
    text = action.text().replace("&&", "\0")
    assert "&" not in text, f"{text!r} underlines a letter"
    words, _tab, key = text.partition("\t")  # a menu shows what follows a tab as the key
    assert "\t" not in key
    assert len(key) <= _LONGEST_KEY
    return words.replace("\0", "&")


def _items(view: QAbstractItemView) -> Iterator[str]:
    model, top = view.model(), QModelIndex()
    for row in range(model.rowCount(top)):
        for column in range(model.columnCount(top) if isinstance(view, QTableView) else 1):
            index = model.index(row, column)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                yield str(index.data(role) or "")
            yield literal(str(index.data(Qt.ItemDataRole.ToolTipRole) or ""))


def _plain(html: str) -> str:
    return QTextDocumentFragment.fromHtml(html).toPlainText()


def wrong(text: str, mark: str) -> bool:
    """Return whether a text acts on others by marks, or shows the mark in part or in another form."""
    begun = "Rock" in text.replace(mark, "")
    elided = begun and "…" in text
    return bool(_NOT_SHOWN.search(text)) or "&lt;" in text or "&&" in text or (begun and not elided)

"""The list of the day: a slot can be begun, skipped or given another time, by mouse, menu or key."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QSizePolicy, QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.views import TodayRow
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import row
from intermezzo.ui.kit.plain import add_action, show_key
from intermezzo.ui.kit.pointing import PointedRows
from intermezzo.ui.kit.rows import Index, lay_on_card
from intermezzo.ui.kit.text_field import LineEdit
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import announce, choose_first, round_menu
from intermezzo.ui.today.day_rows import EDGE, DayDelegate, DayModel, action_areas

_FIELD = 72
"""Width of the field, in logical pixels at 100 % text."""


class TimeEditor(QWidget):
    """Takes a time of day. Enter says it, Esc and leaving the field give up; a refusal stays in sight."""

    said = Signal(str)
    left = Signal()

    def __init__(self, shown: TodayRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.slot = shown.slot
        self.pinned = shown.pinned
        self.before = shown.at
        self.field = _TimeField(_("Time of {title}").format(title=shown.label), "14:05")
        self.field.setFixedWidth(style.px(_FIELD))
        self.field.setText(shown.at)
        self.field.selectAll()
        self.hint = BodyText(_("Enter to set the time, Esc to cancel"), size=12.5)
        row(
            self.field, style.px(10), (self.hint, 1), margins=(EDGE, style.px(1), EDGE, style.px(1)),
            within=self,
        )  # fmt: skip
        self.setFocusProxy(self.field)
        self.field.returnPressed.connect(self._say)
        self.field.left.connect(self.left)

    def refuse(self, line: str) -> None:
        """Tell why the time is not possible."""
        self.hint.setText(line)
        self.hint.set_tone("amber")
        self.field.set_wrong(wrong=True)
        self.field.setAccessibleDescription(line)
        self.field.selectAll()
        announce(self.field, line)

    def _say(self) -> None:
        text = self.field.text().strip()
        if not text or (self.pinned and text == self.before):
            self.left.emit()
        else:
            self.said.emit(text)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Cover the row."""
        QPainter(self).fillRect(self.rect(), style.color("card"))


class _TimeField(LineEdit):
    """The text; ``left`` when it is given up."""

    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.left.emit()


class DayList(PointedRows, QListView):
    """The rows of the day, all of them: the area around it scrolls. Without a slot a row is only read."""

    command = Signal(tuple)
    pinned = Signal(tuple)
    """The command that sets the time of a slot; ``tell`` takes what came of it."""
    reached = Signal()
    """The current row is to be in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = DayModel()
        self.setModel(self.rows)
        self._delegate = DayDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("The day"))
        self.setAccessibleDescription(
            _("Enter begins a session, T sets its time, S skips it, Space opens its menu")
        )
        lay_on_card(self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.editor: TimeEditor | None = None
        """The field for the time of a slot, while the user writes one."""
        self._waiting: Sequence[TodayRow] | None = None
        """The rows that came meanwhile."""
        self.menu = round_menu(self)
        self._begin_action = self._add(_("Begin now"), self._begin, Qt.Key.Key_Return)
        self._add(_("At…"), self._edit, Qt.Key.Key_T)
        self._add(_("Skip"), self._skip, Qt.Key.Key_S)
        self._keys: Mapping[int, Callable[[], None]] = {
            Qt.Key.Key_Return: self._begin, Qt.Key.Key_Enter: self._begin, Qt.Key.Key_T: self._edit,
            Qt.Key.Key_F2: self._edit, Qt.Key.Key_S: self._skip, Qt.Key.Key_Delete: self._skip,
            Qt.Key.Key_Backspace: self._skip, Qt.Key.Key_Space: self._open_menu,
        }  # fmt: skip

    def _add(self, words: str, chosen: Callable[[], None], key: Qt.Key) -> QAction:
        action = add_action(self.menu, words)
        show_key(action, QKeySequence(key))
        action.triggered.connect(chosen)
        return action

    def set_rows(self, rows: Sequence[TodayRow], *, can_begin: bool) -> None:
        """Show the rows; the keyboard stays at its slot. While a time is written they wait."""
        self._delegate.can_begin = can_begin
        editor = self.editor
        if editor is not None:
            if any(one.slot == editor.slot and one.pinned is editor.pinned for one in rows):
                self._waiting = rows
                return
            self._close_editor()
        index = self.currentIndex()
        slot = self.rows.row(index).slot if index.isValid() else ""
        self.rows.set_rows(rows)
        if slot and (there := self.rows.at_slot(slot)).isValid():
            self.setCurrentIndex(there)
        self.updateGeometry()

    def expect(self, width: int) -> None:
        """Take the width that it will have once it is shown."""
        self._delegate.expected = width
        self.updateGeometry()

    def tell(self, line: str, *, ok: bool) -> None:
        """Take what came of a time that was set: leave its field, or tell there why it is not possible."""
        if self.editor is not None:
            if ok:
                self._close_editor()
            else:
                self.editor.refuse(line)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the rows again: in another width a title may need a second line, or none."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(320), sum(max(0, self.sizeHintForRow(n)) for n in range(self.rows.rowCount())))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    @override
    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        """Return the place of the current row as that of the cursor, which scroll areas keep in sight."""
        if query == Qt.InputMethodQuery.ImCursorRectangle:
            return self.visualRect(self.currentIndex())
        return super().inputMethodQuery(query)

    def top_of_rest(self) -> int:
        """Return the upper edge of the first row that is not over, or of the whole list without one."""
        rows = (self.rows.index(n) for n in range(self.rows.rowCount()))
        return next((self.visualRect(one).top() for one in rows if not self.rows.row(one).past), 0)

    def _on_current(self) -> None:
        # Qt turns automatic scrolling off while the mouse is pressed, so that no row moves under it.
        if self.isVisible() and self.hasAutoScroll():
            self.reached.emit()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position()
        index = self.indexAt(point.toPoint())
        clicked = event.button() == Qt.MouseButton.LeftButton and index == self.currentIndex()
        if not clicked or not self._has_slot(index):
            return
        margin = style.px(6)
        row = self.visualRect(index)
        begin, _more = action_areas(row, row.top() + style.px(20))
        if begin.adjusted(-margin, 0, margin, 0).contains(point):
            self._begin()
        else:
            self._open_menu(point)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self._keys.get(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if chosen is not None and plain and self._has_slot(self.currentIndex()):
            chosen()
            return
        super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of a row, at the pointer or, by the menu key, below the row."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            if self._has_slot(self.currentIndex()):
                self._open_menu()
        elif self._has_slot(index := self.indexAt(event.pos())):
            self.setCurrentIndex(index)
            self._open_menu(QPointF(event.pos()))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first slot."""
        if not self.currentIndex().isValid():
            slots = (self.rows.index(n) for n in range(self.rows.rowCount()))
            self.setCurrentIndex(next((one for one in slots if self._has_slot(one)), self.currentIndex()))
        super().focusInEvent(event)

    def _has_slot(self, index: Index) -> bool:
        return index.isValid() and bool(self.rows.row(index).slot)

    def _current(self) -> TodayRow:
        return self.rows.row(self.currentIndex())

    def _open_menu(self, at: QPointF | None = None) -> None:
        """Open the menu of the current row at a point, or below the row."""
        self._begin_action.setEnabled(self._delegate.can_begin)
        below = self.visualRect(self.currentIndex()).bottomLeft() + QPoint(style.px(60), 0)
        self.menu.popup(self.viewport().mapToGlobal(below if at is None else at.toPoint()))
        if at is None:
            choose_first(self.menu)

    def _begin(self) -> None:
        if self._delegate.can_begin:
            self.command.emit(("begin", self._current().slot))

    def _skip(self) -> None:
        self.command.emit(("skip", self._current().slot))

    # -- the time of a slot ---------------------------------------------------------------------------

    def _edit(self) -> None:
        """Put the field for the time in the place of the current row."""
        self._close_editor()
        index = self.currentIndex()
        self.editor = editor = TimeEditor(self.rows.row(index), self.viewport())
        editor.said.connect(lambda text: self.pinned.emit(("pin", editor.slot, text)))
        editor.left.connect(self._close_editor)
        self.setIndexWidget(index, editor)
        self.reached.emit()
        editor.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_editor(self) -> None:
        editor, self.editor = self.editor, None
        if editor is None:
            return
        focused = editor.field.hasFocus()
        editor.hide()
        editor.deleteLater()
        if focused:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if (rows := self._waiting) is not None:
            self._waiting = None
            self.set_rows(rows, can_begin=self._delegate.can_begin)

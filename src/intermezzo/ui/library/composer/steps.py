"""The list of the draft's steps, which are moved by drag or keys, dosed and removed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QListView, QToolTip

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.library.composing import StepView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import round_pen, smooth_painter
from intermezzo.ui.kit.plain import add_action
from intermezzo.ui.kit.pointing import PointedRows
from intermezzo.ui.kit.rows import lay_on_page
from intermezzo.ui.kit.widgets import round_menu
from intermezzo.ui.library.composer.shelf import INSET, MOVEMENT_FORM
from intermezzo.ui.library.composer.step_row import STEP_FORM, StepDelegate, StepsModel, step_row_geometry

_KEYS = {
    Qt.Key.Key_Minus: "less", Qt.Key.Key_Left: "less",
    Qt.Key.Key_Plus: "more", Qt.Key.Key_Equal: "more", Qt.Key.Key_Right: "more",
    Qt.Key.Key_S: "side", Qt.Key.Key_E: "ease",
    Qt.Key.Key_Delete: "remove", Qt.Key.Key_Backspace: "remove",
}  # fmt: skip
_WITH_ALT = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}


def step_keys() -> str:
    """Return the keys of the list for screen readers, to whom their signs say nothing."""
    return _(
        "Alt+Up and Alt+Down move a step, Plus and Minus change its repetitions, S its sides, E its form, "
        "Delete removes it"
    )


class StepList(PointedRows, QListView):
    """The steps. ``edited`` carries an action (less, more, side, ease, up, down, remove) and an index."""

    edited = Signal(str, int)
    dragged = Signal(int, int)
    """A step was dragged: its index, and the index to insert it at once it is taken out."""
    dropped = Signal(str, int)
    """A movement (its id) was dropped before the step of an index."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = StepsModel()
        self.setModel(self.rows)
        self.setItemDelegate(StepDelegate(self, self.rows))
        self.setAccessibleName(_("Steps of the session"))
        self.setAccessibleDescription(step_keys())
        lay_on_page(self)
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setDropIndicatorShown(False)
        self._gap: int | None = None
        """Index of the step before which a drag would drop."""
        self._menu = round_menu(self)
        self._menu.triggered.connect(lambda action: self.edited.emit(action.data(), self.current()))

    def set_steps(self, steps: Sequence[StepView], current: int) -> None:
        """Show steps and make one of them (from 0) current."""
        self.rows.set_rows(steps)
        if steps:
            index = self.rows.index(min(max(0, current), len(steps) - 1))
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.viewport().update()

    def current(self) -> int:
        """Return the index of the current step, -1 if there is none."""
        return self.currentIndex().row()

    # -- the pointer ---------------------------------------------------------------------------------

    def _control_at(self, point: QPointF) -> tuple[QModelIndex, str]:
        index = self.indexAt(point.toPoint())
        if not index.isValid():
            return index, ""
        controls = step_row_geometry(self.visualRect(index), self.rows.row(index)).controls
        return index, next((name for name, area in controls.items() if area.contains(point)), "")

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index, name = self._control_at(event.position())
        if name and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setCurrentIndex(index)
            self.edited.emit(name, index.row())
            return
        super().mousePressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        _index, name = self._control_at(event.position())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if name else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index, name = self._control_at(QPointF(event.pos()))
            words = self._tip(name, self.rows.row(index)) if name else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)

    def _tip(self, name: str, step: StepView) -> str:
        return {
            "less": _("Fewer repetitions · −"),
            "more": _("More repetitions · +"),
            "side": _("One side or both · S"),
            "ease": _("Easier form · E: {words}").format(words=step.movement.easier),
            "remove": _("Remove · Delete"),
        }[name]

    # -- the keyboard --------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit the current step by key, in all the ways of the pointer."""
        action = self._action(event) if self.current() >= 0 else ""
        if action:
            self.edited.emit(action, self.current())
            return
        super().keyPressEvent(event)

    def _action(self, event: QKeyEvent) -> str:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.AltModifier:
            return _WITH_ALT.get(key, "")
        if held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return ""
        return _KEYS.get(key, "")

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the row's menu at the pointer, or below the row for the menu key."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        step = self.rows.row(index)
        self._menu.clear()
        for name, words, can in (
            ("more", _("More repetitions"), True), ("less", _("Fewer repetitions"), step.reps > 1),
            ("side", _("One side") if step.sides == 2 else _("Both sides"), step.sides > 0),
            ("ease", _("Full form") if step.eased else _("Easier form"), step.eased is not None),
            ("up", _("Up"), index.row() > 0), ("down", _("Down"), index.row() < self.rows.rowCount() - 1),
            ("remove", _("Remove"), True),
        ):  # fmt: skip
            action = add_action(self._menu, words)
            action.setData(name)
            action.setEnabled(can)
        below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(style.px(60), 0))
        self._menu.popup(below if by_key else event.globalPos())

    # -- drag and drop -------------------------------------------------------------------------------

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._on_drag(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the drag would drop, and scroll near the edges."""
        super().dragMoveEvent(event)
        self._on_drag(event)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._set_gap(None)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        gap = self._gap_at(event.position())
        self._set_gap(None)
        data = event.mimeData()
        if data.hasFormat(MOVEMENT_FORM):
            self.dropped.emit(bytes(data.data(MOVEMENT_FORM).data()).decode(), gap)
        elif event.source() is self and data.hasFormat(STEP_FORM):
            index = int(bytes(data.data(STEP_FORM).data()))
            self.dragged.emit(index, gap - (gap > index))
        else:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _on_drag(self, event: QDragMoveEvent | QDragEnterEvent) -> None:
        data = event.mimeData()
        ours = event.source() is self and data.hasFormat(STEP_FORM)
        if not (ours or data.hasFormat(MOVEMENT_FORM)):
            event.ignore()
            self._set_gap(None)
            return
        self._set_gap(self._gap_at(event.position()))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _gap_at(self, point: QPointF) -> int:
        """Return the index of the step before which a point lies."""
        middles = (self.visualRect(self.rows.index(row)).center().y() for row in range(self.rows.rowCount()))
        return sum(middle <= point.y() for middle in middles)

    def _set_gap(self, gap: int | None) -> None:
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = smooth_painter(self.viewport())
        count = self.rows.rowCount()
        if not count:
            self._paint_hint(painter)
        elif self._gap is not None:
            last = self._gap == count
            area = self.visualRect(self.rows.index(count - 1 if last else self._gap))
            y = area.bottom() if last else max(1, area.top())
            painter.setPen(round_pen(style.color("green"), 2.4))
            painter.drawLine(QPointF(style.px(8), y), QPointF(self.viewport().width() - style.px(8), y))

    def _paint_hint(self, painter: QPainter) -> None:
        area = QRectF(self.viewport().rect()).adjusted(INSET, 8, -INSET, -8)
        area.setHeight(min(area.height(), style.px(150)))
        pen = round_pen(style.color("green" if self._gap is not None else "outline"), 1.4)
        pen.setDashPattern([3, 4])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, style.px(14), style.px(14))
        painter.setFont(style.sans(14))
        painter.setPen(style.color("soft"))
        words = _("Drag movements here, or press Enter on one.")
        inner = area.adjusted(style.px(20), 0, -style.px(20), 0)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)

"""The steps of a session as a list: a tick for done, a dot for the present one, rings for those to come.

One that was left before most of it was done has a dash.
"""

from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem

from intermezzo.core.override import override
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.playback import COMPLETE_SHARE, Playing
from intermezzo.presenters import _
from intermezzo.presenters.player import dose
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import paint_centred, paint_tick, round_pen
from intermezzo.ui.kit.rows import Index, lay_on_card

_DOSE = int(Qt.ItemDataRole.UserRole)
_STATE = int(Qt.ItemDataRole.UserRole) + 1
_CLOSEST = 24
"""Least height of a row, in logical pixels at 100 % text."""
_LEFT = ("partial", "skipped")
"""The states of a step that was left before most of it was done."""


class StepsList(QListView):
    """Show all steps at once: the page around the list scrolls, the list does not."""

    def __init__(self) -> None:
        super().__init__()
        self._steps = QStandardItemModel(self)
        self._closer = 0
        """By how much each row is lower than usual."""
        self.setModel(self._steps)
        self.setItemDelegate(_StepDelegate(self))
        self.setAccessibleName(_("Steps"))
        lay_on_card(self)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_session(self, session: Session) -> None:
        """Show the steps of a session."""
        self._steps.clear()
        self._closer = 0
        for step in session.steps:
            item = QStandardItem(step.movement.name)
            item.setData(dose(step), _DOSE)
            self._steps.appendRow(item)
        self.show_step(Playing(session), 0, runs=False)
        self.updateGeometry()

    def show_step(self, playing: Playing, current: int, *, runs: bool) -> None:
        """Mark the steps before and after ``current`` (from 0); ``runs`` means that it has begun."""
        here = "now" if runs else "next"
        for index in range(self._steps.rowCount()):
            item = self._steps.item(index)
            before = _before(playing, index) if index < current else ""
            state = before or (here if index == current else "coming")
            if item.data(_STATE) != state:
                item.setData(state, _STATE)
                words = {
                    "done": _("done"), "partial": _("partly done"), "skipped": _("skipped"), "now": _("now"),
                    "next": _("next"), "coming": _("to come"),
                }[state]  # fmt: skip
                item.setAccessibleText(f"{item.text()}, {item.data(_DOSE)}, {words}")

    def give_way(self, missing: int) -> None:
        """Leave so much of the height to the words above, as far as rows can be lower; 0 takes it back."""
        self._closer = 0
        if missing > 0 and self._steps.rowCount():
            most = self.pitch() - style.px(_CLOSEST)
            self._closer = min(most, ceil(missing / self._steps.rowCount()))
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()

    def pitch(self) -> int:
        """Return the height of a row, which is less for many steps."""
        count = self._steps.rowCount()
        usual = style.px(39 if count <= 5 else 31 if count == 6 else 27 if count == 7 else _CLOSEST)
        return usual - self._closer

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(240), self.pitch() * self._steps.rowCount())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())


def _before(playing: Playing, index: int) -> str:
    """Return the state of a step that lies behind."""
    seconds = playing.done[index]
    if seconds >= COMPLETE_SHARE * playing.session.steps[index].seconds:
        return "done"
    return "partial" if seconds >= 1 else "skipped"


class _StepDelegate(QStyledItemDelegate):
    def __init__(self, steps: StepsList) -> None:
        super().__init__(steps)
        self._list = steps

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._list.pitch())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        state = index.data(_STATE)
        middle = area.top() + area.height() / 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mark = QPointF(area.left() + style.px(7), middle)
        if state == "done":
            paint_tick(painter, mark, style.color("soft"))
        elif state in _LEFT:
            half = QPointF(4.2 * style.scale(), 0)
            painter.setPen(round_pen(style.color("soft"), 1.6 * style.scale()))
            painter.drawLine(mark - half, mark + half)
        else:
            now = state == "now"
            radius = (5.5 if now else 4.8) * style.scale()
            painter.setPen(Qt.PenStyle.NoPen if now else QPen(style.color("green"), 1.5 * style.scale()))
            painter.setBrush(style.color("green") if now else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(mark, radius, radius)
        note, small = str(index.data(_DOSE)), style.digits(13)
        width = QFontMetrics(small).horizontalAdvance(note)
        paint_centred(painter, small, "soft", QPointF(area.right() + 1 - width, middle), note)
        face = style.sans(14.5, {"now": 600, "next": 600, "coming": 500}.get(str(state), 400))
        left = area.left() + style.px(30)
        room = area.right() - width - style.px(16) - left
        tone = "soft" if state in {"done", *_LEFT} else "ink"
        paint_centred(painter, face, tone, QPointF(left, middle), str(index.data()), within=room)
        painter.fillRect(QRectF(area.left(), area.bottom(), area.width(), 1), style.color("line"))
        painter.restore()

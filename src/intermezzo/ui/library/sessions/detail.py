"""The pane of one session: what it is made of, why it is never offered, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.durations import heard
from intermezzo.presenters.library.composing import StepView
from intermezzo.presenters.library.sessions import SessionInFull
from intermezzo.ui.figure.thumbnail import paint_thumbnail
from intermezzo.ui.kit import style
from intermezzo.ui.kit.flow import FlowLayout
from intermezzo.ui.kit.layouts import add, column, row
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER, Scroller, scroll_by_key
from intermezzo.ui.kit.texts import BodyText, Title
from intermezzo.ui.kit.widgets import PillButton, QuietButton
from intermezzo.ui.library.composer.shelf import TILE, paint_row_words
from intermezzo.ui.library.obstacle_list import ObstacleList

_WIDTH, _LEAST = 422, 276
"""Greatest and least width, in logical pixels at 100 % text."""
_SIDE, _INSET = 36, 4
_STEP = 62
"""Height of a step."""


class _StepLine(QWidget):
    """A step: thumbnail, name and dose."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, step: StepView) -> None:
        super().__init__()
        self._step = step
        self.setAccessibleName(heard(step.spoken))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(200), style.px(_STEP))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, size = QPainter(self), style.px(TILE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tile = QRect(0, (self.height() - size) // 2, size, size)
        step = self._step
        paint_thumbnail(painter, tile, step.movement, background="disc", eased=bool(step.eased))
        left = tile.right() + style.px(14)
        words = QRectF(left, tile.top(), self.width() - left, tile.height())
        paint_row_words(painter, words, step.movement.name, step.facts, style.digits(12.5))


class SessionDetail(QWidget):
    """``asked`` carries ``begin``, ``edit``, ``copy`` or ``delete``; ``allowed`` an Obstacle to remove."""

    asked = Signal(str)
    allowed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[StepView, ...] = ()
        self.title, self._facts = Title(28), BodyText(size=14)
        self.obstacles = ObstacleList()
        self.obstacles.allowed.connect(self.allowed)
        self._note, self._intent = BodyText(size=13), BodyText(size=14, tone="ink")
        self._steps = column()
        self.begin = PillButton(_("Begin now"), primary=True)
        self.edit = PillButton(_("Edit"), tone="card")
        self.copy = PillButton(_("Copy"), tone="card")
        self.delete = QuietButton(_("Delete"))
        buttons = {"begin": self.begin, "edit": self.edit, "copy": self.copy, "delete": self.delete}
        for what, button in buttons.items():
            button.clicked.connect(lambda _on=False, what=what: self.asked.emit(what))
        self.setMinimumWidth(style.px(_LEAST))
        self.setMaximumWidth(style.px(_WIDTH))
        self._lay_out()

    def _lay_out(self) -> None:
        page, px = QWidget(), style.px
        side = px(_SIDE)
        margins = (side, px(30), side - SCROLL_GUTTER - _INSET, px(10))
        words = column(self.title, px(6), self._facts, px(12), self.obstacles, margins=margins, within=page)
        add(words, self._note, px(10), self._intent, px(14), self._steps, None)
        self._area = Scroller(page, "pill")
        buttons = FlowLayout().holding(self.begin, self.edit, self.copy, self.delete)
        buttons.setContentsMargins(side, px(14), side, px(30))
        column((row(self._area, margins=(0, px(12), _INSET, 0)), 1), buttons, within=self)

    def show_words(self, words: SessionInFull | None) -> None:
        """Show a session; None hides the pane."""
        self.setVisible(words is not None)
        if words is None:
            return
        if words.title != self.title.text():
            self._area.verticalScrollBar().setValue(0)
        self.title.setText(words.title)
        self._facts.setText(words.facts)
        self.obstacles.set_lines(words.obstacles)
        self._note.set_or_hide(words.note)
        self._intent.set_or_hide(words.intent)
        self._show_steps(words.steps)
        self.begin.setVisible(words.saved)
        self.copy.setVisible(words.own and words.saved)
        self.edit.set_text(_("Edit") if words.own else _("Make it my own"))
        self.delete.setVisible(words.own)
        self.delete.set_text(_("Delete") if words.saved else _("Discard"))

    def _show_steps(self, steps: Sequence[StepView]) -> None:
        if tuple(steps) == self._shown:
            return
        self._shown = tuple(steps)
        for old in self.findChildren(_StepLine):
            self._steps.removeWidget(old)
            old.hide()
            old.deleteLater()
        for step in steps:
            self._steps.addWidget(_StepLine(step))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by the keys that the buttons ignore."""
        if not scroll_by_key(self._area, event.key()):
            super().keyPressEvent(event)

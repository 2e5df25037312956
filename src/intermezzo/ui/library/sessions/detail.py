"""The pane of one session: what it is made of, why it is never offered, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.durations import heard
from intermezzo.presenters.library.composing import StepView
from intermezzo.presenters.library.sessions import SessionInFull
from intermezzo.ui.figure.thumbnail import paint_thumbnail
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import clear, column
from intermezzo.ui.kit.marks import smooth_painter
from intermezzo.ui.kit.texts import BodyText, Title
from intermezzo.ui.kit.widgets import PillButton, QuietButton
from intermezzo.ui.library.composer.shelf import TILE, paint_row_words
from intermezzo.ui.library.detail_pane import DetailPane
from intermezzo.ui.library.obstacle_list import ObstacleList

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
        painter, size = smooth_painter(self), style.px(TILE)
        tile = QRect(0, (self.height() - size) // 2, size, size)
        step = self._step
        paint_thumbnail(painter, tile, step.movement, background="disc", eased=bool(step.eased))
        left = tile.right() + style.px(14)
        words = QRectF(left, tile.top(), self.width() - left, tile.height())
        paint_row_words(painter, words, step.movement.name, step.facts)


class SessionDetail(DetailPane):
    """``asked`` carries ``begin``, ``edit``, ``copy`` or ``delete``."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[StepView, ...] = ()
        self.title, self._facts = Title(28), BodyText(size=14)
        self.obstacles = ObstacleList()
        self._note, self._intent = BodyText(size=13), BodyText(size=14, tone="ink")
        self._steps = column()
        self.begin = PillButton(_("Begin now"), primary=True)
        self.edit = PillButton(_("Edit"), tone="card")
        self.copy = PillButton(_("Copy"), tone="card")
        self.delete = QuietButton(_("Delete"))
        buttons = {"begin": self.begin, "edit": self.edit, "copy": self.copy, "delete": self.delete}
        for what, button in buttons.items():
            button.clicked.connect(lambda _on=False, what=what: self.asked.emit(what))
        px = style.px
        words = (self.title, px(6), self._facts, px(12), self.obstacles, self._note, px(10), self._intent)
        self.hold(*words, px(14), self._steps, None, buttons=buttons.values(), above=30, below=10)

    def show_words(self, words: SessionInFull | None) -> None:
        """Show a session; None hides the pane."""
        self.setVisible(words is not None)
        if words is None:
            return
        row = words.row
        if row.title != self.title.text():
            self.area.verticalScrollBar().setValue(0)
        self.title.setText(row.title)
        self._facts.setText(row.facts)
        self.obstacles.set_lines(row.obstacles)
        self._note.set_or_hide(words.note)
        self._intent.set_or_hide(row.session.intent)
        self._show_steps(words.steps)
        self.begin.setVisible(not row.unsaved)
        self.copy.setVisible(row.own and not row.unsaved)
        self.edit.set_text(_("Edit") if row.own else _("Make it my own"))
        self.delete.setVisible(row.own)
        self.delete.set_text(_("Discard") if row.unsaved else _("Delete"))

    def _show_steps(self, steps: Sequence[StepView]) -> None:
        if tuple(steps) == self._shown:
            return
        self._shown = tuple(steps)
        clear(self._steps)
        for step in steps:
            self._steps.addWidget(_StepLine(step))

"""One movement in full: its figure in a circle, its words, where they are from, and what to do with it."""

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from intermezzo.core.model import Movement
from intermezzo.ui import style
from intermezzo.ui.figure_paint import Pose, bounds, paint_figure
from intermezzo.ui.figure_view import paint_mark, telling
from intermezzo.ui.flow import FlowLayout
from intermezzo.ui.marks import round_path
from intermezzo.ui.scrolling import SCROLL_GUTTER, make_scroll
from intermezzo.ui.texts import Body, Title
from intermezzo.ui.widgets import PillButton, announce
from intermezzo.words import _
from intermezzo.words.player import stop_rule
from intermezzo.words.repertoire import Linked, MovementWords

WIDTH = 422
"""Of the pane, in logical pixels at 100 % text."""
_SIDE = 36
_INSET = 4
"""Between the scroll bar and the edge of the card."""
_CIRCLE = 226


class RoundFigure(QWidget):
    """A figure in a circle. It is decoration, and silent to screen readers."""

    def __init__(self) -> None:
        super().__init__()
        self._movement: Movement | None = None
        self.pose: Pose | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Give the place it keeps, which grows with the text."""
        return QSize(style.px(_CIRCLE), style.px(_CIRCLE))

    def show_movement(self, movement: Movement | None) -> None:
        """Show a movement as a still."""
        self._movement = movement
        self.pose = telling(movement) if movement is not None else None
        self.update()

    def show_pose(self, pose: Pose | None) -> None:
        """Show it at a moment; only what moved is painted again."""
        before, self.pose = self.pose, pose
        if pose == before:
            return
        if before is None or pose is None or before.side != pose.side:
            self.update()
            return
        area = QRectF(self.rect())
        dirty = bounds(before, area, in_circle=True).united(bounds(pose, area, in_circle=True))
        self.update(dirty.toAlignedRect().adjusted(-2, -2, 2, 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the disc, and the figure within."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        painter.fillPath(round_path(area.width() / 2).translated(area.center()), style.color("disc"))
        if self._movement is None:
            return
        if self.pose is None:
            paint_mark(painter, area)
        else:
            paint_figure(painter, area, self.pose, self._movement.regions[0], in_circle=True)


class Detail(QWidget):
    """The right pane. ``linked`` carries the id of a movement that the words name."""

    linked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.figure = RoundFigure()
        self.title = Title(28)
        self.barred = Body(size=13, tone="amber")
        self.dose = Body(size=14)
        self.start = Body(size=14)
        self.cues = Body(size=15.5, tone="ink")
        self.watch, self.stop, self.feels = Body(), Body(), Body()
        self.ways, self.source, self.notes = Body(size=13), Body(size=13), Body(size=13)
        self.rule = Body(stop_rule(), size=12)
        for rich in (self.watch, self.stop, self.feels, self.ways):
            rich.setTextFormat(Qt.TextFormat.RichText)
        self.ways.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByKeyboard | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.ways.linkActivated.connect(self.linked)
        self.toggle = PillButton("", primary=True)
        self.attempt = PillButton(_("Try it now"))
        self._lay_out()

    def _lay_out(self) -> None:
        page = QWidget()
        words = QVBoxLayout(page)
        side = style.px(_SIDE)
        words.setContentsMargins(side, style.px(26), side - SCROLL_GUTTER - _INSET, style.px(10))
        words.setSpacing(0)
        words.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignHCenter)
        words.addSpacing(style.px(20))
        for part, after in (
            (self.title, 8), (self.barred, 6), (self.dose, 10), (self.start, 12), (self.cues, 14),
            (self.watch, 8), (self.stop, 8), (self.feels, 14),
        ):  # fmt: skip
            words.addWidget(part)
            words.addSpacing(style.px(after))
        words.addStretch()
        for part in (self.ways, self.notes, self.source, self.rule):
            words.addWidget(part)
            words.addSpacing(style.px(6))
        self._area = make_scroll(QScrollArea(), page)
        buttons = FlowLayout(gap=style.px(8))
        buttons.setContentsMargins(side, style.px(14), side, style.px(30))
        buttons.addWidget(self.toggle)
        buttons.addWidget(self.attempt)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        scrolled = QVBoxLayout()
        scrolled.setContentsMargins(0, style.px(12), _INSET, 0)
        scrolled.addWidget(self._area)
        whole.addLayout(scrolled, 1)
        whole.addLayout(buttons)

    def show_words(self, movement: Movement | None, words: MovementWords | None) -> None:
        """Show a movement from its top; None where the filters let none through."""
        self.setVisible(words is not None)
        self.figure.show_movement(movement)
        if words is not None:
            self._area.verticalScrollBar().setValue(0)
            self.renew(words)
            announce(self, f"{words.name}. {words.dose}")

    def renew(self, words: MovementWords) -> None:
        """Show the words of the same movement anew."""
        palette = style.current()
        self.title.setText(words.name)
        _set(self.barred, words.barred[:1].upper() + words.barred[1:])
        self.dose.setText(words.dose)
        _set(self.start, words.start)
        self.cues.setText("\n".join(words.cues))
        _set(self.watch, _labelled(_("Watch for"), palette.amber_text, words.watch))
        _set(self.stop, _labelled(_("Stop"), palette.ink, words.stop, "— ") if words.stop else "")
        _set(self.feels, _labelled(_("When it is right:"), palette.ink, words.feels) if words.feels else "")
        ways = (
            _way(_("Easier:"), words.easier, palette.green),
            _way(_("Harder:"), words.harder, palette.green),
        )
        _set(self.ways, "".join(ways))
        _set(self.notes, "\n".join(words.notes))
        self.source.setText(words.source)
        self.toggle.set_text(_("In my repertoire ✓") if words.inside else _("Take into my repertoire"))
        self.toggle.setAccessibleName(
            _("In my repertoire; press to take it out") if words.inside else _("Take into my repertoire")
        )


def _set(label: Body, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))


def _labelled(label: str, tone: str, text: str, between: str = "") -> str:
    head = f'<span style="color:{tone};font-weight:600">{escape(label)}</span>'
    return f'<p style="line-height:124%;margin:0">{head} {between}{escape(text)}</p>'


def _way(label: str, pieces: Linked, green: str) -> str:
    """Tell a form; where it is another movement, a link leads there."""
    if not pieces:
        return ""
    text = "".join(
        f'<a href="{escape(to)}" style="color:{green}">{escape(piece)}</a>' if to else escape(piece)
        for piece, to in pieces
    )
    return f'<p style="line-height:124%;margin:0">{escape(label)} {text}</p>'

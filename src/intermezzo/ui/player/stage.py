"""The left half of the player: the dial, the label or *Begin* with its keys; and how both halves lie."""

from math import hypot

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from intermezzo.core.override import override
from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.timeline import Moment, Phase
from intermezzo.presenters import _
from intermezzo.presenters.library.movement import figure_name
from intermezzo.presenters.player import breath_label, is_rest
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import row
from intermezzo.ui.kit.widgets import PillButton
from intermezzo.ui.player.dial import Dial
from intermezzo.ui.player.frame_scheduler import frame_at

_RING = 208.0
"""Radius of the ring at zoom 1, in logical pixels at 100 % text."""
_USUAL_SIDE = 470.0
"""Shorter side of the stage at zoom 1, in logical pixels at 100 % text."""
_MAX_ZOOM = 2.2
_LABEL = 24.0
"""Size of the label at zoom 1, in pixels at 100 % text."""
_BELOW = 0.24
"""The largest share of the height for the label: in a narrow window the figure comes first."""

_APART = 4
"""Least distance of the ring from what stands in a corner, in logical pixels at 100 % text."""
_LEAST = (150, 75)
"""Least size, in logical pixels at 100 % text; on a small screen the buttons need the rest of the height."""
_NARROW, _NARROWEST = 760, 520
"""Width below which the figure is above the words: in an upright page, and in any; at 100 % text."""
_WIDEST = 900
"""Greatest width of the words, for readable lines; at 100 % text."""
_BESIDE, _ABOVE = (47, 57), (47, 53)
"""Stretch factors of stage and words."""
NO_ANSWER = frozenset(
    {
        Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
        Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    }
)  # fmt: skip
"""Keys that do not say *ready*: they are held for another key, lead out, move the focus or turn to
more of what is to be read."""


class Stage(QWidget):
    """Show one moment of a session."""

    laid_out = Signal()
    """The ring has another place."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.dial = Dial(self)
        self.begin = PillButton(_("Begin"), primary=True, key=_("space"))
        """Begins the step that waits, as any key does. The step may begin by itself: so no other button comes
        in its place, and it takes no focus, which would go to another one then."""
        self.begin.setParent(self)
        self.begin.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.begin.hide()
        self.label = ""
        self._lay_out()

    def _lay_out(self) -> None:
        width, height = self.width(), self.height()
        zoom = min(_MAX_ZOOM, max(1.0, min(width, height - style.px(100)) / (style.scale() * _USUAL_SIDE)))
        below_ring = min(style.px(84) * zoom, _BELOW * height)
        available = min(width / 2 - 24, (height - below_ring) / 2 - min(14, 0.03 * height))
        radius = max(24.0, min(_RING * style.scale() * zoom, available))
        # A little above the middle, to balance the label.
        centre = QPointF(width / 2, (height - below_ring * 47 / 84) / 2)
        below = height - centre.y() - radius
        label_height = min(style.px(48) * zoom, below - 4)
        top = centre.y() + radius + min(style.px(18) * zoom, max(2.0, below - label_height - 4))
        self._face = min(_LABEL * zoom, 0.6 * label_height / style.scale())
        self.label_area = QRect(0, round(top), width, round(label_height))
        size = self.begin.sizeHint()
        middle = min(self.label_area.center().y(), height - size.height() // 2 - _APART)
        self.begin.setGeometry(
            (width - size.width()) // 2, middle - size.height() // 2, size.width(), size.height()
        )
        self.dial.place(centre, radius)
        self._centre = centre
        self.laid_out.emit()

    def is_clear(self, corner: QRect) -> bool:
        """Return whether the ring keeps its distance from what is in the upper left corner."""
        away = self._centre - QPointF(corner.right(), corner.bottom())
        return hypot(away.x(), away.y()) > self.dial.radius + style.px(_APART)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(style.px(_LEAST[0]), style.px(_LEAST[1]))

    def show_moment(self, playing: Playing, moment: Moment) -> None:
        """Show a moment of a session."""
        step = playing.session.steps[moment.step]
        region = step.movement.regions[0] if step.movement.regions else ""
        self.dial.show_frame(frame_at(playing, moment), str(moment.rep), region)
        name = figure_name(step.movement.name)
        if name != self.dial.accessibleName():
            self.dial.setAccessibleName(name)
        self.begin.setVisible(moment.phase is Phase.ARRIVED and not playing.paused)
        label = breath_label(moment, step, rest=is_rest(playing.session, moment))
        label = _("Paused") if playing.paused else label
        if label != self.label:
            self.label = label
            self.update(self.label_area)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not event.rect().intersects(self.label_area):
            return
        painter = QPainter(self)
        painter.setFont(style.serif(self._face, italic=True))
        painter.setPen(style.color("green"))
        painter.drawText(self.label_area, Qt.AlignmentFlag.AlignCenter, self.label)


class SplitLayout(QWidget):
    """Lay out stage and guide, and paint the stage's background."""

    def __init__(self, stage: Stage, guide: QWidget) -> None:
        super().__init__()
        self._stage = stage
        guide.setMaximumWidth(style.px(_WIDEST))
        self._row = row(*zip((stage, guide), _BESIDE, strict=True), within=self)

    def narrow(self) -> bool:
        """Return whether the figure is above the words."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        upright = self.height() > self.width()
        narrow = self.width() < style.px(_NARROW if upright else _NARROWEST)
        if narrow != self.narrow():
            down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
            self._row.setDirection(down if narrow else across)
            for index, share in enumerate(_ABOVE if narrow else _BESIDE):
                self._row.setStretch(index, share)
            self._row.activate()
        super().resizeEvent(event)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = QRectF(self._stage.geometry())
        painter.fillRect(place, style.color("pill"))
        end = QRectF(place.right() - 1, place.top(), 1, place.height())
        if self.narrow():
            end = QRectF(place.left(), place.bottom() - 1, place.width(), 1)
        painter.fillRect(end, style.color("line"))

"""The dial of the player: the breath's disc, the figure on it, and the ring of the step around both."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, cos, floor, pi, sin

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QFontMetrics,
    QHideEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override
from intermezzo.ui.figure.drawing import Drawing, changed, drawing
from intermezzo.ui.figure.paint import paint_drawing
from intermezzo.ui.figure.poses import FigurePose, is_other_figure
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import paint_centred, round_path, round_pen
from intermezzo.ui.kit.pictures import painting
from intermezzo.ui.player.visible_steps import rounded_at, steps_at, visible_steps

_FIGURE = 0.995
"""Radius of the circle that holds the figure, as a share of the ring's."""
_EMPTY, _FULL = 0.66, 0.92
"""Radius of the disc with empty and with full lungs, as shares of the ring's."""
_EDGE = 4
"""Logical pixels outside the ring's radius, at 100 % text."""
_DISC_STEP, _RING_STEP = 2.0, 6.0
"""Logical pixels by which each has to grow to be seen: the disc has a pale edge, and few look at the ring."""
_ALONG = 0.5
"""Share of its step from which a part changes together with another, and needs no frame of its own."""
_WIDTH_STEP = 0.06
"""Share of its width by which a turning figure has to narrow or widen for the change to be visible."""
_BREATH_STEPS, _BREATH_ONLY_STEPS = 10, 25
"""Visible steps of the figure's chest: more where nothing else moves."""
_DISC_STEPS = 64
_RING_PARTS = 16
"""Steps in which the ring is painted into the background image."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of the dial: the step's done share and the lungs' fill (both 0..1), and the figure's pose.

    While the figure turns to its other side, ``width`` is the share of its width that is seen.
    """

    ring: float = 0.0
    fill: float = 0.0
    pose: FigurePose | None = None
    width: float = 1.0


class Dial(QWidget):
    """Show one frame and repaint only what changes.

    The widget is opaque, so that a frame repaints nothing below it.
    """

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.frame = Frame()
        """The last frame that was set, exactly."""
        self.rendered = Frame()
        """The frame on the screen, in visible steps."""
        self.count = ""
        """The number of the repetition, in the disc where there is no figure."""
        self.region = ""
        """The region with the glow."""
        self.radius = 0.0
        """The ring's, in logical pixels."""
        self._centre = QPointF()
        self._ring_rect = QRectF()
        self._figure_rect = QRectF()
        """The square around the circle that holds the figure."""
        self._figure_pixels = QRect()
        self._drawing: Drawing | None = None
        """Of the rendered pose; None if it is not visible or has to be made anew."""
        self._prepared: deque[tuple[Frame, Drawing | None, QRect]] = deque()
        """Frames to be rendered soon, each with its drawing and with what it changes of the one before."""
        self._disc_rests = False
        """Whether the disc is painted into the background, because the next frames do not change it."""
        self._background: QImage | None = None
        """Background, track and the full parts of the ring."""
        self._background_key = (0.0, 0.0, 0.0)
        """Device pixel ratio of the background, and the share of the ring and the disc's radius on it."""
        self._ring_end = QRect()
        """Where the rest of the ring is painted."""
        self._ring_pen = QPen()

    def place(self, centre: QPointF, radius: float) -> None:
        """Move to a centre in the parent; ``radius`` is the ring's, in logical pixels."""
        area = _square(centre, radius + _EDGE * style.scale()).toAlignedRect()
        self.radius = radius
        self._centre = centre - QPointF(area.topLeft())
        self._ring_rect = _square(self._centre, radius)
        self._figure_rect = _square(self._centre, radius * _FIGURE)
        self._figure_pixels = self._figure_rect.toAlignedRect()
        self.setGeometry(area)
        self._forget()

    def show_frame(self, frame: Frame, count: str, region: str) -> None:
        """Show a frame as soon as Qt repaints; change what differs visibly."""
        new_count = frame.pose is None and count != self.count
        self.frame, self.count, self.region = frame, count, region
        changed = self.rect() if new_count else QRect()
        self.update(self._set_rendered(self.next_visible(self.rendered, frame)).united(changed))

    def render_frame(self, frame: Frame) -> None:
        """Paint a frame that ``next_visible`` returned, at once."""
        changed = QRect()
        # Some before it may have been left out.
        while self._prepared:
            prepared, drawing, rect = self._prepared.popleft()
            changed |= rect
            if prepared is frame:
                self.rendered, self._drawing = frame, drawing
                self.repaint(changed)
                return
        self.repaint(self._set_rendered(frame))

    def prepare(self, frames: Sequence[Frame]) -> None:
        """Make all that is needed to paint frames that will be rendered soon, in their order."""
        self._prepared.clear()
        old, before = self.rendered, self._drawing
        if len(frames) > 1:
            self._disc_rests = all(frame.fill == old.fill for frame in frames)
        for frame in frames:
            drawing = self._drawing_of(frame.pose)
            self._prepared.append((frame, drawing, self._changed(old, before, frame, drawing)))
            old, before = frame, drawing

    def next_visible(self, rendered: Frame, frame: Frame) -> Frame:
        """Return what to render for a frame: ``rendered`` itself as long as no change is visible.

        Poses are rounded to visible steps, so that the next repetition uses the same drawings.
        """
        if is_other_figure(rendered.pose, frame.pose):
            fill, pose = _rounded(frame.fill, _DISC_STEPS), self._rounded_pose(frame.pose)
            return Frame(frame.ring, fill, pose, frame.width)
        grown = (frame.ring - rendered.ring) * 2 * pi * self.radius / _RING_STEP
        filled = (frame.fill - rendered.fill) * (_FULL - _EMPTY) * self.radius / _DISC_STEP
        moved, pose = 0.0, rendered.pose
        if pose is not None and frame.pose is not None:
            steps = self._pose_steps(pose)
            moved = steps_at(steps, frame.pose.at) - steps_at(steps, pose.at)
        wider = abs(frame.width - rendered.width) >= _WIDTH_STEP or frame.width == 1.0 != rendered.width
        moves = wider or max(abs(filled), abs(moved)) >= 1
        if not moves and abs(grown) < 1:
            return rendered
        fills = moves and abs(filled) >= _ALONG
        if moves and (fills or abs(moved) >= _ALONG):
            pose = self._rounded_pose(frame.pose)
        return Frame(
            frame.ring if abs(grown) >= _ALONG else rendered.ring,
            _rounded(frame.fill, _DISC_STEPS) if fills else rendered.fill,
            pose,
            frame.width if wider else rendered.width,
        )

    def _pose_steps(self, pose: FigurePose) -> tuple[float, ...]:
        return visible_steps(pose.figure, pose.side, self._figure_rect.width())

    def _rounded_pose(self, pose: FigurePose | None) -> FigurePose | None:
        if pose is None:
            return None
        steps = self._pose_steps(pose)
        breaths = _BREATH_STEPS if steps[-1] else _BREATH_ONLY_STEPS
        return replace(pose, at=rounded_at(steps, pose.at), fill=_rounded(pose.fill, breaths))

    def _set_rendered(self, frame: Frame) -> QRect:
        """Render another frame from now on and return what must be repainted."""
        old, self.rendered = self.rendered, frame
        self._prepared.clear()
        if not self.isVisible():
            # All of it is painted when it is shown; until then no drawing is needed.
            self._drawing = None
            return QRect()
        before = self._drawing
        if before is None or frame.pose != old.pose:
            self._drawing = self._drawing_of(frame.pose)
        return self._changed(old, before, frame, self._drawing)

    def _changed(self, old: Frame, before: Drawing | None, new: Frame, after: Drawing | None) -> QRect:
        """Return what differs between two frames with their drawings."""
        if new.width != old.width or is_other_figure(old.pose, new.pose):
            return self.rect()
        rect = self._arc_rect(_full_parts(old.ring), new.ring) if new.ring != old.ring else QRect()
        if new.fill != old.fill:
            rect |= _square(self._centre, self._disc_radius(max(old.fill, new.fill)) + 1).toAlignedRect()
        if before is after:
            return rect
        if before is None or after is None:
            return self.rect()
        return rect | changed(before, after)

    def _drawing_of(self, pose: FigurePose | None) -> Drawing | None:
        if pose is None:
            return None
        ratio = self.devicePixelRatioF()
        return drawing(pose, self._figure_rect, self.region, pixel_ratio=ratio, in_circle=True)

    def _arc_rect(self, start: float, end: float) -> QRect:
        """Return the rectangle around a part of the ring; the whole dial for a long or negative part."""
        if not 0 <= end - start <= 0.125:
            return self.rect()
        angles = (2 * pi * turn for turn in (start, (start + end) / 2, end))
        points = [self._centre + QPointF(sin(angle), -cos(angle)) * self.radius for angle in angles]
        edge = 6 * style.scale()
        rect = QPolygonF(points).boundingRect().adjusted(-edge, -edge, edge, edge)
        return rect.toAlignedRect().intersected(self.rect())

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Forget what was made in the colours of another palette."""
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange}:
            self._forget()
        super().changeEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Give back the images and paths of a session that has ended."""
        super().hideEvent(event)
        self._forget()

    def _forget(self) -> None:
        """Forget what was made for this place, in these colours and for this screen."""
        self._background = self._drawing = None
        self._prepared.clear()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), event.rect()
        painter.drawImage(QPointF(), self._background_image())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if rect.intersects(self._ring_end):
            self._paint_ring(painter, self._background_key[1], self.rendered.ring)
        if not rect.intersects(self._figure_pixels):
            return
        if not self._background_key[2]:
            self._paint_disc(painter)
        if self._drawing is None:
            self._drawing = self._drawing_of(self.rendered.pose)
        if self._drawing is not None:
            if self.rendered.width != 1.0:
                painter.translate(self._centre.x(), 0)
                painter.scale(self.rendered.width, 1)
                painter.translate(-self._centre.x(), 0)
            paint_drawing(painter, self._drawing)
        elif self.count:
            font = style.serif(84)
            left = self._centre.x() - QFontMetrics(font).horizontalAdvance(self.count) / 2
            paint_centred(painter, font, "soft", QPointF(left, self._centre.y()), self.count)

    def _background_image(self) -> QImage:
        """Return background, track and the full parts of the ring; a frame paints only the ring's end.

        While the disc rests it is there as well.
        """
        ratio, ring = self.devicePixelRatioF(), _full_parts(self.rendered.ring)
        key = ratio, ring, self._disc_radius(self.rendered.fill) if self._disc_rests else 0.0
        if self._background is None or self._background_key != key:
            if ratio != self._background_key[0]:
                self._forget()
            with painting(self.size(), ratio, style.color("pill")) as (image, painter):
                half = style.scale()
                track = round_path(self.radius + half, hole=self.radius - half)
                painter.fillPath(track.translated(self._centre), style.color("track"))
                self._ring_pen = round_pen(style.color("green"), 4 * style.scale())
                self._paint_ring(painter, 0.0, ring)
                if self._disc_rests:
                    self._paint_disc(painter)
            self._background, self._background_key = image, key
            self._ring_end = self._arc_rect(ring, ring + 1 / _RING_PARTS)
        return self._background

    def _disc_radius(self, fill: float) -> float:
        return self.radius * (_EMPTY + (_FULL - _EMPTY) * fill)

    def _paint_disc(self, painter: QPainter) -> None:
        disc = round_path(self._disc_radius(self.rendered.fill))
        painter.fillPath(disc.translated(self._centre), style.color("disc"))

    def _paint_ring(self, painter: QPainter, start: float, end: float) -> None:
        if end > start:
            painter.setPen(self._ring_pen)
            turn = 360 * 16
            painter.drawArc(self._ring_rect, turn // 4 - round(start * turn), -round((end - start) * turn))


def _full_parts(ring: float) -> float:
    """Return the share of the ring that is on the background image."""
    return floor(ring * _RING_PARTS) / _RING_PARTS


def _square(centre: QPointF, half: float) -> QRectF:
    return QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)


def _rounded(value: float, steps: float) -> float:
    """Round a value in 0..1 to whole steps; 0 and 1 are among them."""
    whole = max(1, ceil(steps))
    return round(value * whole) / whole

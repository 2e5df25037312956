"""The small still of a movement on a rounded tile, painted once and kept while there is room."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QPixmapCache

from intermezzo.core.figure import frame
from intermezzo.core.practice.model import Movement
from intermezzo.ui.figure.drawing import FigurePose
from intermezzo.ui.figure.paint import paint_figure
from intermezzo.ui.figure.spot import placing
from intermezzo.ui.figure.view import paint_mark, telling
from intermezzo.ui.kit import style

_STANDING, _BELOW = 1.1, 0.05
"""What a body that stands takes of a tile's height, and what of that is below it, in body heights."""
_LOW, _UNDER = 0.75, 0.20
"""A body lower than this lies, with a mat or a bed under it, which takes more room below."""


def paint_thumb(
    painter: QPainter, area: QRect, movement: Movement, *, ground: str, eased: bool = False,
    inset: tuple[int, int] = (4, 4),
) -> None:  # fmt: skip
    """Draw the movement where it is most itself; ``ground`` is the palette's name of the tile's colour.

    ``inset`` is how far from the tile's edges the figure stays, in logical pixels, across and down.
    """
    ratio = painter.device().devicePixelRatioF()
    look = f"{style.current().name}-{ground}-{area.width()}x{area.height()}@{ratio:g}-{eased}-{inset}"
    key = f"thumb-{movement.id}-{hash(movement.figure)}-{look}"
    kept = QPixmap()
    if not QPixmapCache.find(key, kept):
        kept = _drawn(movement, area.size(), ratio, ground, inset, eased=eased)
        QPixmapCache.insert(key, kept)
    painter.drawPixmap(area.topLeft(), kept)


def _drawn(
    movement: Movement, size: QSize, ratio: float, ground: str, inset: tuple[int, int], *, eased: bool
) -> QPixmap:
    tile = QPixmap(size * ratio)
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRectF(0, 0, size.width(), size.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.color(ground))
    painter.drawRoundedRect(whole, style.px(10), style.px(10))
    across, down = inset
    inner = whole.adjusted(across, down, -across, -down)
    pose = telling(movement, eased=eased)
    if pose is None:
        paint_mark(painter, inner)
    else:
        paint_figure(painter, place_of(pose, inner), pose, movement.regions[0])
    painter.end()
    return tile


def place_of(pose: FigurePose, area: QRectF) -> QRectF:
    """Return where in a tile's area a figure is drawn, so that whole bodies are of one size on one floor.

    The size is that of a body that stands; one that reaches further out is smaller. Close-ups fill the area.
    """
    figure = pose.figure
    if figure.close_up != "none":
        return area
    way = placing(figure, pose.side, area, in_circle=False)
    share = min(1.0, area.height() / (_STANDING * way.m11()))
    place = QRectF(0, 0, area.width() * share, area.height() * share)
    place.moveCenter(area.center())
    _left, low, _right, top = frame(figure, pose.side)
    below = _UNDER if top - low < _LOW else _BELOW
    size = way.m11() * share
    lowest = placing(figure, pose.side, place, in_circle=False).map(QPointF(0, -low)).y()
    return place.translated(0, area.bottom() - size * below - lowest)

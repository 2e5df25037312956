"""The thumbnail of a movement: its key pose on a rounded tile, cached in ``QPixmapCache``."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QPainter, QPainterPath, QPixmap, QPixmapCache

from intermezzo.core.figure import frame
from intermezzo.core.practice.model import Movement
from intermezzo.ui.figure.paint import paint_figure, paint_placeholder
from intermezzo.ui.figure.placement import fit
from intermezzo.ui.figure.poses import FigurePose, key_pose
from intermezzo.ui.kit import style
from intermezzo.ui.kit.pictures import painting

_STANDING_HEIGHT, _FLOOR_SPACE = 1.1, 0.05
"""Height of the tile's area for a standing body, and the part of it below the floor, in body heights."""
_LYING_HEIGHT, _LYING_SPACE = 0.75, 0.20
"""Height below which a body lies, and the space below it for a mat or a bed, in body heights."""


def paint_thumbnail(
    painter: QPainter, area: QRect, movement: Movement, *, background: str, eased: bool = False,
    inset: tuple[int, int] = (4, 4),
) -> None:  # fmt: skip
    """Paint the thumbnail of a movement; ``background`` is a colour name of the palette.

    ``inset`` is the horizontal and vertical margin in logical pixels.
    """
    ratio = painter.device().devicePixelRatioF()
    look = f"{style.current().dark}-{background}-{area.width()}x{area.height()}@{ratio:g}-{eased}-{inset}"
    key = f"thumb-{movement.id}-{hash(movement.figure)}-{look}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = render_thumbnail(movement, area.size(), ratio, background, inset, eased=eased)
        QPixmapCache.insert(key, pixmap)
    painter.drawPixmap(area.topLeft(), pixmap)


def render_thumbnail(
    movement: Movement, size: QSize, ratio: float, background: str, inset: tuple[int, int], *, eased: bool
) -> QPixmap:
    """Return a new thumbnail; ``paint_thumbnail`` caches it."""
    with painting(size, ratio) as (tile, painter):
        whole = QRectF(QPointF(), QSizeF(size))
        tile_shape = QPainterPath()
        tile_shape.addRoundedRect(whole, style.px(10), style.px(10))
        painter.fillPath(tile_shape, style.color(background))
        painter.setClipPath(tile_shape)
        across, down = inset
        inner = whole.adjusted(across, down, -across, -down)
        pose = key_pose(movement, eased=eased)
        if pose is None:
            paint_placeholder(painter, inner)
        else:
            paint_figure(painter, tile_area(pose, inner), pose, movement.regions[0])
    return QPixmap.fromImage(tile)


def tile_area(pose: FigurePose, area: QRectF) -> QRectF:
    """Return the part of a tile in which a figure is drawn, so that all bodies share one scale and floor.

    The scale is that of a standing body; a body that reaches further is smaller. Close-ups fill the tile.
    """
    figure = pose.figure
    if figure.close_up != "none":
        return area
    transform = fit(figure, pose.side, area, in_circle=False)
    share = min(1.0, area.height() / (_STANDING_HEIGHT * transform.m11()))
    tile = QRectF(0, 0, area.width() * share, area.height() * share)
    tile.moveCenter(area.center())
    _left, low, _right, top = frame(figure, pose.side)
    below = _LYING_SPACE if top - low < _LYING_HEIGHT else _FLOOR_SPACE
    size = transform.m11() * share
    lowest = fit(figure, pose.side, tile, in_circle=False).map(QPointF(0, -low)).y()
    return tile.translated(0, area.bottom() - size * below - lowest)

"""The small still of a movement on a rounded tile, painted once and kept while there is room."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QPixmapCache

from intermezzo.core.model import Movement
from intermezzo.ui import style
from intermezzo.ui.figure_paint import paint_figure
from intermezzo.ui.figure_view import paint_mark, telling


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
        paint_figure(painter, inner, pose, movement.regions[0])
    painter.end()
    return tile

"""Where a window opens: beside the window that it was opened from, else where there is room beside it."""

from PySide6.QtCore import QPoint, QRect, QSize

GAP = 12
"""Between two windows side by side, in logical pixels."""


def placed(size: QSize, room: QRect, opener: QRect | None) -> QPoint:
    """Return the top left corner of a window of this size on a screen with this ``room``.

    It stands at the right of its opener, at the left where there is more room, tops aligned. Where it fits
    at neither side it goes as far to the wider one as the screen allows, so that it covers as little of the
    opener as it can. Without an opener it stands in the middle; a narrow one in the middle of the left third,
    which leaves room for those that are opened from it.
    """
    area = QRect(QPoint(), size)
    if opener is None or not room.intersects(opener):
        middle = room.center()
        if 3 * size.width() <= room.width():
            middle.setX(room.left() + room.width() // 6)
        area.moveCenter(middle)
        return within(area, room)
    right, left = room.right() - opener.right(), opener.left() - room.left()
    area.moveTop(opener.top())
    if right >= size.width() + GAP or right >= left:
        area.moveLeft(opener.right() + 1 + GAP)
    else:
        area.moveRight(opener.left() - 1 - GAP)
    return within(area, room)


def room_of(area: QRect, rooms: list[QRect]) -> QRect | None:
    """Return the room that the middle of a window’s upper edge, where it is held to be moved, is in."""
    held = QPoint(area.center().x(), area.top())
    return next((room for room in rooms if room.contains(held)), None)


def within(area: QRect, room: QRect) -> QPoint:
    """Return the corner of the area, moved into the room; one that is too large begins at its corner."""
    area.moveRight(min(area.right(), room.right()))
    area.moveBottom(min(area.bottom(), room.bottom()))
    area.moveLeft(max(area.left(), room.left()))
    area.moveTop(max(area.top(), room.top()))
    return area.topLeft()

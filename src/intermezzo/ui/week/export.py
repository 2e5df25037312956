"""The week as an image: the parts of its window on a card, and the card on paper."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from intermezzo.presenters.views import WeekView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import column
from intermezzo.ui.kit.shadow import paint_shadow
from intermezzo.ui.kit.texts import BodyText, Eyebrow, Title
from intermezzo.ui.kit.widgets import line
from intermezzo.ui.week.picture import WIDTH, WeekPicture, foot_markup

_FRAME = (50, 46)
"""Margins around the card, in logical pixels."""


def render(view: WeekView, scale: float = 1.0) -> QImage:
    """Return the week in the present look; ``scale`` is the device pixel ratio."""
    sheet = _sheet(view)
    size = sheet.size() + QSize(2 * _FRAME[0], 2 * _FRAME[1])
    image = QImage(size * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(style.color("ground"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    card = sheet.rect().translated(*_FRAME)
    paint_shadow(painter, card)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.color("card"))
    painter.drawRoundedRect(QRectF(card), style.RADIUS, style.RADIUS)
    sheet.render(painter, QPoint(*_FRAME), QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.end()
    return image


def _sheet(view: WeekView) -> QWidget:
    """Return title, body and foot in a widget of the width of a new window."""
    px, sheet, picture = style.px, QWidget(), WeekPicture()
    picture.set_view(view)
    foot = BodyText(foot_markup(view.foot), size=15, tone="ink")
    foot.setTextFormat(Qt.TextFormat.RichText)
    rows = column(
        Eyebrow(view.eyebrow), px(8), Title(40, view.title), px(10), BodyText(view.line, size=16), px(32),
        picture, px(30), line(), px(19), foot,
        margins=(px(42), px(36), px(42), px(48)), within=sheet,
    )  # fmt: skip
    width = px(WIDTH) + 2 * px(42)
    sheet.resize(width, rows.totalHeightForWidth(width))
    return sheet

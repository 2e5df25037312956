"""The body of the week: days, map, areas and how it felt."""

import html
import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from intermezzo.presenters import _
from intermezzo.presenters.views import WeekView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.columns import Columns
from intermezzo.ui.kit.layouts import LayoutPart, column
from intermezzo.ui.week import parts

WIDTH = 956
"""Width of the body in the image and in a new window, in logical pixels at 100 % text."""
_LEFT, _GAP = 470, 40


def foot_markup(foot: str) -> str:
    """Return the foot sentence as rich text with bold times."""
    return re.sub(r"\b(\d{1,2}:\d{2})\b", r'<span style="font-weight:600">\1</span>', html.escape(foot))


class WeekPicture(QWidget):
    """The body of the week, on the left the days and the user's own rule, on the right what was long ago.

    Without an own rule the map goes below the days, so that both sides are filled.
    """

    def __init__(self) -> None:
        super().__init__()
        self._box = column(within=self)
        self.setAccessibleName(_("The week as a picture; press T for a table"))

    def set_view(self, view: WeekView) -> None:
        """Show a week, in the present look."""
        for before in self.findChildren(Columns):
            before.hide()
            before.deleteLater()
        px = style.px
        left: list[LayoutPart] = [parts.days(view.days), px(36), parts.legend(view.days), px(27)]
        right: list[LayoutPart] = []
        if view.map:
            (right if view.standard[0] else left).append(parts.weeks_map(view.map))
        if view.standard[0]:
            left.append(parts.own_rule(view.standard))
            right.append(px(24))
        left.append(None)
        right.append((parts.areas(view), 1))
        if any(one is not None for one in view.felt):
            right += [px(19), parts.felt(view.felt)]
        sides = [QWidget(), QWidget()]
        for side, held in zip(sides, (left, right), strict=True):
            side.setMinimumWidth(px(300))
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            column(*held, within=side)
        shares, fill = (_LEFT, WIDTH - _LEFT - _GAP), Qt.AlignmentFlag(0)
        self._box.addWidget(Columns(*sides, gap=px(_GAP), stretches=shares, side=fill, below=800))
        self.updateGeometry()

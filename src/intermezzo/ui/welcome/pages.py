"""The pages of the Welcome window."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from intermezzo.core.override import override
from intermezzo.core.practice.model import Movement
from intermezzo.presenters import _
from intermezzo.presenters import welcome as told
from intermezzo.ui.figure.movement_loop import VISIBILITY_EVENTS, MovementLoop, is_watched
from intermezzo.ui.figure.view import FigureView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import (
    Columns,
    FlowLayout,
    LayoutPart,
    add,
    column,
    column_widget,
    row_widget,
    show_or_hide,
)
from intermezzo.ui.kit.marks import paint_disc, round_pen, smooth_painter
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER
from intermezzo.ui.kit.texts import BodyText, Eyebrow, Heading, Text, Title
from intermezzo.ui.settings.rows import SettingRow
from intermezzo.ui.tray.icon import tray_icon

SIDE = 42
_ICON = 24
"""Side of an icon of the tray, in logical pixels at 100 % text."""
_GAP, _BESIDE, _EDGE = 40, 780, 24
"""Of the first page: between words and figure, from which width on it stands beside them, above and below."""
_LINE = 940
"""Maximum width of a paragraph, in logical pixels at 100 % text."""
_SQUARE, _RING, _DISC = 388, 190, 166
"""Side of the figure’s widget, radii of ring and disc, in logical pixels at 100 % text."""
_MAX_SCALE = 1.2
"""Limit of the text scale for the figure, which leaves room for the words."""
_ARC = 120
"""Degrees of the ring that are green, as in the app's mark."""


class TitledPage(QWidget):
    """A page with its eyebrow and title. ``edge`` is how far a button of text reaches out to the left."""

    def __init__(self, eyebrow: str, title: str, *, edge: int = 0) -> None:
        super().__init__()
        self._edge = edge
        self.setAccessibleName(title)
        self._lead = ""
        """What screen readers say after the title: the first paragraph, unless the page says otherwise."""
        self.eyebrow = Eyebrow(eyebrow)
        self.rows = column(margins=(SIDE - edge, 24, SIDE - SCROLL_GUTTER, 16), within=self)
        self.put(self.eyebrow, style.px(9), Title(34, title), style.px(10))

    def put(self, *parts: LayoutPart) -> None:
        """Add parts that begin where the title does."""
        add(self.rows, column(*parts, margins=(self._edge, 0, 0, 0)))

    def say(self, text: str, gap: int = 6) -> BodyText:
        """Add a paragraph and a gap."""
        self._lead = self._lead or text
        body = BodyText(text, size=15)
        body.setMaximumWidth(style.px(_LINE))
        self.put(body, style.px(gap))
        return body

    def spoken(self) -> str:
        """Return what screen readers say as the page is shown."""
        return told.page_announcement(self.accessibleName(), self._lead)


class _Bullet(QWidget, style.Follower):
    """The bullet of a list item. It is painted, as screen readers would read it from a label."""

    def __init__(self, size: float) -> None:
        super().__init__()
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(style.sans(self._size))
        return QSize(ceil(metrics.horizontalAdvance("•")), ceil(metrics.height()))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, face = QPainter(self), style.sans(self._size)
        painter.setFont(face)
        painter.setPen(style.color("soft"))
        painter.drawText(QPointF(0, QFontMetricsF(face).ascent()), "•")

    @override
    def follow_look(self) -> None:
        self.updateGeometry()


def listed(text: str, *, size: float = 13) -> QWidget:
    """Return a list item: a bullet and a text."""
    words = BodyText(text, size=size)
    words.setAlignment(Qt.AlignmentFlag.AlignTop)
    return row_widget(_Bullet(size), (words, 1), gap=style.px(10))


class Greeting(QWidget):
    """Repeat one movement by ``clock`` (seconds, never going back) while it is watched.

    It is decoration and has no accessible name.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self._unit = min(style.scale(), _MAX_SCALE)
        side, radius = round(_SQUARE * self._unit), round(_DISC * self._unit) - 1
        self.setFixedSize(side, side)
        self.figure = FigureView(self, background="disc", circle=True)
        self.figure.setGeometry(side // 2 - radius, side // 2 - radius, 2 * radius, 2 * radius)
        self.figure.setMask(QRegion(self.figure.rect(), QRegion.RegionType.Ellipse))
        self.figure.hide()
        self.loop = MovementLoop(clock, self)
        self.loop.posed.connect(lambda _movement, pose: self.figure.show_pose(pose))

    def show_movement(self, movement: Movement | None) -> None:
        """Show a movement; without a figure there are only the ring and the disc."""
        if movement is not None and movement.figure is None:
            movement = None
        self.figure.show_movement(movement)
        self.figure.setVisible(movement is not None)
        self.loop.play(movement)

    @override
    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in VISIBILITY_EVENTS:
            self.loop.set_visible(visible=is_watched(self))
        return handled

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        unit, middle = self._unit, QRectF(self.rect()).center()
        paint_disc(painter, middle, _DISC * unit, style.color("disc"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = QRectF(0, 0, 2 * _RING * unit, 2 * _RING * unit)
        ring.moveCenter(middle)
        painter.setPen(round_pen(style.color("line"), 2 * unit))
        painter.drawEllipse(ring)
        painter.setPen(round_pen(style.color("green"), 4 * unit))
        painter.drawArc(ring, 90 * 16, -_ARC * 16)


class HelloPage(QWidget):
    """What the program is, where it is found, and how it asks."""

    def __init__(self, greeting: QWidget) -> None:
        super().__init__()
        title, px = _("Short movements between meetings"), style.px
        self.setAccessibleName(title)
        self._greeting, self._where = greeting, Eyebrow()
        grid = FlowLayout(gap=px(18), line_gap=px(8), even=True)
        self._states = column_widget(grid.holding(*(_state(*one) for one in told.tray_states())))
        what, self._how = BodyText(told.what_it_is(), size=17), BodyText(size=15)
        self._no_tray = BodyText(told.without_tray(), size=15)
        self._words = column_widget(
            Eyebrow(_("Welcome · 1 of 4")), px(10), Title(38, title), px(14), what, px(26),
            self._where, px(12), self._states, self._no_tray, px(22), self._how,
        )  # fmt: skip
        self.show_desktop(tray=True, card=True)
        middle = Qt.AlignmentFlag.AlignVCenter
        both = Columns(self._words, greeting, gap=_GAP, stretches=(1, 0), side=middle, below=_BESIDE)
        column(None, both, None, margins=(SIDE, _EDGE, SIDE - SCROLL_GUTTER, _EDGE), within=self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the figure out where it is not seen whole, beside all the words."""
        super().resizeEvent(event)
        seen, width = self.parentWidget() or self, event.size().width() - 2 * SIDE + SCROLL_GUTTER
        high = self._words.heightForWidth(width - self._greeting.width() - _GAP)
        fits = max(high, self._greeting.height()) <= seen.height() - 2 * _EDGE
        show_or_hide(self._greeting, shown=fits and width >= style.px(_BESIDE))

    def spoken(self) -> str:
        """Return what screen readers say as the page is shown: its title and what the program is."""
        return told.page_announcement(self.accessibleName(), told.what_it_is())

    def show_desktop(self, *, tray: bool, card: bool) -> None:
        """Say where the program is found, and how it asks; ``card``: the desktop lets a card be placed."""
        self._where.setText(_("Its icon in the tray") if tray else _("Where you’ll find it"))
        show_or_hide(self._states, shown=tray)
        show_or_hide(self._no_tray, shown=not tray)
        self._how.setText(told.how_it_asks(tray=tray, card=card))


class _Icon(QWidget):
    """A picture of the icon in one of its states; what it means stands beside it."""

    def __init__(self, state: str) -> None:
        super().__init__()
        self._icon = tray_icon(state)
        self.setFixedSize(style.px(_ICON), style.px(_ICON))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        self._icon.paint(QPainter(self), self.rect())


def _state(state: str, meaning: str) -> QWidget:
    said = Text(meaning)
    said.setWordWrap(False)
    return row_widget(_Icon(state), said, None, gap=style.px(10))


def _way(name: str, said: str, *controls: QWidget) -> QWidget:
    """Return one of the two ways to go on."""
    head, words, px = Heading(name, size=15, weight=500), BodyText(said, size=13), style.px
    made = column_widget(head, px(8), words, px(14), *controls, None)
    made.setAccessibleName(name)
    return made


class SetUpPage(TitledPage):
    """Hours and calendar; to do without a calendar is a choice like the other."""

    def __init__(self, hours: QWidget, found: QWidget, calendars: QWidget) -> None:
        super().__init__(_("Welcome · 3 of 4"), _("Your hours and your calendar"))
        self.say(_("You can change both in Settings at any time."), 12)
        self.hours = SettingRow(_("Monday to Friday"), _("Each day can have its own hours later"), hours)
        self._found = SettingRow(
            _("Found on this computer"),
            _("Other programs have these calendars here. Tick the ones with your meetings"),
            found,
            below=True,
        )
        self._found.hide()
        px = style.px
        self._line, self._read = BodyText(size=14), BodyText(size=14, tone="ink")
        which = _(
            "Google, Outlook, iCloud, Nextcloud, any address or file. Meeting names are shown, never stored."
        )
        self._with = _way(_("With your calendar"), which, calendars)
        self._without = _way(_("Without a calendar"), told.without_calendar())
        head = Heading(_("Today, as it was read"), size=15, weight=500)
        self._today = column_widget(head, self._line, self._read, None, gap=px(8))
        add(
            self.rows,
            self.hours,
            self._found,
            px(14),
            Columns(self._with, self._without, self._today, gap=px(36)),
            None,
        )
        self.show_read_back(None)

    def show_found(self, *, there: bool) -> None:
        """Show the calendars of other programs, if there are any."""
        self._found.setVisible(there)

    def show_read_back(self, today: told.ReadBack | None) -> None:
        """Show today's meetings; None, while there is no calendar, shows the choice to do without."""
        show_or_hide(self._without, shown=today is None)
        show_or_hide(self._today, shown=today is not None)
        if today is not None:
            self._line.set_or_hide(today.line)
            self._read.set_or_hide("\n".join(filter(None, (*today.rows, today.more))))

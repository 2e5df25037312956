"""Labels: titles, running text, small capitals, and one line that may be elided."""

from collections.abc import Callable, Sequence
from html import escape
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextDocument,
    QTextLayout,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from intermezzo.core.override import override
from intermezzo.presenters.durations import heard
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import row_widget, show_or_hide
from intermezzo.ui.kit.plain import set_tooltip

WIDEST_WORD = 300
"""In logical pixels at 100 % text; a longer word is cut off, so that no name makes a window wider."""
LEADING = 1.46
"""Line height of running text, in font sizes: 13 px on 19."""


class Text(QLabel, style.Follower):
    """A label that follows changes of the look. It wraps, and shows plain text."""

    heads = False
    """Whether it says what comes below it, so that it is not the last that is seen of a page."""

    def __init__(self, text: str = "", *, size: float = 14, weight: int = 400, tone: str = "ink") -> None:
        super().__init__()
        self._size = size
        self._weight = weight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("tone", tone)
        self.setFont(self.face())
        self._is_heard_otherwise = False
        """Whether what is heard is other than what is written."""
        self.setText(text)

    @override
    def setText(self, text: str) -> None:
        """Show a text; a plain one with a duration is heard in whole words."""
        super().setText(text)
        said = heard(text) if self.textFormat() == Qt.TextFormat.PlainText else text
        if said != text or self._is_heard_otherwise:
            self._is_heard_otherwise = said != text
            self.setAccessibleName(said if said != text else "")

    def face(self) -> QFont:
        """Return the font at the present size of text."""
        return style.sans(self._size, self._weight)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return Qt's hint, but where lines wrap no more than a long word's width, however long a word is."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), style.px(WIDEST_WORD)), hint.height()) if self.wordWrap() else hint

    def lines(self) -> Sequence[QRect]:
        """Return the places of its lines."""
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(self.font())
        # Not self.text(): what is drawn.
        write = document.setPlainText if self.textFormat() == Qt.TextFormat.PlainText else document.setHtml
        write(QLabel.text(self))
        document.setTextWidth(self.width() if self.wordWrap() else -1)
        block, found = document.begin(), list[QRectF]()
        while block.isValid():
            top = document.documentLayout().blockBoundingRect(block).topLeft()
            layout = block.layout()
            lines = (layout.lineAt(number).rect() for number in range(layout.lineCount()))
            found += (one.translated(top) for one in lines)
            block = block.next()
        return self._placed(found)

    def _placed(self, lines: Sequence[QRectF]) -> Sequence[QRect]:
        """Return where lines stand that are laid out from 0: at the top or in the middle."""
        spare = self.height() - (lines[-1].bottom() if lines else 0.0)
        top = 0.0 if self.alignment() & Qt.AlignmentFlag.AlignTop else max(0.0, spare / 2)
        return [one.translated(0, top).toAlignedRect() for one in lines]

    def set_size(self, size: float) -> None:
        """Set the font size, in pixels at 100 % text."""
        if size != self._size:
            self._size = size
            self.setFont(self.face())

    def set_or_hide(self, text: str) -> None:
        """Show the text; an empty one hides the label."""
        self.setText(text)
        show_or_hide(self, shown=bool(text))

    def set_tone(self, tone: str) -> None:
        """Set the colour: ink, soft, green or amber."""
        self.setProperty("tone", tone)
        self.style().polish(self)

    @override
    def follow_look(self) -> None:
        self.setFont(self.face())


class BodyText(Text):
    """Running text with a wide line height; ``tone`` is ink, soft, green or amber.

    A single line is no higher than its font; rich text has Qt's line height.
    """

    def __init__(self, text: str = "", *, size: float = 14, weight: int = 400, tone: str = "soft") -> None:
        super().__init__(text, size=size, weight=weight, tone=tone)
        self._measured: tuple[str, QFont] | None = None
        self._heights: dict[int, int] = {}
        """By width, of the text in the font of ``_measured``: a window asks for each many times."""

    @override
    def heightForWidth(self, width: int) -> int:
        if not self._is_set_by_us():
            return super().heightForWidth(width)
        now = (self.text(), self.font())
        if now != self._measured:
            self._measured, self._heights = now, {}
        if width not in self._heights:
            self._heights[width] = ceil(self._laid_out(width).boundingRect().height())
        return self._heights[width]

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), self.heightForWidth(hint.width())) if self._is_set_by_us() else hint

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the width of the longest word and the height of one line."""
        hint = super().minimumSizeHint()
        return (
            QSize(hint.width(), ceil(QFontMetricsF(self.font()).height())) if self._is_set_by_us() else hint
        )

    @override
    def lines(self) -> Sequence[QRect]:
        if not self._is_set_by_us():
            return super().lines()
        layout = self._laid_out(self.width())
        return self._placed([layout.lineAt(number).rect() for number in range(layout.lineCount())])

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_set_by_us():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        layout = self._laid_out(self.width())
        spare = self.height() - layout.boundingRect().height()
        top = self.alignment() & Qt.AlignmentFlag.AlignTop
        layout.draw(painter, QPointF(0, 0 if top else max(0.0, spare / 2)))

    def _is_set_by_us(self) -> bool:
        """Return whether we lay out the lines: plain text that wraps and is not centred."""
        return (
            self.wordWrap()
            and self.textFormat() == Qt.TextFormat.PlainText
            and not self.alignment() & Qt.AlignmentFlag.AlignHCenter
        )

    def _laid_out(self, width: int) -> QTextLayout:
        return laid_out(self.text(), self.font(), width)


def laid_out(text: str, face: QFont, width: float, leading: float = LEADING) -> QTextLayout:
    """Return wrapped text; ``leading`` is the line height in font sizes."""
    layout = QTextLayout(text.replace("\n", "\u2028"), face)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += face.pixelSize() * leading
    layout.endLayout()
    return layout


class Rich(Text):
    """Rich text whose colours follow the palette."""

    def __init__(self, *, size: float = 14, tone: str = "soft") -> None:
        super().__init__(size=size, tone=tone)
        self._write: Callable[[], str] = str
        self.setTextFormat(Qt.TextFormat.RichText)

    def write(self, write: Callable[[], str]) -> None:
        """Show the HTML that ``write`` returns; it is called again when the palette changes."""
        self._write = write
        self.setText(write())

    def write_labelled(self, label: str, tone: str, text: str, *, leading: int) -> None:
        """Show a paragraph after a bold label in its own colour; ``leading`` is in percent of a line."""

        def html() -> str:
            head = f'<span style="color:{style.color(tone).name()};font-weight:600">{escape(label)}</span>'
            return f'<p style="line-height:{leading}%;margin:0">{head} {escape(text)}</p>'

        self.write(html)

    def write_sentence(self, before: str, bold: str, after: str) -> None:
        """Show a sentence, a part of it in bold."""
        words = (escape(before), escape(bold), escape(after))
        bolder = '{0}<span style="color:{3};font-weight:600">{1}</span>{2}'
        self.write(lambda: bolder.format(*words, style.color("ink").name()))
        self.setAccessibleName(heard(f"{before}{bold}{after}".strip()))

    @override
    def follow_look(self) -> None:
        super().follow_look()
        self.setText(self._write())


class Heading(Text):
    """The name of what stands below it, within a page."""

    heads = True


class Eyebrow(Text):
    """The small capitals above a title; the text itself keeps its case."""

    heads = True

    def __init__(self, text: str = "") -> None:
        super().__init__(text, tone="soft")

    @override
    def face(self) -> QFont:
        return style.eyebrow()


_JOINER = "\u2060"
"""Invisible; a line does not break beside it."""


class Title(Text):
    """A title in the serif, whose lines break between words, never at a hyphen: *mid-back* stays whole.

    One with a dot that is too wide for a line breaks at the dot, which is left out: *Reach & turn · shoulders
    and ribs*.
    """

    heads = True

    def __init__(self, size: float = 26, text: str = "") -> None:
        self._whole = ""
        super().__init__(text, size=size)

    @override
    def setText(self, text: str) -> None:
        self._whole = text
        self._write()
        self.setAccessibleName(heard(text))

    @override
    def text(self) -> str:
        return self._whole

    @override
    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, width, 10_000)
        metrics = QFontMetrics(self.font())
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._written(width)).height()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._write()

    def _write(self) -> None:
        written = self._written(self.width())
        if written != QLabel.text(self):
            QLabel.setText(self, written)

    def _written(self, width: int) -> str:
        """Return the text as it is drawn within a width."""
        fits = not self.wordWrap() or QFontMetrics(self.font()).horizontalAdvance(self._whole) <= width
        text = self._whole if fits else self._whole.replace(" · ", "\n", 1)
        return text.replace("-", f"-{_JOINER}")

    @override
    def face(self) -> QFont:
        return style.serif(self._size)


class Elided(Text):
    """One line, elided where it is too long; the whole text is in the tooltip."""

    def __init__(self, text: str = "", *, size: float = 14, tone: str = "soft") -> None:
        super().__init__("", size=size, tone=tone)
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show a text."""
        self._whole = text
        self._elide()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = QFontMetrics(self.font()).elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(0, self.width())
        )
        self.setText(shown)
        self.setAccessibleName(heard(self._whole))
        set_tooltip(self, self._whole if shown != self._whole else "")


def legend_entry(mark: QWidget, words: str, size: float) -> QWidget:
    """Return a mark with its meaning beside it."""
    meaning = Text(words, size=size, tone="soft")
    meaning.setWordWrap(False)
    return row_widget(mark, meaning, None, gap=style.px(6))

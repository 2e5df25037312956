"""A prescription on paper: the sheet to print, with a week to tick, and the report on what was done."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPen

from intermezzo.presenters.durations import initials
from intermezzo.presenters.library.movement import stop_sign, watch_sign
from intermezzo.presenters.library.prescription import (
    PrescriptionRow,
    PrescriptionView,
    ReportRow,
    ReportView,
)
from intermezzo.presenters.safety import stop_rule
from intermezzo.ui.figure.printed import print_start_and_key
from intermezzo.ui.kit import style
from intermezzo.ui.kit.paper import BOTTOM, HEIGHT, INNER, SIDE, TOP, Paper, height_of

_FIGURE = 124.0
"""Side of one of the two pictures of an exercise. Lengths in this file: pixels of 1/96 inch."""
_PICTURE = QSizeF(_FIGURE, _FIGURE)
_BETWEEN = 10.0
_TICK = 17.0
_GAP = 18.0
"""Space above and below the line between two exercises."""
_COLUMNS = (0.0, 0.46, 0.65)
"""Left edges of the three columns of the report, as fractions of the page's width."""
_ROW = 56.0
_ONE_LINE = 38.0
"""Rows lower than this show one line of text."""
_BAR = 5.0


def sheet_pdf(view: PrescriptionView) -> bytes:
    """Return the sheet as PDF."""
    with style.on_paper():
        paper = Paper(view.title)
        top, lowest = _head(paper, view), _foot(paper)
        first = True
        for row in view.rows:
            high = _height(row)
            if not first and top + 2 * _GAP + high > lowest:
                paper.turn()
                _foot(paper)
                top, first = TOP, True
            if not first:
                paper.line(top + _GAP)
                top += 2 * _GAP
            _exercise(paper, row, top)
            top, first = top + high, False
        return paper.close()


def _head(paper: Paper, view: PrescriptionView) -> float:
    top = paper.words(view.eyebrow, style.eyebrow(), "soft", SIDE, TOP, INNER) + 6
    top = paper.words(view.title, style.serif(32), "ink", SIDE, top, INNER) + 8
    if view.note:
        top = paper.words(view.note, style.sans(13), "soft", SIDE, top, INNER) + 8
    paper.line(top + 6)
    return top + 6 + _GAP


def _foot(paper: Paper) -> float:
    """Write the global stop rule, which must be on every page, and the page number.

    Return the lowest y for the exercises.
    """
    rule, face = stop_rule(), style.sans(10)
    high = height_of(rule, face, INNER - 60)
    top = HEIGHT - BOTTOM - high
    paper.line(top - 10)
    paper.words(rule, face, "soft", SIDE, top, INNER - 60)
    paper.words(str(paper.pages), style.digits(11, 500), "soft", SIDE + INNER - 10, top, 20)
    return top - 22


def _texts(row: PrescriptionRow) -> Iterator[tuple[str, QFont, str, float]]:
    """Yield each text of an exercise with its font, its colour's name and the space after it."""
    yield row.name, style.serif(19), "ink", 2
    yield row.dose, style.sans(13.5, 600), "green", 1
    yield row.when, style.sans(12.5), "soft", 7
    movement = row.movement
    if row.how:
        yield row.how, style.sans(12.5, 500), "ink", 4
    if movement is not None:
        yield " ".join((movement.start, *movement.cues)), style.sans(12.5), "ink", 4
        watch = watch_sign(movement)
        yield f"{watch} {stop_sign(movement)}".rstrip(), style.sans(11.5), "soft", 4


def _room(row: PrescriptionRow) -> tuple[float, float]:
    """Return the left edge and the width of an exercise's text."""
    left = 2 * _FIGURE + _BETWEEN + 22 if row.movement is not None else 0.0
    return SIDE + left, INNER - left


def _height(row: PrescriptionRow) -> float:
    _left, width = _room(row)
    words = sum(height_of(text, face, width) + after for text, face, _tone, after in _texts(row)) + _TICK + 6
    return max(words, _FIGURE) if row.movement is not None else words


def _exercise(paper: Paper, row: PrescriptionRow, top: float) -> None:
    left, width = _room(row)
    if row.movement is not None:
        print_start_and_key(paper, row.movement, QPointF(SIDE, top), _PICTURE, _BETWEEN)
    at = top
    for text, face, tone, after in _texts(row):
        at = paper.words(text, face, tone, left, at, width) + after
    _ticks(paper, row.marks, left, at + 4)


def _ticks(paper: Paper, marks: Sequence[str], left: float, top: float) -> None:
    """Draw a circle for each day of the week, to be ticked with a pen."""
    painter = paper.painter
    for number, name in enumerate(initials()[: len(marks)]):
        middle = QPointF(left + number * 29 + _TICK / 2, top + _TICK / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(style.color("outline"), 0.9))
        painter.drawEllipse(middle, _TICK / 2, _TICK / 2)
        painter.setFont(style.sans(9))
        painter.setPen(style.color("outline"))
        place = QRectF(middle.x() - _TICK / 2, top, _TICK, _TICK)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)


def report_pdf(view: ReportView) -> bytes:
    """Return the page as PDF."""
    with style.on_paper():
        paper = Paper(view.title)
        top = paper.words(view.eyebrow, style.eyebrow(), "soft", SIDE, TOP, INNER) + 6
        top = paper.words(view.title, style.serif(32), "ink", SIDE, top, INNER) + 4
        if view.line:
            top = paper.words(view.line, style.sans(13.5), "soft", SIDE, top, INNER)
        top += 30
        for part, head in zip(_COLUMNS, view.heads, strict=True):
            paper.word(head, style.sans(12, 600), "soft", _cell(part, top, 18))
        top += 24
        paper.line(top)
        bottom = HEIGHT - BOTTOM - 20 * len(view.foot) - 16
        high = min(_ROW, (bottom - top) / max(1, len(view.rows)))
        for row in view.rows:
            _row(paper, row, top, high)
            top += high
            paper.line(top)
        for number, text in enumerate(view.foot):
            at = HEIGHT - BOTTOM - 20 * (len(view.foot) - number)
            paper.word(text, style.sans(11.5), "soft", QRectF(SIDE, at, INNER, 20))
        return paper.close()


def _cell(part: float, top: float, high: float) -> QRectF:
    following = next((one for one in _COLUMNS if one > part), 1.0)
    return QRectF(SIDE + part * INNER, top, (following - part) * INNER - 14, high)


def _row(paper: Paper, row: ReportRow, top: float, high: float) -> None:
    name, done, felt = (_cell(part, top, high) for part in _COLUMNS)
    if high < _ONE_LINE:
        size = min(12.0, high * 0.6)
        paper.word(f"{row.name} · {row.dose}", style.sans(size), "ink", name)
        paper.word(row.done, style.sans(size), "ink", done)
        paper.word(row.felt, style.sans(size), "soft", felt)
        return
    middle = top + high / 2
    paper.word(row.name, style.sans(14, 600), "ink", QRectF(name.x(), middle - 21, name.width(), 20))
    paper.word(row.dose, style.sans(11.5), "soft", QRectF(name.x(), middle + 1, name.width(), 18))
    upper = done if row.share is None else QRectF(done.x(), middle - 19, done.width(), 20)
    paper.word(row.done, style.sans(13, 500), "ink", upper)
    if row.dates:
        felt.setBottom(middle)
        dates = QRectF(felt.x(), middle + 1, felt.width(), 18)
        paper.word(row.dates, style.sans(11.5), "soft", dates)
    paper.word(row.felt, style.sans(13), "soft", felt)
    if row.share is not None:
        track = QRectF(done.x(), middle + 8, min(120.0, done.width()), _BAR)
        paper.box(track, style.color("rest"), _BAR / 2)
        if row.share > 0:
            track.setWidth(max(_BAR, track.width() * row.share))
            paper.box(track, style.color("green"), _BAR / 2)

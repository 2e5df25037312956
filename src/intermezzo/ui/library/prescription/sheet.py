"""The printable sheet of a prescription: each exercise with figures, dose, words and a week to tick."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPen

from intermezzo.presenters.durations import initials
from intermezzo.presenters.library.movement import stop_sign, watch_sign
from intermezzo.presenters.library.prescription import PrescriptionRow, PrescriptionView
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

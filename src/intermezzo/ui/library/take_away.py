"""The page to take away as a PDF: A4 to print, or one tall page as wide as a phone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont

from intermezzo.core.practice.model import Movement
from intermezzo.presenters.library.movement import stop_sign
from intermezzo.presenters.library.take_away import DrillSection, TakeAwayView
from intermezzo.ui.figure.poses import key_pose
from intermezzo.ui.figure.printed import print_pose, print_start_and_key
from intermezzo.ui.kit import paper as a4
from intermezzo.ui.kit import style
from intermezzo.ui.kit.paper import Paper, height_of

_BETWEEN = 9.0
"""Space between the two pictures of a drill. Lengths in this file: pixels of 1/96 inch."""
TextPiece = tuple[str, QFont, str, float]
"""A text with its font, its colour's name and the space after it."""


@dataclass(frozen=True, slots=True)
class _Form:
    """What differs between the page to print and that for a phone."""

    width: float
    side: float
    top: float
    columns: int
    gap: float
    """Space between two columns."""
    after: float
    """Space below a row of drills."""
    picture: float
    """Height of a picture."""
    text: float
    """Size of running text."""

    @property
    def small(self) -> float:
        """Size of the text of a sign to stop, and of the foot."""
        return self.text * 0.87

    @property
    def inner(self) -> float:
        return self.width - 2 * self.side

    @property
    def column(self) -> float:
        return (self.inner - (self.columns - 1) * self.gap) / self.columns


_PRINTED = _Form(a4.WIDTH, side=52, top=42, columns=3, gap=22, after=12, picture=88, text=12)
_LEAST_TEXT, _LESS = 8.0, 0.25
"""The page to print is set smaller, by so much at a time, until all stands on one page."""
_PHONE = _Form(390, side=22, top=28, columns=1, gap=0, after=26, picture=150, text=15)


def take_away_pdf(view: TakeAwayView, *, phone: bool) -> bytes:
    """Return the page as PDF: as wide as a phone and as tall as needed, or A4."""
    with style.on_paper():
        form = _PHONE if phone else _fitted(view)
        # A page of a phone is as tall as what stands on it.
        size = QSizeF(form.width, _height(view, form)) if phone else None
        paper = Paper(view.title, size)
        top = _write(paper, _head(view, form), form.side, form.top, form.inner)
        for section in view.sections:
            paper.line(top, form.side, form.inner)
            top = _write(paper, _heading(section, form), form.side, top + 12, form.inner)
            for row in _rows(section, form):
                for number, drill in enumerate(row):
                    left = form.side + number * (form.column + form.gap)
                    _draw(paper, drill, left, top, form)
                top += _row_height(row, form)
        paper.line(top, form.side, form.inner)
        _write(paper, _foot(view, form), form.side, top + 12, form.inner)
        return paper.close()


def _fitted(view: TakeAwayView) -> _Form:
    """Return the form in which all stands on one page of A4."""
    form = _PRINTED
    while _height(view, form) > a4.HEIGHT and form.text > _LEAST_TEXT:
        form = replace(form, text=form.text - _LESS)
    return form


def _height(view: TakeAwayView, form: _Form) -> float:
    pieces = [*_head(view, form), *_foot(view, form)]
    high = 2 * form.top + 12 + _high(pieces, form.inner)
    for section in view.sections:
        high += 12 + _high(_heading(section, form), form.inner)
        high += sum(_row_height(row, form) for row in _rows(section, form))
    return high


def _head(view: TakeAwayView, form: _Form) -> Sequence[TextPiece]:
    return (view.title, style.serif(26), "ink", 3), (view.line, style.sans(form.text + 1), "soft", 12)


def _heading(section: DrillSection, form: _Form) -> Sequence[TextPiece]:
    return (section.title, style.serif(19), "green", 1), (section.line, style.sans(form.text), "soft", 8)


def _foot(view: TakeAwayView, form: _Form) -> Sequence[TextPiece]:
    return [(line, style.sans(form.small), "soft", 4) for line in view.foot]


def _rows(section: DrillSection, form: _Form) -> Iterator[Sequence[Movement]]:
    for first in range(0, len(section.drills), form.columns):
        yield section.drills[first : first + form.columns]


def _texts(drill: Movement, form: _Form) -> Iterator[TextPiece]:
    yield drill.name, style.sans(form.text + 2, 600), "ink", 2
    yield drill.start, style.sans(form.text), "soft", 3
    yield " ".join(drill.cues), style.sans(form.text), "ink", 3
    if stop := stop_sign(drill):
        yield stop, style.sans(form.small), "soft", 0


def _row_height(row: Sequence[Movement], form: _Form) -> float:
    words = max(_high(tuple(_texts(drill, form)), form.column) for drill in row)
    return form.picture + 8 + words + form.after


def _high(pieces: Sequence[TextPiece], width: float) -> float:
    return sum(height_of(text, face, width) + after for text, face, _tone, after in pieces)


def _draw(paper: Paper, drill: Movement, left: float, top: float, form: _Form) -> None:
    if drill.figure is not None and drill.figure.only_breathes:
        place = QRectF(left, top, form.column, form.picture)
        print_pose(paper, drill, key_pose(drill), place)
    else:
        size = QSizeF((form.column - _BETWEEN) / 2, form.picture)
        print_start_and_key(paper, drill, QPointF(left, top), size, _BETWEEN)
    _write(paper, tuple(_texts(drill, form)), left, top + form.picture + 8, form.column)


def _write(paper: Paper, pieces: Sequence[TextPiece], left: float, top: float, width: float) -> float:
    for text, face, tone, after in pieces:
        top = paper.words(text, face, tone, left, top, width) + after
    return top

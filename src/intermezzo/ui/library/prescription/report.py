"""The one-page report on a prescription: what was done of each exercise, and how it went."""

from PySide6.QtCore import QRectF

from intermezzo.presenters.library.prescription import ReportRow, ReportView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.paper import BOTTOM, HEIGHT, INNER, SIDE, TOP, Paper

_COLUMNS = (0.0, 0.46, 0.65)
"""Left edges of the three columns, as fractions of the page's width."""
_ROW = 56.0
_ONE_LINE = 38.0
"""Rows lower than this show one line of text."""
_BAR = 5.0


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

"""The printable sheet and the report: what stands on them, and that it has its place on the page."""

import re
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from intermezzo.core.practice.prescription import Exercise
from intermezzo.presenters.library.movement import stop_sign
from intermezzo.presenters.library.prescription import prescription_view, report_view
from intermezzo.presenters.safety import stop_rule
from intermezzo.ui.kit import style
from intermezzo.ui.kit.paper import BOTTOM, HEIGHT, SIDE, TOP, WIDTH, Paper
from intermezzo.ui.library.prescription.paper import report_pdf, sheet_pdf
from tests.core.practice.test_prescription_tally import FRIDAY, WHOLE, felt, rows
from tests.plans import MONDAY, MOVEMENTS, RAISES, own, plan

pytestmark = pytest.mark.slow

MANY = plan(
    exercises=(
        own(hold=20), *(Exercise(name, MOVEMENTS[name]) for name in sorted(MOVEMENTS)[:39]),
    ),
    note="Begin easily. " * 20,
)  # fmt: skip


@dataclass
class Set:
    """What was set, on which page, and where."""

    pieces: list[tuple[int, str, QRectF]] = field(default_factory=list)

    def text(self) -> str:
        return "\n".join(text for _page, text, _place in self.pieces)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, dressed: QApplication) -> Set:
    """Listen to every piece of text on its way to the page."""
    found = Set()
    words, word = Paper.words, Paper.word

    def wrapped(
        self: Paper, text: str, face: QFont, tone: str, left: float, top: float, width: float
    ) -> float:
        bottom = words(self, text, face, tone, left, top, width)
        found.pieces.append((self.pages, text, QRectF(left, top, width, bottom - top)))
        return bottom

    def single(self: Paper, text: str, face: QFont, tone: str, place: QRectF) -> None:
        word(self, text, face, tone, place)
        found.pieces.append((self.pages, text, place))

    monkeypatch.setattr(Paper, "words", wrapped)
    monkeypatch.setattr(Paper, "word", single)
    return found


def pages(raw: bytes) -> int:
    assert raw.startswith(b"%PDF-")
    assert raw.rstrip().endswith(b"%%EOF")
    sizes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", raw)
    assert all(abs(float(wide) - 595) < 1 and abs(float(high) - 842) < 1 for wide, high in sizes)
    assert sizes
    return len(re.findall(rb"/Type /Page\b", raw))


def test_a_sheet_has_every_exercise_and_the_rule_for_stopping_on_each_page(told: Set) -> None:
    count = pages(sheet_pdf(prescription_view(MANY, (), MONDAY, 2)))
    assert count > 5
    for exercise in MANY.exercises:
        assert exercise.movement.name in told.text()
        assert exercise.movement.cues[-1] in told.text()
        assert exercise.own or stop_sign(exercise.movement) in told.text()
    assert RAISES in told.text()
    rules = {page: place for page, text, place in told.pieces if text == stop_rule()}
    assert sorted(rules) == list(range(1, count + 1))
    for page, text, place in told.pieces:
        assert place.top() >= TOP - 1
        assert SIDE <= place.left() <= place.right() <= WIDTH - SIDE + 20
        assert place.bottom() <= HEIGHT - BOTTOM + 1
        if text not in {stop_rule(), str(page)}:
            assert place.bottom() < rules[page].top()


def test_pieces_of_a_page_do_not_lie_on_one_another(told: Set) -> None:
    sheet_pdf(prescription_view(MANY, (), MONDAY, 2))
    for number, (page, _text, place) in enumerate(told.pieces):
        for other, _words, beside in told.pieces[number + 1 :]:
            assert page != other or not place.adjusted(1, 1, -1, -1).intersects(beside.adjusted(1, 1, -1, -1))


@pytest.mark.parametrize("whole", [WHOLE, MANY])
def test_a_report_is_one_page(told: Set, whole: object) -> None:
    dog, raises = WHOLE.exercises
    events = [*rows(dog, MONDAY, occurrence="a"), *rows(raises, MONDAY, occurrence="a"), felt("a", 1.0)]
    plan_ = WHOLE if whole is WHOLE else MANY
    assert pages(report_pdf(report_view(plan_, events, FRIDAY))) == 1
    for exercise in plan_.exercises:
        assert exercise.movement.name in told.text()
    if plan_ is WHOLE:
        assert "1 of 2 days" in told.text()
        assert "smooth 1" in told.text()
    assert "isn’t sent anywhere" in told.text()
    assert all(place.bottom() <= HEIGHT - BOTTOM + 1 for _page, _text, place in told.pieces)


def test_paper_is_light_whatever_the_windows_wear(dressed: QApplication) -> None:
    view = prescription_view(WHOLE, (), MONDAY, 2)
    light = sheet_pdf(view)
    style.apply(dressed, dark=True, scale=2.0)
    dark = sheet_pdf(view)
    assert style.current() is style.DARK
    date = re.compile(rb"/(?:Creation|Mod)Date.*|xmp:\w+Date=\S+|/ID.*|uuid:\S+")
    assert date.sub(b"", light)[:4000] == date.sub(b"", dark)[:4000]
    assert len(light) == len(dark)

"""The page to take away: all of it on one page, in both sizes."""

import re

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from intermezzo.core.practice.model import Ask
from intermezzo.presenters.library.movement import stop_sign
from intermezzo.presenters.library.take_away import take_away_view
from intermezzo.presenters.safety import stop_rule
from intermezzo.ui.kit.paper import HEIGHT, WIDTH, Paper
from intermezzo.ui.library.take_away import take_away_pdf
from tests.plans import MOVEMENTS

VIEW = take_away_view(MOVEMENTS, ())
DRILLS = [drill for section in VIEW.sections for drill in section.drills]
Pieces = list[tuple[str, QRectF]]


@pytest.fixture
def pieces(monkeypatch: pytest.MonkeyPatch, dressed: QApplication) -> Pieces:
    """Listen to every text on its way to the page."""
    found: Pieces = []
    words = Paper.words

    def told(self: Paper, text: str, face: QFont, tone: str, left: float, top: float, width: float) -> float:
        bottom = words(self, text, face, tone, left, top, width)
        found.append((text, QRectF(left, top, width, bottom - top)))
        return bottom

    monkeypatch.setattr(Paper, "words", told)
    return found


def size(pdf: bytes) -> tuple[float, float]:
    """Return width and height of the only page in pixels of 1/96 inch."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    wide, high = boxes[-1]
    return float(wide) * 96 / 72, float(high) * 96 / 72


@pytest.mark.slow
@pytest.mark.parametrize("phone", [False, True])
def test_each_drill_has_its_words_and_its_sign_to_stop_on_one_page(pieces: Pieces, phone: bool) -> None:
    wide, high = size(take_away_pdf(VIEW, phone=phone))
    assert wide == pytest.approx(390 if phone else WIDTH, abs=1)
    assert phone or high == pytest.approx(HEIGHT, abs=1)
    told = [text for text, _place in pieces]
    for drill in DRILLS:
        assert {drill.name, drill.start, " ".join(drill.cues)} <= set(told)
        assert not stop_sign(drill) or stop_sign(drill) in told
    assert told[-3] == stop_rule()
    assert told[-2].startswith("This is not medical advice.")
    assert told[-1] == (
        "Sources: Healthwise; The Pelvic PT; NHS; NHS inform; Guy’s and St Thomas’; Atlanta Back Clinic; "
        "and common practice."
    )
    for text, place in pieces:
        assert 0 < place.left() < place.right() < wide, text
        assert 0 < place.top() < place.bottom() < high, text
    for number, (_text, place) in enumerate(pieces):
        for _other, beside in pieces[number + 1 :]:
            assert not place.adjusted(1, 1, -1, -1).intersects(beside.adjusted(1, 1, -1, -1))


def test_waking_bed_and_car_have_three_drills_each() -> None:
    assert [len(section.drills) for section in VIEW.sections] == [3, 3, 3]


def test_what_is_left_out_in_the_settings_is_not_on_the_page(pieces: Pieces) -> None:
    view = take_away_view(MOVEMENTS, ("lying_on_back", "turning"))
    shown = [drill.id for section in view.sections for drill in section.drills]
    assert shown == ["ankle_pump", "standing_arrive", "sidelying_rest", "car_entry", "car_exit"]
    size(take_away_pdf(view, phone=False))
    # An asks of every kind leaves those that ask for nothing.
    view = take_away_view(MOVEMENTS, tuple(Ask))
    assert [section.title for section in view.sections] == ["On waking", "Before bed"]
    assert take_away_view({}, ()).sections == ()
    size(take_away_pdf(take_away_view({}, ()), phone=True))


def test_what_is_not_for_the_user_is_not_on_the_page_either() -> None:
    view = take_away_view(MOVEMENTS, (), {"ankle_pump", "car_exit"})
    shown = [drill.id for section in view.sections for drill in section.drills]
    assert len(shown) == len(DRILLS) - 2
    assert {"ankle_pump", "car_exit"}.isdisjoint(shown)

"""A breath alone: its glow is on the body, and the easier form is a smaller breath, in player and still."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QApplication

from intermezzo.adapters import library
from intermezzo.core.figure.easier import easier_form
from intermezzo.ui.figure.body_paths import kept_parts, still_parts
from intermezzo.ui.figure.drawing import drawing
from intermezzo.ui.figure.hulls import PLAIN
from intermezzo.ui.figure.poses import FigurePose

MOVEMENTS = library.load([Path(__file__).parents[3] / "sessions"]).movements
FIGURES = {
    name: movement.figure
    for name, movement in MOVEMENTS.items()
    if movement.figure is not None and easier_form(movement.figure).breath < 1
}


BREATHS = [name for name, one in MOVEMENTS.items() if one.figure is not None and one.figure.only_breathes]
AREA = QRectF(0, 0, 400, 400)


@pytest.mark.parametrize("name", BREATHS)
@pytest.mark.parametrize("fill", [0.0, 1.0])
def test_the_glow_is_on_the_body(dressed: QApplication, name: str, fill: float) -> None:
    figure = MOVEMENTS[name].figure
    assert figure is not None
    shown = drawing(FigurePose(figure, 0.0, fill), AREA, MOVEMENTS[name].regions[0])
    trunk = [
        shown.placement.transform.map(path)
        for path, _tone in kept_parts(FigurePose(figure, 0.0, fill), PLAIN)[2]
    ]
    assert shown.glows
    for corner, image in shown.glows:
        middle = corner + QPointF(image.width(), image.height()) / 2
        assert any(path.contains(middle) for path in trunk)


def test_there_are_such_breaths() -> None:
    assert "breath_9090" in FIGURES


@pytest.mark.parametrize("name", FIGURES)
def test_the_trunk_takes_the_share_of_the_breath_that_is_taken(dressed: QApplication, name: str) -> None:
    whole = FIGURES[name]
    eased = easier_form(whole)
    for fill in (0.0, 1.0):
        easily = FigurePose(eased, 0.0, fill)
        smaller = replace(easily, figure=replace(eased, breath=1.0), fill=0.5 + (fill - 0.5) * eased.breath)
        for parts in (kept_parts, still_parts):
            assert parts(easily, PLAIN)[2:] == parts(smaller, PLAIN)[2:]
            assert parts(easily, PLAIN)[2:] != parts(replace(easily, figure=whole), PLAIN)[2:]

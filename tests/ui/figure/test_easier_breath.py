"""The easier form of a breath alone is a smaller breath, in the player and in a still."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from intermezzo.adapters import library
from intermezzo.core.figure.easier import easier_form
from intermezzo.ui.figure.hulls import PLAIN
from intermezzo.ui.figure.parts import kept_parts, still_parts
from intermezzo.ui.figure.poses import FigurePose

FIGURES = {
    name: movement.figure
    for name, movement in library.load([Path(__file__).parents[3] / "sessions"]).movements.items()
    if movement.figure is not None and easier_form(movement.figure).breath < 1
}


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

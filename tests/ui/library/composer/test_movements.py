"""The movements of the composer: found by words or area, added by keys and clicks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intermezzo.core.practice.model import Area
from intermezzo.ui.kit import text_field
from intermezzo.ui.library.composer.pane import ComposerPane
from tests.ui.hands import click, press
from tests.ui.library.composer.hands import steps

pytestmark = pytest.mark.slow

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def test_words_find_and_enter_adds_without_a_pointer(window: ComposerPane) -> None:
    assert window.pane.search.hasFocus()
    QTest.keyClicks(window.pane.search, "pelvic clock")
    assert window.pane.shelf.rows.rowCount() == 1
    press(window.pane.search, Qt.Key.Key_Return)
    assert steps(window) == ["pelvic_clock_seated"]
    QTest.keyClicks(window.pane.search, "wall slide")
    press(window.pane.search, Qt.Key.Key_Return)
    assert steps(window) == ["pelvic_clock_seated", "wall_slide"], "the next words replace those before"
    window.undo()
    window.pane.search.clear()
    press(window.pane.search, Qt.Key.Key_Down)
    assert window.pane.shelf.hasFocus()
    press(window.pane.shelf, Qt.Key.Key_Down)
    chosen = window.pane.shelf.rows.row(window.pane.shelf.currentIndex()).movement.id
    press(window.pane.shelf, Qt.Key.Key_Return)
    assert steps(window) == ["pelvic_clock_seated", chosen]


def test_a_chip_shows_one_area_and_again_all(window: ComposerPane) -> None:
    everything = window.pane.shelf.rows.rowCount()
    assert list(window.pane.chips) == list(Area)
    hips, feet = window.pane.chips[Area.HIPS], window.pane.chips[Area.FEET]
    click(hips)
    rows = [
        window.pane.shelf.rows.row(window.pane.shelf.rows.index(n))
        for n in range(window.pane.shelf.rows.rowCount())
    ]
    assert 0 < len(rows) < everything
    assert all(Area.HIPS in row.movement.areas for row in rows)
    click(feet)
    assert [area for area, chip in window.pane.chips.items() if chip.isChecked()] == [Area.FEET]
    click(feet)
    assert window.pane.shelf.rows.rowCount() == everything


def test_nothing_found_says_so(window: ComposerPane, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(text_field, "announce", lambda _widget, text: said.append(text))
    window.pane.search.setText("pelvic clock")
    window.pane.search.setText("no such movement")
    QTest.keyClicks(window.pane.search, " at all")
    assert said == ["1 movement", "Nothing found"], "each number once"
    assert not window.pane.shelf.isVisible()
    press(window.pane.search, Qt.Key.Key_Return)
    assert steps(window) == []


def test_a_double_click_adds(window: ComposerPane) -> None:
    shelf = window.pane.shelf
    place = shelf.visualRect(shelf.rows.index(2)).center()
    wanted = shelf.rows.row(shelf.rows.index(2)).movement.id
    click(shelf.viewport(), place)
    QTest.mouseDClick(shelf.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert steps(window) == [wanted]


def test_twelve_steps_are_the_most(window: ComposerPane) -> None:
    for _n in range(13):
        window.add("jaw_rest")
    assert len(window.draft.steps) == 12
    assert window.result.text() == "A session has at most 12 steps."
    window.add("no_such_movement")
    assert len(window.draft.steps) == 12

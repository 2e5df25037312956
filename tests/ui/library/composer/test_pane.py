"""The composer as a whole: what is live, what is saved, and that nothing is lost."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from intermezzo.core.practice import editing
from intermezzo.core.practice.editing import Draft, UndoHistory
from intermezzo.core.practice.model import Kind
from intermezzo.ui.kit import style
from intermezzo.ui.library.composer.pane import ComposerPane
from intermezzo.ui.library.composer.parts import AreaLights, LengthBar
from intermezzo.ui.library.window import LibraryWindow
from tests.ui.fitting import clipped, nameless, outside, settle
from tests.ui.hands import click, press
from tests.ui.library.composer.hands import BETWEEN, LIBRARY, draft_of, left, press_control

pytestmark = pytest.mark.slow

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def texts(window: ComposerPane) -> list[str]:
    """Return the visible texts, from top to bottom and left to right."""
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def advice(window: ComposerPane) -> str:
    """Return the visible suggestions."""
    labels = [label for label in window.findChildren(QLabel) if label.isVisible()]
    return "".join(one.text() for one in labels if "you can save anyway" in one.accessibleDescription())


def areas(window: ComposerPane) -> str:
    (lights,) = window.findChildren(AreaLights)
    return lights.accessibleName()


def test_length_areas_and_advice_follow_every_change(window: ComposerPane) -> None:
    assert "0 s" in texts(window)
    assert areas(window) == "No area yet"
    window.begin(UndoHistory(draft_of("thor_rot_seated")))
    assert ("1 min 25 s", "5 s too short") in pairwise(texts(window))
    assert "Add a step about the breath." in advice(window)
    window.add("breath_lateral_seated")
    assert ("2 min 30 s", "30 s too long") in pairwise(texts(window))
    assert areas(window) == "Areas: mid-back, breath and deep core. Missing: hips, feet and neck"
    window.kind.choices()[1].click()
    assert window.draft.kind is Kind.MICRO
    assert ("2 min 30 s", "2 min 30 s too short") in pairwise(texts(window))
    window.kind.choices()[2].click()
    assert ("2 min 30 s", "a ritual can be any length") in pairwise(texts(window))
    assert advice(window) == ""


def test_what_is_lacking_is_said_and_nothing_is_sent(window: ComposerPane) -> None:
    sent: list[tuple[Draft, bool]] = []
    window.save.connect(lambda draft, begin: sent.append((draft, begin)))
    click(window.save_button)
    assert window.result.text() == "Add a movement to save it."
    window.begin(UndoHistory(draft_of("thor_rot_seated")))
    click(window.try_button)
    assert window.result.text() == "5 s too short. Add a repetition or a step."
    window.begin(UndoHistory(editing.dosed(draft_of("thor_rot_seated"), 0, 5)))
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert window.result.text() == "Give it a name to save it."
    assert window.name.hasFocus()
    assert sent == []
    QTest.keyClicks(window.name, "Turn ")
    assert window.result.text() == ""
    click(window.save_button)
    click(window.save_button)  # once is enough while it is being written
    assert sent == [(window.draft, False)]


def test_what_is_saved_is_known_by_its_id_from_then_on(window: ComposerPane) -> None:
    sent: list[Draft] = []
    said: list[tuple[str, ...]] = []
    window.save.connect(lambda draft, _begin: sent.append(draft))
    window.command.connect(said.append)
    window.begin(UndoHistory(draft_of("thor_rot_seated", title="Turn ")))
    press_control(window, 0, "more")
    assert left(window) is not None
    click(window.save_button)
    in_file = editing.Draft("Turn", Kind.INTERLUDE, sent[0].steps, id="turn")
    window.saved(in_file, "Saved.")
    assert (window.draft.id, left(window)) == ("turn", None)
    assert window.result.text() == "Saved."
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    assert said == [("now", "turn")]
    window.undo()
    assert window.draft.id == "turn"
    assert left(window) is not None
    window.refused("It could not be saved.")
    assert window.result.text() == "It could not be saved."


def test_starting_anew_never_leads_into_the_file_of_another(window: ComposerPane) -> None:
    own = editing.dosed(draft_of("thor_rot_seated", title="Turn"), 0, 5)
    own = editing.Draft(own.title, own.kind, own.steps, id="turn")
    window.begin(UndoHistory(own), own)
    click(window.anew_button)
    assert window.draft == Draft()
    window.undo()
    assert window.draft == own
    assert left(window) is None
    window.redo()
    window.add("sit_to_stand")
    QTest.keyClicks(window.name, "Stand")
    for _n in range(9):
        press_control(window, 0, "more")
    click(window.save_button)
    window.saved(Draft("Stand", Kind.INTERLUDE, window.draft.steps, id="stand"), "Saved.")
    while window.undo_button.isEnabled():
        window.undo()
        assert window.draft.id == "stand"
    assert window.draft.steps == ()


def test_closing_asks_nothing_and_hands_over_what_is_not_saved(window: ComposerPane) -> None:
    left: list[object] = []
    window.left.connect(left.append)
    press(window, Qt.Key.Key_Escape)
    assert left == [None]
    assert not window.isVisible(), "the list is shown"
    assert window.window().isVisible()
    page = window.window()
    assert isinstance(page, LibraryWindow)
    page.sessions.show_composer()
    window.add("jaw_rest")
    press(window.steps, Qt.Key.Key_Escape)
    ((history, written),) = [one for one in left if isinstance(one, tuple)]
    assert history.present == draft_of("jaw_rest")
    assert written == Draft()


def test_everything_has_a_name_and_says_itself(window: ComposerPane) -> None:
    window.begin(UndoHistory(draft_of("thor_rot_seated", "jaw_rest")))
    assert nameless(window) == []
    role = Qt.ItemDataRole
    row = window.steps.rows.index(0)
    assert row.data(role.AccessibleTextRole) == (
        "1 of 2, Seated turn, 4 each side, 1 minute 20 seconds, mid-back, breath"
    )
    assert "Alt+Up and Alt+Down" in window.steps.accessibleDescription()
    press_control(window, 0, "side")
    assert "one side only" in str(window.steps.rows.index(0).data(role.AccessibleTextRole))
    spoken = str(window.pane.shelf.rows.index(0).data(role.AccessibleTextRole))
    assert spoken.startswith("A roll behind the belt, seated")
    assert "Enter" not in spoken
    assert window.pane.shelf.accessibleDescription() == "Enter adds one"
    (bar,) = window.findChildren(LengthBar)
    assert bar.accessibleName().startswith("Length: 1 min")


def test_tab_reaches_every_part(window: ComposerPane) -> None:
    window.begin(UndoHistory(draft_of(*BETWEEN, title="All")))
    window.undo_button.setEnabled(True)
    reached = set()
    for _n in range(40):
        focused = window.focusWidget()
        assert focused is not None
        reached.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    wanted = {
        window.pane.search, window.pane.shelf, window.name, window.steps, window.save_button,
        window.try_button, *window.pane.chips.values(),
    }  # fmt: skip
    assert wanted <= reached


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("dark", [False, True])
def test_words_fit_in_every_look(dressed: QApplication, qtbot: QtBot, scale: float, dark: bool) -> None:
    style.apply(dressed, dark=dark, scale=scale)
    library = LibraryWindow(lambda: 0.0)
    qtbot.addWidget(library)
    made = library.sessions.composer
    library.sessions.show_composer()
    made.set_movements(LIBRARY.movements)
    library.show_page("sessions")
    micro = replace(draft_of(*BETWEEN, "knee_rolls", title="A long name for a session"), kind=Kind.MICRO)
    made.begin(UndoHistory(micro))
    made.tell("Saved. /home/somebody/.local/share/intermezzo/sessions/interludes/evening_wave.toml.")
    library.show()
    qtbot.waitExposed(library)
    for width, height in ((1184, 932), (1184, 704), (1500, 1164), (850, 932)):
        library.resize(width, height)
        settle(library)
        assert library.width() == width
        assert clipped(library) == []
        assert outside(library, library) == []
        assert not library.grab().isNull()

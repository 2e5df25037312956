"""The composer: by pointer and by keys alone, with the length and the areas live, and nothing lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from intermezzo.adapters import library
from intermezzo.core import composing
from intermezzo.core.composing import Draft, History
from intermezzo.core.model import Area, Kind
from intermezzo.ui import style
from intermezzo.ui.composer.shelf import MOVEMENT_FORM
from intermezzo.ui.composer.step_row import STEP_FORM, row_areas
from intermezzo.ui.composer.window import ComposerWindow
from tests.ui.fitting import clipped, nameless, outside
from tests.ui.hands import click, press

LIBRARY = library.load([Path(__file__).parents[2] / "sessions"])
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
BETWEEN = ("standing_arrive", "sit_to_stand", "thor_rot_seated", "breath_lateral_seated")


def draft_of(*names: str, title: str = "") -> Draft:
    draft = Draft(title)
    for name in names:
        draft = composing.added(draft, LIBRARY.movements[name])
    return draft


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication) -> ComposerWindow:
    made = ComposerWindow()
    qtbot.addWidget(made)
    made.set_movements(LIBRARY.movements)
    made.show()
    qtbot.waitExposed(made)
    return made


def left(window: ComposerWindow) -> tuple[History, Draft] | None:
    """What closing it now would hand over."""
    return window.leaving


def steps(window: ComposerWindow) -> list[str]:
    return [step.movement.id for step in window.draft.steps]


def control(window: ComposerWindow, row: int, name: str) -> QPoint:
    index = window.steps.rows.index(row)
    area = row_areas(window.steps.visualRect(index), window.steps.rows.row(index)).controls[name]
    return area.center().toPoint()


def press_control(window: ComposerWindow, row: int, name: str) -> None:
    click(window.steps.viewport(), control(window, row, name))


def drag(window: ComposerWindow, form: str, what: str, at: QPointF) -> bool:
    """Enter, move and drop, as the desktop tells it to the list."""
    data = QMimeData()
    data.setData(form, what.encode())
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    target = window.steps.viewport()
    enter = QDragEnterEvent(at.toPoint(), copy, data, left, none)
    QApplication.sendEvent(target, enter)
    move = QDragMoveEvent(at.toPoint(), copy, data, left, none)
    QApplication.sendEvent(target, move)
    drop = QDropEvent(at, copy, data, left, none)
    QApplication.sendEvent(target, drop)
    return drop.isAccepted()


# -- the movements -----------------------------------------------------------------------------------


def test_words_find_and_enter_adds_without_a_pointer(window: ComposerWindow) -> None:
    assert window.search.hasFocus()
    QTest.keyClicks(window.search, "pelvic clock")
    assert window.shelf.rows.rowCount() == 1
    press(window.search, Qt.Key.Key_Return)
    assert steps(window) == ["pelvic_clock_seated"]
    window.search.clear()
    press(window.search, Qt.Key.Key_Down)
    assert window.shelf.hasFocus()
    press(window.shelf, Qt.Key.Key_Down)
    chosen = window.shelf.rows.row(window.shelf.currentIndex()).movement.id
    press(window.shelf, Qt.Key.Key_Return)
    assert steps(window) == ["pelvic_clock_seated", chosen]


def test_a_chip_shows_one_area_and_again_all(window: ComposerWindow) -> None:
    everything = window.shelf.rows.rowCount()
    assert [chip.area for chip in window.chips] == list(Area)
    hips, feet = window.chips[0], window.chips[4]
    click(hips)
    rows = [window.shelf.rows.row(window.shelf.rows.index(n)) for n in range(window.shelf.rows.rowCount())]
    assert 0 < len(rows) < everything
    assert all(Area.HIPS in row.movement.areas for row in rows)
    click(feet)
    assert [chip.isChecked() for chip in window.chips] == [False, False, False, False, True, False]
    click(feet)
    assert window.shelf.rows.rowCount() == everything


def test_nothing_found_says_so(window: ComposerWindow) -> None:
    QTest.keyClicks(window.search, "no such movement")
    assert not window.shelf.isVisible()
    press(window.search, Qt.Key.Key_Return)
    assert steps(window) == []


def test_a_double_click_adds(window: ComposerWindow) -> None:
    shelf = window.shelf
    place = shelf.visualRect(shelf.rows.index(2)).center()
    wanted = shelf.rows.row(shelf.rows.index(2)).movement.id
    click(shelf.viewport(), place)
    QTest.mouseDClick(shelf.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert steps(window) == [wanted]


def test_twelve_steps_are_the_most(window: ComposerWindow) -> None:
    for _n in range(13):
        window.add("jaw_rest")
    assert len(window.draft.steps) == 12
    assert window._outcome.text() == "12 steps are the most that a session has."
    window.add("no_such_movement")
    assert len(window.draft.steps) == 12


# -- drag and drop -----------------------------------------------------------------------------------


def test_a_movement_is_dropped_where_it_shall_stand(window: ComposerWindow) -> None:
    assert drag(window, MOVEMENT_FORM, "jaw_rest", QPointF(100, 60))
    assert drag(window, MOVEMENT_FORM, "toe_yoga", QPointF(100, 3))
    assert drag(window, MOVEMENT_FORM, "eyes_far", QPointF(100, 400))
    assert drag(window, MOVEMENT_FORM, "chin_nod_seated", QPointF(100, 60))
    assert steps(window) == ["toe_yoga", "chin_nod_seated", "jaw_rest", "eyes_far"]
    assert window.steps.current() == 1


def test_what_the_shelf_lets_be_dragged_is_what_the_steps_take(window: ComposerWindow) -> None:
    index = window.shelf.rows.index(3)
    data = window.shelf.rows.mimeData([index])
    wanted = window.shelf.rows.row(index).movement.id
    assert drag(window, MOVEMENT_FORM, bytes(data.data(MOVEMENT_FORM).data()).decode(), QPointF(50, 50))
    assert steps(window) == [wanted]
    own = window.steps.rows.mimeData([window.steps.rows.index(0)])
    assert bytes(own.data(STEP_FORM).data()) == b"0"


def test_a_foreign_thing_is_not_taken(window: ComposerWindow) -> None:
    assert not drag(window, "text/plain", "jaw_rest", QPointF(50, 50))
    # A step of another window is not one of ours.
    window.begin(History(draft_of(*BETWEEN)))
    assert not drag(window, STEP_FORM, "0", QPointF(50, 200))
    assert steps(window) == list(BETWEEN)


@pytest.mark.parametrize(("index", "gap", "order"), [
    (0, 2, [1, 0, 2, 3]), (0, 0, [0, 1, 2, 3]), (0, 1, [0, 1, 2, 3]), (3, 0, [3, 0, 1, 2]),
    (1, 4, [0, 2, 3, 1]),
])  # fmt: skip
def test_a_step_is_dragged_to_another_place(
    window: ComposerWindow, index: int, gap: int, order: list[int]
) -> None:
    window.begin(History(draft_of(*BETWEEN)))
    window.steps.dragged.emit(index, gap - (gap > index))
    assert steps(window) == [BETWEEN[n] for n in order]


# -- the steps ---------------------------------------------------------------------------------------


def test_every_control_of_a_row_can_be_pressed(window: ComposerWindow) -> None:
    window.begin(History(draft_of("thor_rot_seated", "jaw_rest")))
    before = window.draft.steps[0]
    press_control(window, 0, "more")
    assert window.draft.steps[0].reps == before.reps + 1
    press_control(window, 0, "less")
    press_control(window, 0, "less")
    assert window.draft.steps[0].reps == before.reps - 1
    press_control(window, 0, "side")
    assert window.draft.steps[0].sides == 1
    press_control(window, 0, "ease")
    assert window.draft.steps[0].easier
    press_control(window, 0, "remove")
    assert steps(window) == ["jaw_rest"]
    controls = row_areas(window.steps.visualRect(window.steps.rows.index(0)), window.steps.rows.row(
        window.steps.rows.index(0))).controls  # fmt: skip
    assert "side" not in controls  # a jaw has none


def test_keys_alone_order_dose_and_take_out(window: ComposerWindow) -> None:
    window.begin(History(draft_of(*BETWEEN)))
    one = window.steps
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Down, ALT)
    QTest.keyClick(one, Qt.Key.Key_Down, ALT)
    assert steps(window) == [BETWEEN[1], BETWEEN[2], BETWEEN[0], BETWEEN[3]]
    assert one.current() == 2
    QTest.keyClick(one, Qt.Key.Key_Up, ALT)
    assert one.current() == 1
    before = window.draft.steps[1].reps
    for key, reps in (
        (Qt.Key.Key_Plus, 1),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Minus, 1),
        (Qt.Key.Key_Left, 0),
    ):
        press(one, key)
        assert window.draft.steps[1].reps == before + reps
    press(one, Qt.Key.Key_Down)
    press(one, Qt.Key.Key_S)
    press(one, Qt.Key.Key_E)
    step = window.draft.steps[2]
    assert (step.movement.id, step.sides, step.easier) == ("thor_rot_seated", 1, True)
    press(one, Qt.Key.Key_Delete)
    assert steps(window) == [BETWEEN[1], BETWEEN[0], BETWEEN[3]]
    for _n in range(5):
        press(one, Qt.Key.Key_Delete)
    assert steps(window) == []


def test_the_ends_hold(window: ComposerWindow) -> None:
    window.begin(History(draft_of("thor_rot_seated")))
    for wish in ("up", "down"):
        window.steps.edited.emit(wish, 0)
    assert not window.undo_button.isEnabled()
    for _n in range(9):
        window.steps.edited.emit("less", 0)
    assert window.draft.steps[0].reps == 1


def test_the_menu_of_a_row_does_all_of_it(window: ComposerWindow, qtbot: QtBot) -> None:
    window.begin(History(draft_of(*BETWEEN)))
    for row, words in (
        (2, "Down"), (2, "More often"), (3, "One side"), (3, "Easier form"), (0, "Take it out"),
    ):  # fmt: skip
        window.steps.setCurrentIndex(window.steps.rows.index(row))
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
        QApplication.sendEvent(window.steps.viewport(), event)
        menu = window.steps.findChild(QMenu)
        assert menu is not None
        action = next(one for one in menu.actions() if one.text() == words)
        assert action.isEnabled()
        action.trigger()
        menu.hide()
    assert steps(window) == ["sit_to_stand", "breath_lateral_seated", "thor_rot_seated"]
    assert (window.draft.steps[2].sides, window.draft.steps[2].easier) == (1, True)
    assert window.draft.steps[1].reps == LIBRARY.movements["breath_lateral_seated"].reps + 1
    assert isinstance(action, QAction)


def test_undo_and_redo_by_keys_wherever_the_focus_is(window: ComposerWindow) -> None:
    window.name.setFocus()
    QTest.keyClicks(window.name, "Evening")
    window.add("jaw_rest")
    window.steps.setFocus()
    press(window.steps, Qt.Key.Key_Plus)
    full = window.draft
    QTest.keyClick(window.steps, Qt.Key.Key_Z, CTRL)
    assert window.draft.steps[0].reps == full.steps[0].reps - 1
    window.name.setFocus()
    QTest.keyClick(window.name, Qt.Key.Key_Z, CTRL)
    assert window.draft == Draft("Evening")
    QTest.keyClick(window.name, Qt.Key.Key_Z, CTRL)
    assert window.draft == Draft()
    assert window.name.text() == ""
    assert not window.undo_button.isEnabled()
    QTest.keyClick(window.name, Qt.Key.Key_Y, CTRL)
    assert window.name.text() == "Evening"
    click(window.redo_button)
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert window.draft == full


# -- what is live ------------------------------------------------------------------------------------


def test_length_areas_and_advice_follow_every_change(window: ComposerWindow) -> None:
    assert window._length.text() == "0 s"
    assert window._lights.accessibleName() == "No area is touched yet"
    window.begin(History(draft_of("thor_rot_seated")))
    assert (window._length.text(), window._beside.text()) == ("1 min 25", "of 90–120 s · 5 s to go")
    assert "No step is about the breath yet." in window._advice.text()
    window.add("breath_lateral_seated")
    assert (window._length.text(), window._beside.text()) == ("2 min 30", "of 90–120 s · 30 s too long")
    assert window._lights.accessibleName() == (
        "Touched: mid-back, ribs and breath and deep core. Not touched: hips, feet and neck"
    )
    window.kind.choices()[1].click()
    assert window.draft.kind is Kind.MICRO
    assert window._beside.text() == "of 5–10 min · 2 min 30 to go"
    window.kind.choices()[2].click()
    assert window._beside.text() == "a ritual is as long as it likes"
    assert window._advice.text() == ""


# -- saving ------------------------------------------------------------------------------------------


def test_what_is_lacking_is_said_and_nothing_is_sent(window: ComposerWindow) -> None:
    sent: list[tuple[Draft, bool]] = []
    window.save.connect(lambda draft, begin: sent.append((draft, begin)))
    click(window.save_button)
    assert window._outcome.text() == "Add a movement first; then it can be saved."
    window.begin(History(draft_of("thor_rot_seated")))
    click(window.try_button)
    assert window._outcome.text() == "An interlude would need 5 s more; then it can be saved."
    window.begin(History(composing.dosed(draft_of("thor_rot_seated"), 0, 5)))
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert window._outcome.text() == "Give it a name; then it can be saved."
    assert window.name.hasFocus()
    assert sent == []
    QTest.keyClicks(window.name, "Turn ")
    assert window._outcome.text() == ""
    click(window.save_button)
    click(window.save_button)  # once is enough while it is being written
    assert sent == [(window.draft, False)]


def test_what_is_saved_is_known_by_its_id_from_then_on(window: ComposerWindow) -> None:
    sent: list[Draft] = []
    said: list[tuple[str, ...]] = []
    window.save.connect(lambda draft, _begin: sent.append(draft))
    window.command.connect(said.append)
    window.begin(History(draft_of("thor_rot_seated", title="Turn ")))
    press_control(window, 0, "more")
    assert left(window) is not None
    click(window.save_button)
    in_file = composing.Draft("Turn", Kind.INTERLUDE, sent[0].steps, id="turn")
    window.saved(in_file, "Saved.")
    assert (window.draft.id, left(window)) == ("turn", None)
    assert window._outcome.text() == "Saved."
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    assert said == [("now", "turn")]
    window.undo()
    assert window.draft.id == "turn"
    assert left(window) is not None
    window.refused("It could not be written.")
    assert window._outcome.text() == "It could not be written."


def test_starting_anew_never_leads_into_the_file_of_another(window: ComposerWindow) -> None:
    own = composing.dosed(draft_of("thor_rot_seated", title="Turn"), 0, 5)
    own = composing.Draft(own.title, own.kind, own.steps, id="turn")
    window.begin(History(own), own)
    click(window.anew_button)
    assert window.draft == Draft()
    window.undo()
    assert window.draft == own
    assert left(window) is None
    window.redo()
    window.add("sit_to_stand")
    window._on_title("Stand")
    window._on_step("more", 0)
    for _n in range(8):
        window._on_step("more", 0)
    click(window.save_button)
    window.saved(Draft("Stand", Kind.INTERLUDE, window.draft.steps, id="stand"), "Saved.")
    while window.undo_button.isEnabled():
        window.undo()
        assert window.draft.id == "stand"
    assert window.draft.steps == ()


def test_closing_asks_nothing_and_hands_over_what_is_not_saved(window: ComposerWindow) -> None:
    left: list[object] = []
    window.left.connect(left.append)
    press(window, Qt.Key.Key_Escape)
    assert left == [None]
    assert not window.isVisible()
    window.show()
    window.add("jaw_rest")
    press(window.steps, Qt.Key.Key_Escape)
    ((history, written),) = [one for one in left if isinstance(one, tuple)]
    assert history.present == draft_of("jaw_rest")
    assert written == Draft()


# -- for everyone ------------------------------------------------------------------------------------


def test_everything_has_a_name_and_says_itself(window: ComposerWindow) -> None:
    window.begin(History(draft_of("thor_rot_seated", "jaw_rest")))
    assert nameless(window) == []
    role = Qt.ItemDataRole
    row = window.steps.rows.index(0)
    assert row.data(role.AccessibleTextRole) == (
        "1 of 2, Seated turn, 4 each side, 1 min 20, mid-back, ribs and breath"
    )
    assert "Alt with Up or Down" in str(row.data(role.AccessibleDescriptionRole))
    press_control(window, 0, "side")
    assert "one side only" in str(window.steps.rows.index(0).data(role.AccessibleTextRole))
    spoken = str(window.shelf.rows.index(0).data(role.AccessibleTextRole))
    assert spoken.endswith("Enter adds it")
    assert window._bar.accessibleName().startswith("Length: 1 min")


def test_tab_reaches_every_part(window: ComposerWindow) -> None:
    window.begin(History(draft_of(*BETWEEN, title="All")))
    window.undo_button.setEnabled(True)
    reached = set()
    for _n in range(40):
        focused = window.focusWidget()
        assert focused is not None
        reached.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    wanted = {
        window.search, window.shelf, window.name, window.steps, window.save_button, window.try_button,
        *window.chips,
    }  # fmt: skip
    assert wanted <= reached


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("dark", [False, True])
def test_words_fit_in_every_look(dressed: QApplication, qtbot: QtBot, scale: float, dark: bool) -> None:
    style.apply(dressed, dark=dark, scale=scale)
    made = ComposerWindow()
    qtbot.addWidget(made)
    made.set_movements(LIBRARY.movements)
    micro = composing.of_kind(draft_of(*BETWEEN, "knee_rolls", title="A long name for a session"), Kind.MICRO)
    made.begin(History(micro))
    made.tell("Saved as /home/somebody/.local/share/intermezzo/sessions/interludes/evening_wave.toml.")
    for width, height in ((1184, 868), (1184, 640), (1500, 1100)):
        made.resize(width, height)
        made.show()
        qtbot.waitExposed(made)
        QApplication.processEvents()
        assert clipped(made) == []
        assert outside(made, made) == []
        assert not made.grab().isNull()

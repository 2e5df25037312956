"""The page of a prescription, and the form that writes one."""

from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from intermezzo.core.practice.playback import Playing, advance
from intermezzo.core.practice.prescription import Exercise, Prescription, open_today, session_of
from intermezzo.presenters.library.prescription import PrescriptionsView, prescription_view, set_name
from intermezzo.ui.kit import style
from intermezzo.ui.library.prescription.page import PrescriptionPage
from intermezzo.ui.library.prescription.rows import ExerciseRow, WeekMarks
from intermezzo.ui.library.window import LibraryWindow
from intermezzo.ui.player.window import PlayerWindow
from tests.core.practice.test_prescription_tally import FRIDAY, WHOLE, rows
from tests.plans import MONDAY, MOVEMENTS, RAISES, movement, own, plan
from tests.ui.fitting import clipped, nameless, outside
from tests.ui.hands import press

pytestmark = pytest.mark.slow


def view(*plans: Prescription, **more: Any) -> PrescriptionsView:
    shown = tuple(prescription_view(one, rows(one.exercises[0], MONDAY), FRIDAY, 2) for one in plans)
    return PrescriptionsView(shown, **more)


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication) -> PrescriptionPage:
    library = LibraryWindow(lambda: 0.0)
    qtbot.addWidget(library)
    library.prescription.set_view(view(WHOLE))
    library.show_page("prescription")
    library.show()
    return library.prescription


def words(window: PrescriptionPage) -> list[str]:
    return [one.text() for one in window.findChildren(QLabel) if one.isVisible() and one.text()]


def heard(window: PrescriptionPage) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    window.command.connect(found.append)
    window.wanted.connect(lambda what, plan_id: found.append((what, plan_id)))
    return found


def test_each_kind_of_day_has_a_form_of_its_own(dressed: QApplication) -> None:
    seen = []
    for mark in ("done", "part", "open", "free", "ahead", "none"):
        drawn = WeekMarks((mark,) * 7, ("",) * 7).grab().toImage()
        dark = [
            (x, y)
            for y in range(drawn.height())
            for x in range(22)
            if drawn.pixelColor(x, y).lightness() < 200
        ]
        assert dark, mark
        seen.append(frozenset(dark))
    assert all(len(one ^ other) > 6 for one, other in combinations(seen, 2)), "not by colour alone"


# -- the plan -----------------------------------------------------------------------------------------


def test_it_shows_each_exercise_with_its_dose_and_its_week(window: PrescriptionPage) -> None:
    told = [one.accessibleName() for one in window.findChildren(ExerciseRow)]
    assert told == [row.said for row in view(WHOLE).prescriptions[0].rows]
    assert "2 sets of 3 · each side · Mon, Wed, Fri" in words(window)
    assert RAISES in words(window)


def test_keys_and_buttons_say_the_same(window: PrescriptionPage) -> None:
    said = heard(window)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_E, Qt.Key.Key_P, Qt.Key.Key_R):
        press(window, key)
    for button in (window.begin, window.edit, window.sheet, window.report):
        button.click()
    assert (
        said == [("prescription", "begin", "hip"), ("edit", "hip"), ("sheet", "hip"), ("report", "hip")] * 2
    )
    press(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_without_a_plan_it_offers_the_form_and_a_file(window: PrescriptionPage) -> None:
    said = heard(window)
    window.set_view(PrescriptionsView(faults=("hip.toml:3:1: it has no dose; write reps",)))
    assert not window.begin.isVisible()
    assert window.open.isVisible()
    assert "hip.toml:3:1: it has no dose; write reps" in words(window)
    press(window, Qt.Key.Key_Return)
    window.write.click()
    assert said == [("edit", "")]


def test_held_back_by_the_health_question_it_says_so_and_begin_leads_there(
    window: PrescriptionPage,
) -> None:
    commands: list[tuple[str, ...]] = []
    window.command.connect(commands.append)
    window.set_view(view(WHOLE, blocked=True))
    assert "One question first: does any health condition apply to you?" in words(window)
    press(window, Qt.Key.Key_Return)
    assert commands == [("prescription", "begin", "hip")], "it is refused, and opens the question"


def test_of_several_plans_one_is_shown(window: PrescriptionPage) -> None:
    said = heard(window)
    window.set_view(view(WHOLE, replace(WHOLE, id="knee", title="Knee")))
    names = [one.text() for one in window.another.choices.actions()] if window.another.choices else []
    assert names == ["Knee", "", "Enter another", "Open a file…"]
    assert window.another.choices is not None
    window.another.choices.actions()[0].trigger()
    assert "Knee" in words(window)
    window.edit.click()
    window.set_view(view(WHOLE))
    window.edit.click()
    assert said == [("edit", "knee"), ("edit", "hip")]


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("dark", [False, True])
def test_its_words_fit_and_its_controls_have_names(
    qtbot: QtBot, dressed: QApplication, scale: float, dark: bool
) -> None:
    style.apply(dressed, dark=dark, scale=scale)
    library = LibraryWindow(lambda: 0.0)
    qtbot.addWidget(library)
    window = library.prescription
    window.set_view(view(replace(WHOLE, note="Begin easily."), faults=("a line",)))
    window.tell("Written.")
    library.show_page("prescription")
    library.show()
    library.resize(1400, 1000)
    dressed.processEvents()
    assert clipped(library) == []
    assert nameless(library) == []
    window.edit_prescription(WHOLE, MOVEMENTS, date(2026, 11, 20))
    dressed.processEvents()
    assert clipped(library) == []
    assert nameless(library) == []
    assert outside(library, window.form) == []


# -- the form -----------------------------------------------------------------------------------------


def edit(window: PrescriptionPage, one: Prescription | None) -> list[Prescription]:
    made: list[Prescription] = []
    window.saved.connect(made.append)
    window.edit_prescription(one, MOVEMENTS, date(2026, 11, 21))
    return made


def test_what_is_not_touched_stays_exactly_as_it_was_written(window: PrescriptionPage) -> None:
    odd = plan(
        exercises=(
            own(hold=7.5, rest=None, every=3), Exercise("dog", movement("bird_dog")),
            Exercise("dog_2", movement("bird_dog"), sides=1, instructions="Slowly.", days=("sun",)),
        ),
        note="A note.",
    )  # fmt: skip
    made = edit(window, odd)
    window.form.save.click()
    assert made == [odd]


def test_a_new_plan_is_written_down(window: PrescriptionPage) -> None:
    made = edit(window, None)
    form = window.form
    form.save.click()
    assert made == []
    assert "Something is missing (marked above)." in words(window)
    form.title.line.setText("Hip")
    form.by.line.setText("Jane Doe")
    form.last.line.setText("24.12.2026")
    (first,) = form.cards
    first.name.line.setText("bird dog")
    first.name.commit()
    assert first.exercise.movement.id == "bird_dog"
    first.sets.number.setValue(2)
    first.rhythm.choices()[2].click()
    first.days[4].click()
    form.add.click()
    form.picker.own.click()
    QApplication.processEvents()  # what is added shows with the next events
    second = form.cards[1]
    second.name.line.setText("Heel raises")
    second.name.commit()
    form.save.click()
    assert made == []
    assert "It isn’t in the library, so describe in a sentence how to do it." in words(window)
    second.how.line.setText(RAISES)
    second.load.line.setText("2 kg")
    second.hold.number.setValue(3)
    form.save.click()
    (one,) = made
    assert (one.id, one.title, one.by) == ("hip_2", "Hip", "Jane Doe"), "another one has the id already"
    assert (one.first, one.last) == (date(2026, 11, 21), date(2026, 12, 24))
    dog, raises = one.exercises
    assert dog == Exercise("bird_dog", movement("bird_dog"), sets=2, days=("mon", "tue", "wed", "thu"))
    assert (raises.id, raises.own, raises.reps, raises.hold, raises.load) == (
        "heel_raises",
        True,
        10,
        3.0,
        "2 kg",
    )
    assert raises.movement.cues == (RAISES,)


def test_exercises_are_moved_and_taken_out_and_keep_their_names(window: PrescriptionPage) -> None:
    made = edit(window, plan())
    form = window.form
    form.cards[2].up.click()
    form.cards[0].remove.click()
    form.save.click()
    assert [one.id for one in made[0].exercises] == ["heel_raises_on_the_step", "wall_squat"]
    form.cards[1].remove.click()
    form.cards[0].remove.click()
    form.save.click()
    assert len(made) == 1
    assert "Add at least one exercise." in words(window)


def test_a_day_that_is_none_is_told_and_the_end_comes_after_the_beginning(window: PrescriptionPage) -> None:
    made = edit(window, plan())
    window.form.last.line.setText("soon")
    window.form.save.click()
    assert "Write it like 20.12.2026, 2026-12-20 or 20 Dec 2026." in words(window)
    window.form.last.line.setText("2026-11-01")
    window.form.save.click()
    assert "The last day is before the first." in words(window)
    assert made == []
    press(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert window.edit.isVisible()


def test_an_exercise_is_picked_by_its_figure_and_found_by_other_names(window: PrescriptionPage) -> None:
    made = edit(window, None)
    form = window.form
    form.title.line.setText("Back")
    form.cards[0].figure.click()
    assert form.picker.search.hasFocus()
    form.picker.search.setText("pallof")
    press(form.picker.search, Qt.Key.Key_Return)
    assert not form.picking
    assert [one.exercise.movement.id for one in form.cards] == ["pallof"]
    form.add.click()
    press(form.picker.search, Qt.Key.Key_Escape)
    assert (form.picking, len(form.cards), form.isVisible()) == (False, 1, True)
    form.add.click()
    form.picker.search.setText("cat")
    form.picker.shelf.clicked.emit(form.picker.shelf.currentIndex())
    assert [one.exercise.movement.id for one in form.cards] == ["pallof", "cat_camel"]
    form.save.click()
    assert [one.id for one in made[0].exercises] == ["pallof", "cat_camel"]


def test_what_is_not_saved_is_kept_unless_it_is_discarded(window: PrescriptionPage) -> None:
    kept: list[tuple[str, Prescription | None]] = []
    window.kept.connect(lambda name, draft: kept.append((name, draft)))
    edit(window, plan())
    press(window, Qt.Key.Key_Escape)
    assert kept == [("hip", None)], "nothing was changed"
    edit(window, None)
    form = window.form
    form.title.line.setText("Half")
    form.days_off[6].click()
    form.cards[0].name.line.setText("Heel raises")
    window.window().close()
    name, draft = kept[-1]
    assert draft is not None
    assert (name, draft.title, draft.days_off) == ("", "Half", ("sun",))
    window.edit_prescription(None, MOVEMENTS, date(2026, 11, 21), draft)
    assert form.fault.text() == "Here’s what you hadn’t saved."
    assert (form.title.line.text(), form.cards[0].name.line.text()) == ("Half", "Heel raises")
    assert form.days_off[6].isChecked()
    assert form.unsaved == draft
    form.discard.click()
    assert len(kept) == 2


def test_who_leaves_the_form_is_told_that_what_was_entered_waits(window: PrescriptionPage) -> None:
    edit(window, plan())
    press(window, Qt.Key.Key_Escape)
    assert window.outcome.isHidden(), "nothing was changed"
    edit(window, None)
    window.form.title.line.setText("Half")
    window.form.later.click()
    assert window.outcome.text().startswith("Not saved yet.")


def test_days_off_are_written_and_not_all_of_them(window: PrescriptionPage) -> None:
    made = edit(window, plan())
    for chip in window.form.days_off:
        chip.click()
    window.form.save.click()
    assert "Not every day can be a day off." in words(window)
    for chip in window.form.days_off[:5]:
        chip.click()
    window.form.save.click()
    assert made[0].days_off == ("sat", "sun")


def test_the_keyboard_goes_through_the_form_as_it_stands_and_all_comes_into_sight(
    window: PrescriptionPage, dressed: QApplication
) -> None:
    window.edit_prescription(WHOLE, MOVEMENTS, date(2026, 11, 20))
    form, page = window.form, window.form.area.widget()
    assert page is not None
    form.cards[0].down.click()
    window.activateWindow()
    window.window().resize(964, 664)
    dressed.processEvents()
    heights = []
    while (holder := dressed.focusWidget()) is not form.save:
        assert holder is not None
        assert not holder.visibleRegion().isEmpty(), holder.accessibleName()
        heights.append(holder.mapTo(page, holder.rect().center()).y())
        press(holder, Qt.Key.Key_Tab)
    stops = sum(len(card.stops()) for card in form.cards)
    assert stops // 2 < len(heights) <= stops + 16
    assert all(after > before - 20 for before, after in pairwise(heights)), "a line, then the next"
    form.area.verticalScrollBar().setValue(0)
    press(form.save, Qt.Key.Key_Backtab)
    assert form.add.hasFocus()
    assert not form.add.visibleRegion().isEmpty(), "also when it is come to from outside the page"


# -- the player ---------------------------------------------------------------------------------------


def test_the_player_guides_an_exercise_without_a_figure(qtbot: QtBot, dressed: QApplication) -> None:
    session = session_of(open_today([WHOLE], FRIDAY, {}), set_name)
    player = PlayerWindow(lambda: 0.0)
    qtbot.addWidget(player)
    player.show()
    for elapsed in (2.0, session.seconds - 15.0):
        player.start(session, advance(Playing(session), elapsed, waits=False))
        dressed.processEvents()
    assert any("Heel raises on the step" in one.text() for one in player.findChildren(QLabel))
    assert clipped(player) == []

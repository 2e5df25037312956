"""The library in the running app: opened at each page, movements wished and tried, closed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.app import library_views
from intermezzo.core.history.events import HARDLY_BEGUN, EventKind
from intermezzo.core.practice.repertoire import repertoire
from intermezzo.core.practice.screening import NOT_ASKED
from intermezzo.core.scheduling.day_state import effective
from intermezzo.ui.library.movements.page import MovementsPage
from intermezzo.ui.library.window import LibraryWindow
from tests.app.conftest import House
from tests.ui.hands import click, press

pytestmark = pytest.mark.slow


def library_window(house: House) -> LibraryWindow:
    window = house.controllers.library.window
    assert window is not None
    return window


def opened(house: House) -> MovementsPage:
    assert house.say("show", "library") == (True, "Shown.", None)
    return library_window(house).movements


def active(house: House) -> set[str]:
    return set(repertoire(effective(house.engine.state.events)).active)


def test_it_opens_from_tray_today_and_by_command(house: House) -> None:
    tray = [action for action in house.app.tray.menu.actions() if action.text() == "Library"]
    assert len(tray) == 1
    tray[0].trigger()
    window = library_window(house)
    assert window.isVisible()
    assert window.page == "movements"
    window.close()
    house.until(lambda: house.controllers.library.window is None)
    house.say("show", "today")
    assert house.today.window is not None
    click(house.today.window.library)
    assert library_window(house).page == "movements"


def test_every_page_is_opened_by_its_words(house: House) -> None:
    for words, page in (
        ("library", "movements"), ("library movements", "movements"), ("library sessions", "sessions"),
        ("library sessions seated_reset", "sessions"), ("library prescription", "prescription"),
        # Each of these was a window of its own.
        ("repertoire", "movements"), ("composer", "sessions"), ("composer seated_reset", "sessions"),
        ("plan", "prescription"), ("prescription", "prescription"),
    ):  # fmt: skip
        assert house.say("show", *words.split()) == (True, "Shown.", None)
        window = library_window(house)
        assert (window.isVisible(), window.page) == (True, page), words
        window.close()
        house.until(lambda: house.controllers.library.window is None)


def test_other_words_are_refused_with_the_pages(house: House) -> None:
    for words in (
        "library shelf", "library movements bird_dog", "repertoire in", "plan hip", "composer a b",
    ):  # fmt: skip
        ok, line, data = house.say("show", *words.split())
        assert (ok, data) == (False, {"malformed": True}), words
        assert "movements, sessions, prescription" in line
        assert house.controllers.library.window is None


def test_a_page_that_is_turned_to_shows_the_present_state(house: House) -> None:
    window = opened(house).window()
    assert isinstance(window, LibraryWindow)
    wished = next(one.movement.id for one in window.movements.grid.rows.cards if not one.inside)
    window.show_page("prescription")
    assert house.say("repertoire", "in", wished)[0]
    window.show_page("movements")
    assert next(one for one in window.movements.grid.rows.cards if one.movement.id == wished).inside


def test_it_shows_every_movement_and_what_the_app_has_let_in(house: House) -> None:
    window = opened(house)
    inside = {one.movement.id for one in window.grid.rows.cards if one.inside}
    assert {one.movement.id for one in window.grid.rows.cards} == set(
        library.load([resources.sessions()]).movements
    )
    assert inside == active(house)
    assert 8 <= len(inside) <= 12


def test_a_wish_shows_after_its_commit_and_can_be_pressed_again(house: House) -> None:
    window, before = opened(house), active(house)
    out = next(one.movement.id for one in window.grid.rows.cards if not one.inside)
    window.select(out)
    click(window.detail.toggle)
    house.until(lambda: window.detail.toggle.text() == "In my repertoire ✓")
    assert active(house) == before | {out}
    assert window.line.text().startswith("Added to your repertoire: ")
    # An offer may have come behind it.
    row = [event for event in house.engine.state.events if event.detail.get("movement") == out][-1]
    assert (row.kind, row.detail["by"]) == (EventKind.REPERTOIRE, "user")
    assert row.id in {event.id for event in house.context.store.recent(row.day, 1)}
    press(window.grid, Qt.Key.Key_Space)
    house.until(lambda: window.detail.toggle.text() == "Add to my repertoire")
    assert active(house) == before


def test_one_movement_is_tried_in_the_player_and_takes_no_slot(house: House) -> None:
    window = opened(house)
    window.select("bird_dog")
    click(window.detail.attempt)
    house.until(lambda: house.session.player is not None and house.session.player.playing is not None)
    player = house.session.player
    assert player is not None
    assert player.playing is not None
    assert [step.movement.id for step in player.playing.session.steps] == ["bird_dog"]
    player.next_step()  # past getting down to the floor
    for _look in range(8):  # as it does in a session; a longer time between two looks is no movement
        house.time.run(HARDLY_BEGUN / 7)
        player.catch_up()
    player.finish()
    house.until(lambda: house.engine.running is None)
    house.until(lambda: not house.day.writer.unwritten)
    assert house.engine.day_state.taken == {}
    house.say("show", "today")
    today = house.today.window
    assert today is not None
    rows = today.list.rows

    def labels() -> list[str]:
        return [rows.row(rows.index(n)).label for n in range(rows.rowCount())]

    house.until(lambda: "Bird dog" in labels())  # by its name, though it is no session


def test_what_cannot_be_done_is_told_where_it_was_asked_for(house: House) -> None:
    window = opened(house)
    house.engine.screening = None
    click(window.detail.attempt)
    assert "One question first" in window.line.text()
    house.engine.screening = NOT_ASKED
    assert house.say("repertoire", "in", "nap")[:2] == (
        False, "No movement “nap”; see: intermezzo repertoire list",
    )  # fmt: skip
    assert house.say("repertoire", "in")[2] == {"malformed": True}
    assert house.say("repertoire", "in", "bird_dog", "now")[2] == {"malformed": True}


def test_what_was_forgotten_elsewhere_leaves_the_repertoire_of_a_beginning(house: House) -> None:
    window = opened(house)
    wished = next(one.movement.id for one in window.grid.rows.cards if not one.inside)
    assert house.say("repertoire", "in", wished)[0]
    house.forget_elsewhere()
    assert house.say("reload")[0]
    house.until(lambda: len(active(house)) >= 8)
    assert wished not in active(house)
    house.until(lambda: {one.movement.id for one in window.grid.rows.cards if one.inside} == active(house))


def test_the_page_to_take_away_is_saved_without_what_is_not_for_the_user(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(path), ""))
    assert house.say("repertoire", "out", "ankle_pump")[0]
    assert house.say("show", "library", "sessions")[0]
    page = library_window(house).sessions
    for entry, width in (("To print…", b"595"), ("For a phone…", b"29")):
        next(one for one in page.page_menu.actions() if one.text() == entry).trigger()
        assert page.line.text() == f"Saved to {path}."
        assert b"/MediaBox [0 0 " + width in path.read_bytes()
    drills = [one.id for part in library_views.take_away(house.engine).sections for one in part.drills]
    assert "log_roll_up" in drills
    assert "ankle_pump" not in drills


def test_closed_it_is_gone(house: House) -> None:
    press(opened(house), Qt.Key.Key_Escape)
    house.until(lambda: house.controllers.library.window is None)
    house.day.changed.emit()
    assert not any(isinstance(one, LibraryWindow) for one in QApplication.topLevelWidgets())

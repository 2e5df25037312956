"""The composer in the running app: what it saves is there at once, and what it does not save comes back."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.history.events import EventKind
from intermezzo.ui.library.composer.pane import ComposerPane
from intermezzo.ui.library.sessions.page import SessionsPage
from tests.app.conftest import House

pytestmark = pytest.mark.slow


def composer(house: House, *name: str) -> ComposerPane:
    assert house.say("show", "composer", *name) == (True, "Shown.", None)
    library = house.controllers.library.window
    assert library is not None
    assert library.sessions.composer.isVisible()
    return library.sessions.composer


def compose(window: ComposerPane, title: str = "Evening wave") -> None:
    """Four breaths and a turn: 110 s."""
    window.add("thor_rot_seated")
    window.steps.edited.emit("side", 0)
    window.add("breath_lateral_seated")
    window.name.setText(title)
    window.name.textEdited.emit(title)


def save(house: House, window: ComposerPane) -> Path:
    window.save_button.click()
    house.until(window.result.text)
    assert window.result.text() == "Saved."
    return max((house.home / "sessions").rglob("*.toml"), key=lambda path: path.stat().st_mtime_ns)


def close(house: House) -> None:
    window = house.controllers.library.window
    assert window is not None
    window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    house.until(lambda: house.controllers.library.window is None)


def test_a_session_that_is_saved_is_in_the_day_at_once(house: House) -> None:
    window = composer(house)
    compose(window)
    path = save(house, window)
    assert path == house.home / "sessions" / "interludes" / "evening_wave.toml"
    session = house.engine.state.session("evening_wave")
    assert session is not None
    assert session.steps == window.draft.steps
    own = library.load([resources.sessions(), house.home / "sessions"])
    assert own.faults == ()
    assert own.sessions["evening_wave"] == session
    assert library.check([path], own).faults == ()


def test_trying_it_saves_it_and_begins_it(house: House) -> None:
    window = composer(house)
    compose(window)
    window.try_button.click()
    house.until(lambda: house.engine.running is not None)
    assert house.engine.running is not None
    assert house.engine.running.session.id == "evening_wave"
    house.until(lambda: house.session.player is not None and house.session.player.isVisible())
    # Tried again while it runs, it says so in the composer.
    window.try_button.click()
    house.until(lambda: window.result.text() == "A session is running already.")
    assert len([one for one in house.engine.state.events if one.kind is EventKind.BEGUN]) == 1


def test_what_is_not_saved_comes_back(house: House) -> None:
    window = composer(house)
    compose(window, "Half made")
    window.steps.edited.emit("more", 0)
    draft = window.draft
    close(house)
    again = composer(house)
    assert again.draft == draft
    assert again.result.text() == "Here’s your unsaved session."
    again.undo()
    assert again.draft.steps[0].reps == draft.steps[0].reps - 1
    again.redo()
    again.steps.edited.emit("less", 0)
    save(house, again)
    close(house)
    assert composer(house).draft.steps == ()


def test_a_session_of_ones_own_is_changed_in_its_own_file(house: House) -> None:
    window = composer(house)
    compose(window)
    path = save(house, window)
    close(house)
    window = composer(house, "evening_wave")
    assert window.draft.title == "Evening wave"
    window.name.setText("Morning wave")
    window.name.textEdited.emit("Morning wave")
    assert save(house, window) == path
    session = house.engine.state.session("evening_wave")
    assert session is not None
    assert session.title == "Morning wave"
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_what_ships_is_taken_as_the_beginning_of_a_new_one(house: House) -> None:
    window = composer(house, "seated_reset")
    assert (window.draft.title, window.draft.id) == ("Seated reset, my way", "")
    close(house)
    window = composer(house, "seated_reset")
    path = save(house, window)
    assert path.name == "seated_reset_my_way.toml"
    assert house.engine.state.session("seated_reset") is not None


def test_an_unknown_name_is_told_and_opens_nothing(house: House) -> None:
    ok, line, _data = house.say("show", "composer", "nap")
    assert (ok, line) == (False, "There is no session “nap” to edit.")
    assert house.controllers.library.window is None


def test_another_session_keeps_what_was_being_composed(house: House) -> None:
    window = composer(house)
    compose(window, "Half made")
    draft = window.draft
    assert composer(house, "seated_reset") is window
    assert window.draft.title == "Seated reset, my way"
    assert composer(house).draft.title == "Seated reset, my way"
    close(house)
    assert composer(house).draft == draft


@pytest.mark.parametrize("text", ["steps = [", 'format = 1\nid = "broken"\n'])
def test_a_faulty_file_beside_it_hinders_nothing_and_is_told(house: House, text: str) -> None:
    faulty = house.home / "sessions" / "broken.toml"
    faulty.parent.mkdir()
    faulty.write_text(text)
    window = composer(house)
    assert str(faulty) in house.notices.lines["library"]
    compose(window, "Broken")
    path = save(house, window)
    assert path.name == "broken_2.toml"
    assert faulty.read_text() == text
    assert house.engine.state.session("broken_2") is not None
    faulty.unlink()
    composer(house)
    assert "library" not in house.notices.lines


def test_a_folder_that_cannot_be_written_loses_nothing(house: House) -> None:
    (house.home / "sessions").write_text("in the way")
    window = composer(house)
    compose(window)
    draft = window.draft
    window.save_button.click()
    house.until(window.result.text)
    assert "can’t be written" in window.result.text()
    assert window.draft == draft
    (house.home / "sessions").unlink()
    assert save(house, window).is_file()


def test_closed_while_it_is_written_it_is_saved_once(house: House) -> None:
    window = composer(house)
    compose(window)
    window.save_button.click()
    close(house)
    house.until(lambda: house.engine.state.session("evening_wave") is not None)
    assert composer(house).draft.steps == ()


def test_a_blocked_start_is_told_in_the_composer(house: House) -> None:
    house.engine.screening = None
    window = composer(house)
    compose(window)
    window.try_button.click()
    house.until(lambda: "One question first" in window.result.text())
    welcome = house.controllers.welcome.window
    assert welcome is not None
    assert welcome.isVisible()
    assert house.engine.state.session("evening_wave") is not None
    assert house.engine.running is None


def sessions_page(house: House) -> SessionsPage:
    assert house.say("show", "library", "sessions")[0]
    library = house.controllers.library.window
    assert library is not None
    return library.sessions


def listed(page: SessionsPage) -> list[str]:
    rows = page.list.rows
    return [rows.row(rows.index(n)).id for n in range(rows.rowCount())]


def test_ones_own_is_listed_deleted_and_put_back_as_it_was(house: House) -> None:
    window = composer(house)
    compose(window)
    path = save(house, window)
    written = path.read_bytes()
    page = sessions_page(house)
    page.leave()
    house.until(lambda: listed(page)[:1] == ["evening_wave"])
    page.select("evening_wave")
    page.detail.delete.click()
    house.until(page.undo.isVisible)
    assert page.line.text() == "Deleted: Evening wave."
    assert not path.exists()
    assert house.engine.state.session("evening_wave") is None
    page.undo.click()
    house.until(lambda: house.engine.state.session("evening_wave") is not None)
    assert path.read_bytes() == written
    assert page.line.text() == "Put back."


def test_a_copy_is_another_session_and_drafts_are_kept_beside_one_another(house: House) -> None:
    window = composer(house)
    compose(window)
    path = save(house, window)
    page = sessions_page(house)
    page.leave()
    page.wanted.emit("copy", "evening_wave")
    assert page.composer.draft.title == "Evening wave, copy"
    page.composer.steps.edited.emit("ease", 0)
    page.leave()
    page.new.click()
    assert page.composer.draft.steps == ()
    page.composer.add("jaw_rest")
    page.leave()
    unsaved = [name for name in listed(page) if name.startswith("new:")]
    assert len(unsaved) == 2, "neither took the place of the other"
    page.wanted.emit("edit", unsaved[0])
    assert page.composer.result.text() == "Here’s your unsaved session."
    page.leave()
    for name in unsaved:
        page.select(name)
        page.detail.delete.click()
    assert not any(name.startswith("new:") for name in listed(page))
    assert path.exists()


def test_what_is_never_offered_says_so_and_one_press_turns_it_on(house: House) -> None:
    page = sessions_page(house)
    house.until(lambda: "on_the_mat" in listed(page))
    page.select("on_the_mat")
    floor = page.detail.obstacles.rows[0]
    assert floor.words.text() == "Never offered: needs the floor, which is off"
    floor.button.click()
    house.until(lambda: page.line.text() == "Changed in Settings.")
    assert house.context.settings.current.floor
    assert floor.words.text() == "Never offered: needs a mat, which you don’t have"
    floor.button.click()
    house.until(lambda: not page.detail.obstacles.isVisible())
    assert house.context.settings.current.equipment == ("mat",)
    page.wanted.emit("edit", "on_the_mat")
    assert not page.composer.obstacles.isVisible()
    settings = house.context.settings
    settings.replace(replace(settings.current, floor=False))
    house.until(page.composer.obstacles.isVisible)

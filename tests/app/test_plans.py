"""A prescription in the running app: taken in, begun, shown, written and printed."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from intermezzo.app import library_views, views
from intermezzo.core.history.events import EventKind
from intermezzo.engine.commands.table import dispatch
from intermezzo.ui.library.prescription.page import PrescriptionPage
from tests.app.conftest import House
from tests.plans import TEXT
from tests.ui.hands import click

pytestmark = pytest.mark.slow


@pytest.fixture
def file(house: House, tmp_path: Path) -> Path:
    """The plan, begun today."""
    today = house.context.today()
    path = tmp_path / "hip.toml"
    text = TEXT.replace("2026-11-16", today.isoformat())
    path.write_text(text.replace("2026-12-20", (today + timedelta(days=30)).isoformat()), "utf-8")
    return path


def said(window: PrescriptionPage, line: str) -> bool:
    return window.outcome.text() == line


def shown(house: House) -> PrescriptionPage:
    assert house.say("show", "library", "prescription")[0]
    library = house.controllers.library.window
    assert library is not None
    return library.prescription


def test_a_plan_that_is_taken_in_is_used_at_once(house: House, file: Path) -> None:
    ok, line, _data = house.say("prescription", "add", str(file))
    assert (ok, line) == (True, "Added. It’s followed exactly as written.")
    assert (house.home / "plans" / "hip.toml").read_bytes() == file.read_bytes()
    assert [one.id for one in house.engine.state.prescriptions] == ["hip"]
    if house.engine.offer is not None:  # it came before the plan was there
        assert house.say("answer", "skip")[0]
    house.offer()
    offer = house.engine.offer
    assert offer is not None
    assert offer.session.id.startswith("plan:hip:")
    assert house.say("answer", "begin")[0]
    house.until(lambda: house.session.player is not None and house.session.player.playing is not None)
    assert house.session.player is not None
    assert not house.session.player.guide.not_for_me.isVisible()
    ok, line, _data = house.say("not-for-me", "0", "60")
    assert not ok
    assert "from your physiotherapist" in line, "what is written is not exchanged"


def test_a_faulty_file_is_told_and_changes_nothing(house: House, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("format = 1\n", "utf-8")
    ok, line, _data = house.say("prescription", "add", str(bad))
    assert not ok
    assert "title is missing" in line
    assert not (house.home / "plans").exists()
    assert not house.say("prescription", "eat")[0]


def test_a_file_put_into_the_folder_is_found_and_a_broken_one_costs_a_line(house: House, file: Path) -> None:
    folder = house.home / "plans"
    folder.mkdir()
    (folder / "broken.toml").write_text("= 3", "utf-8")
    (folder / "hip.toml").write_bytes(file.read_bytes())
    assert house.say("prescription", "read")[0]
    assert [one.id for one in house.engine.state.prescriptions] == ["hip"]
    assert "broken.toml:1:1" in house.notices.lines["plans"]
    (folder / "broken.toml").unlink()
    assert house.say("prescription", "read")[0]
    assert "plans" not in house.notices.lines


def test_it_is_begun_from_its_window_and_recorded_for_each_exercise(house: House, file: Path) -> None:
    house.say("prescription", "add", str(file))
    window = shown(house)
    window.begin.click()
    house.until(lambda: house.engine.running is not None)
    house.until(lambda: house.session.player is not None and house.session.player.playing is not None)
    player = house.session.player
    assert player is not None
    for _n in range(200):
        house.time.run(1)
        player.catch_up()
    player.finish()
    house.until(lambda: house.engine.running is None and not house.day.writer.unwritten)
    today = house.context.today()
    kept = [
        e for e in house.context.store.events(today - timedelta(days=1), today) if e.kind is EventKind.STEP
    ]
    assert kept
    assert all(event.detail["plan"] == "hip" for event in kept)


def test_the_form_writes_the_file_and_the_day_follows(house: House, file: Path) -> None:
    house.say("prescription", "add", str(file))
    window = shown(house)
    window.edit.click()
    house.until(window.form.isVisible)
    window.form.by.line.setText("John Doe")
    window.form.cards[0].sets.number.setValue(4)
    window.form.save.click()
    house.until(lambda: window.outcome.text() == "Saved.")
    (one,) = house.engine.state.prescriptions
    assert (one.by, one.exercises[0].sets) == ("John Doe", 4)
    assert "# slowly" in (house.home / "plans" / "hip.toml").read_text("utf-8")


def test_what_cannot_be_saved_stays_in_the_form(house: House, file: Path) -> None:
    house.say("prescription", "add", str(file))
    window = shown(house)
    window.edit.click()
    house.until(window.form.isVisible)
    window.form.note.line.setText("x" * 1001)
    window.form.save.click()
    house.until(lambda: window.form.fault.text().startswith("Not saved: note"))
    assert window.form.isVisible()


def test_sheet_and_report_are_saved_where_the_user_says(
    house: House, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.say("prescription", "add", str(file))
    window = shown(house)
    for button, name in ((window.sheet, "sheet.pdf"), (window.report, "report.pdf")):
        path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, path=path: (str(path), ""))
        button.click()
        house.until(partial(said, window, f"Saved to {path}."))
        assert path.read_bytes().startswith(b"%PDF-")
    nowhere = tmp_path / "none" / "x.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(nowhere), ""))
    window.sheet.click()
    assert "can’t be saved" in window.outcome.text()


def test_the_tray_begins_it_while_something_of_it_is_open(house: House, file: Path) -> None:
    def commands() -> list[tuple[str, ...]]:
        return [command for _words, command in views.tray(house.engine, house.context.now()).sessions]

    assert ("prescription", "begin") not in commands()
    house.say("prescription", "add", str(file))
    house.until(lambda: ("prescription", "begin") in commands())
    assert house.say("prescription", "begin")[0]
    assert house.engine.running is not None


def test_a_gentle_day_says_that_it_goes_on(house: House, file: Path) -> None:
    house.say("prescription", "add", str(file))
    line = "Your physiotherapist’s exercises are shown, not offered."
    assert line in house.say("gentle", "on")[1]
    house.today.open()
    house.until(lambda: line in house.today.view().status)
    assert "offered on a gentle day" in of_the_plan(house)
    house.say("gentle", "off")
    house.until(lambda: line not in house.today.view().status)
    assert "offered in your gaps" in of_the_plan(house)
    house.offer().say("answer", "no-more-today")
    assert "Nothing more is offered today" in of_the_plan(house)


def of_the_plan(house: House) -> str:
    """Return the line of the first prescription's page."""
    return library_views.prescriptions(house.engine, house.context.now()).prescriptions[0].line


def test_what_was_stopped_is_asked_about_on_the_card_and_not_again_in_the_player(
    house: House, file: Path
) -> None:
    head, *exercises = file.read_text("utf-8").split("[[exercise]]")
    yesterday = house.context.now() - timedelta(days=1)
    since = head.replace(house.context.today().isoformat(), yesterday.date().isoformat())
    file.write_text(f"{since}[[exercise]]{exercises[-1]}", "utf-8")
    assert house.say("prescription", "add", str(file))[0]
    if house.engine.offer is not None:
        assert house.say("answer", "skip")[0]
    engine = house.engine
    assert dispatch(engine, ("prescription", "begin"), yesterday).begin is not None
    engine.active.step(yesterday, 0, 10.0, eased=False)
    engine.finish(yesterday, EventKind.PARTIAL, 10.0)
    dispatch(engine, ("felt", "stopped", "thread"), yesterday)
    assert engine.offer is None
    house.offer()
    click(house.today.card.begin)
    house.until(lambda: house.session.player is not None and house.session.player.playing is not None)
    player = house.session.player
    assert player is not None
    assert player.playing is not None
    assert not player.playing.paused
    assert not player.guide.toast.isVisible()
    player.finish()
    house.until(lambda: engine.running is None)
    assert house.say("prescription", "begin")[0]
    house.until(player.guide.toast.isVisible)
    told = "You stopped Heel raises on the step recently. Resume to begin anyway; Next skips any movement."
    assert player.guide.toast.line.text() == told

"""What becomes of a session when the screen locks, the machine sleeps, or the app ends."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.practice.repertoire import repertoire
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.scheduling.day_state import effective
from intermezzo.core.scheduling.presence import Presence
from intermezzo.ui.player.window import PlayerWindow
from tests.app.conftest import House, Sampled
from tests.ui.hands import click, press

pytestmark = pytest.mark.slow

ENDS = {EventKind.COMPLETED, EventKind.PARTIAL, EventKind.INTERRUPTED}


def ends(house: House) -> list[Event]:
    return [event for event in effective(house.engine.state.events) if event.kind in ENDS]


def lock(house: House, locked: bool) -> None:
    house.day.probes = Sampled()  # type: ignore[assignment] # all that the day asks of them
    house.day.probes.presence = Presence(locked=locked, idle_seconds=10.0)  # type: ignore[attr-defined]


def begin(house: House) -> None:
    ok, line, _data = house.say("now", "seated_reset")
    assert ok, line
    house.until(lambda: house.session.player is not None and house.session.player.playing is not None)


def paused(house: House) -> bool:
    player = house.session.player
    return player is not None and player.playing is not None and player.playing.paused


def test_a_locked_screen_pauses_and_an_unlocked_one_goes_on(house: House) -> None:
    begin(house)
    lock(house, locked=True)
    house.watch.look()
    house.until(lambda: paused(house))
    house.time.run(60)
    lock(house, locked=False)
    house.watch.look()
    house.until(lambda: not paused(house))
    assert ends(house) == []


def test_two_minutes_behind_a_lock_interrupt_it(house: House) -> None:
    begin(house)
    lock(house, locked=True)
    house.watch.look()
    house.until(lambda: paused(house))
    for seconds, number in ((60, 0), (61, 1)):
        house.time.run(seconds)
        house.watch.sampling = False
        house.watch.look()
        house.until(lambda: not house.watch.sampling)
        assert len(ends(house)) == number
    assert (ends(house)[0].kind, ends(house)[0].reason) == (EventKind.INTERRUPTED, "locked")
    assert house.engine.running is None


def test_a_sleep_of_more_than_two_minutes_interrupts_it(house: House) -> None:
    begin(house)
    house.time.sleep(100)
    house.day.turn()
    assert ends(house) == []
    house.time.sleep(130)
    house.day.turn()
    (end,) = ends(house)
    assert (end.kind, end.reason) == (EventKind.INTERRUPTED, "suspended")


def test_quitting_records_what_was_done(house: House) -> None:
    begin(house)
    assert house.say("quit") == (True, "Goodbye.", None)
    assert [end.kind for end in ends(house)] == [EventKind.PARTIAL]
    assert house.day.writer.unwritten == ()


def player_of(house: House) -> PlayerWindow:
    player = house.session.player
    assert player is not None
    return player


def meeting_in(house: House, seconds: float, minutes: float = 30) -> None:
    """A meeting that nobody knew of when the session began."""
    start = house.context.now() + timedelta(seconds=seconds)
    house.engine.state.occurrences = (Occurrence(start, start + timedelta(minutes=minutes), "Private"),)
    house.engine.state.look(house.context.now())


def look(house: House) -> None:
    house.watch.sampling = False
    house.watch.look()
    house.until(lambda: not house.watch.sampling)


def test_a_meeting_that_begins_pauses_and_offers_to_finish_later(house: House) -> None:
    begin(house)
    meeting_in(house, 300)
    look(house)
    assert not paused(house)
    meeting_in(house, 45)
    look(house)
    player = player_of(house)
    assert paused(house)
    assert player.put_off
    assert "You can finish in your next gap" in player.guide.toast.line.text()
    assert "Private" not in player.guide.toast.line.text()
    player.guide.toast.later.click()
    (end,) = ends(house)
    assert (end.kind, end.reason) == (EventKind.INTERRUPTED, Reason.FINISH_LATER)
    assert not player.isVisible()
    house.until(lambda: house.engine.running is None)


def test_who_goes_on_is_not_asked_again_about_the_same_meeting(house: House) -> None:
    begin(house)
    meeting_in(house, 45)
    look(house)
    player_of(house).guide.pause.click()
    look(house)
    assert not paused(house)
    assert ends(house) == []


def test_a_meeting_pause_without_an_answer_keeps_the_rest_for_later(house: House) -> None:
    begin(house)
    meeting_in(house, 45)
    look(house)
    house.time.run(119)
    look(house)
    assert ends(house) == []
    house.time.run(3)
    look(house)
    assert [end.reason for end in ends(house)] == [Reason.FINISH_LATER]


def test_no_rest_of_a_ritual_is_promised_for_later(house: House) -> None:
    assert house.say("now", "before_bed")[0]
    house.until(lambda: house.session.player is not None and house.session.player.playing is not None)
    house.time.run(1)
    meeting_in(house, 45)
    look(house)
    assert "later" not in player_of(house).guide.toast.line.text()
    assert "next gap" not in player_of(house).guide.toast.line.text()
    for seconds in (119, 3):  # at once it would be a sleep
        house.time.run(seconds)
        look(house)
    assert [end.kind for end in ends(house)] == [EventKind.PARTIAL]


def test_in_a_meeting_until_pauses_too(house: House) -> None:
    begin(house)
    house.time.run(1)
    assert house.say("meeting", "for", "20")[0]
    look(house)
    assert player_of(house).put_off


def test_not_for_me_reaches_the_repertoire_and_comes_back(house: House) -> None:
    begin(house)
    player = player_of(house)
    engine = house.engine
    assert player.playing is not None
    before = player.playing.session
    old = before.steps[0].movement
    player.guide.not_for_me.trigger()
    house.until(lambda: player.playing is not None and player.playing.session != before)
    assert player.playing is not None
    assert engine.running is not None
    assert player.playing.session == engine.running.session
    assert repertoire(effective(engine.state.events)).refused == {old.id}
    assert old.name in player.guide.toast.line.text()
    assert player.playing.session.seconds <= before.seconds
    player.guide.toast.undo.click()
    house.until(lambda: player.playing is not None and player.playing.session == before)
    assert repertoire(effective(engine.state.events)).refused == frozenset()
    assert not player.guide.toast.undo.isVisible()
    stored = house.context.store.recent(engine.state.recorder.day(house.context.now()), 1)
    assert repertoire(stored) == repertoire(effective(engine.state.events)), "what was taken back is no fact"


def test_how_it_felt_by_tap_and_by_command(house: House) -> None:
    assert house.say("felt", "smooth")[:2] == (False, "No session has just ended.")
    begin(house)
    player = player_of(house)
    while (playing := player.catch_up()) is not None and playing.elapsed < 30:
        house.run(5)
    player.finish()
    player.closing.tap("shaky")

    def kept() -> list[object]:
        known = effective(house.engine.state.events)
        return [row.detail["felt"] for row in known if row.kind is EventKind.FEEDBACK]

    house.until(lambda: kept() == [0.5])
    house.until(player.closing.taps["shaky"].isChecked)
    assert house.say("felt", "smooth")[:2] == (True, "Noted.")
    assert kept() == [1.0]
    (end,) = ends(house)
    last = [row for row in house.engine.state.events if row.kind is EventKind.FEEDBACK][-1]
    assert last.occurrence == end.occurrence


def test_larger_text_makes_card_and_player_anew(house: House) -> None:
    begin(house)
    player = player_of(house)
    player.finish()
    card = house.today.card
    house.set_settings(replace(house.settings_in_use, text_size=150))
    house.until(lambda: house.today.card is not card)
    begin(house)
    assert player_of(house) is not player
    assert house.controllers.sound.mute is not None
    assert house.controllers.sound.mute.parent() is player_of(house).stage
    assert house.today.card.made_for == player_of(house).made_for == 1.5
    house.until(lambda: house.settings().text_size == 150)


def test_the_end_says_what_comes_next_today(house: House) -> None:
    begin(house)
    player = player_of(house)
    player.finish()
    house.until(lambda: house.engine.running is None)
    house.day.turn()
    house.until(lambda: not house.day.sampling)  # what it finds may move the plan
    coming = house.engine.plan.slots[0].start.astimezone(house.engine.state.zone)
    house.until(lambda: player.closing.coming.text() == f"The next one is at {coming:%H:%M}.")
    assert player.closing.coming.isVisible()


class Browser(QObject):
    """What the desktop opens addresses with."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    made = Browser()
    QDesktopServices.setUrlHandler("https", made, "open")  # type: ignore[arg-type] # bytes are refused
    yield made
    QDesktopServices.unsetUrlHandler("https")


def test_the_next_meeting_is_joined_by_a_press_and_never_before(house: House, browser: Browser) -> None:
    link = "https://zoom.us/j/85?pwd=a%2Bb"
    begin(house)
    player = house.session.player
    assert player is not None
    meeting_in(house, 600)
    (meeting,) = house.engine.state.occurrences
    house.engine.state.occurrences = (replace(meeting, link=link),)
    player.finish()
    house.until(player.closing.join_button.isVisible)
    assert player.closing.coming.text().startswith("Your next meeting is at ")
    assert browser.opened == []
    press(player, Qt.Key.Key_J)
    assert browser.opened == [link]
    assert not player.isVisible()


def test_a_link_that_is_none_any_more_is_told(house: House, browser: Browser) -> None:
    begin(house)
    player = house.session.player
    assert player is not None
    meeting_in(house, 600)
    (meeting,) = house.engine.state.occurrences
    house.engine.state.occurrences = (replace(meeting, link="https://zoom.us/j/85"),)
    player.finish()
    house.until(player.closing.join_button.isVisible)
    house.engine.state.occurrences = (replace(meeting, link="https://zoom.us@evil.example/j/85"),)
    click(player.closing.join_button)
    assert player.closing.coming.text() == "The meeting’s link couldn’t be opened."
    assert browser.opened == []
    assert player.isVisible()

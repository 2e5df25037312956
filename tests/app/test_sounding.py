"""Voice and tones in the running app: only from Begin on, only where wanted, and never in a meeting."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from intermezzo.app.controllers.sound import SoundController
from intermezzo.ui.sound.outlet import extra_there
from tests.app.conftest import House
from tests.app.test_sessions import begin
from tests.ui.hands import press
from tests.ui.sound.recorder import Recorder

pytestmark = pytest.mark.slow


class Heard:
    """The sounds of a house, written down."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.sounding: SoundController = house.controllers.sound
        self.out = Recorder()
        self.sounding.sounds.outlet = self.out
        self.sounding.there = True
        self.sounding.chimes.available = lambda: False

    def want(self, voice: str, tones: str) -> None:
        self.house.set_settings(replace(self.house.settings_in_use, voice=voice, tones=tones))

    @property
    def words(self) -> list[str]:
        return [what for _at, what in self.out.heard]

    def session(self) -> None:
        begin(self.house)

    def run(self, seconds: float) -> None:
        """Time goes by for the player, a thirtieth at a time, however slow this machine is."""
        player = self.house.session.player
        assert player is not None
        for _frame in range(round(seconds * 30)):
            self.house.time.run(1 / 30)
            self.out.speaking = False
            player.catch_up()


@pytest.fixture
def heard(house: House) -> Heard:
    return Heard(house)


def test_nothing_sounds_before_the_user_begins_and_then_the_title_does(house: House, heard: Heard) -> None:
    heard.want("always", "always")
    house.offer()
    # A voice takes its time, so it gets ready while the card stands.
    house.until(lambda: heard.out.parts == {"voice", "tones"})
    assert heard.words == []
    assert house.say("answer", "begin")[0]
    house.until(lambda: heard.words)
    player = house.session.player
    assert player is not None
    assert player.playing is not None
    assert heard.words[0] == f"{player.playing.session.steps[0].movement.name}."


def test_off_is_silent_and_shows_no_switch(house: House, heard: Heard) -> None:
    heard.session()
    heard.run(15)
    assert heard.words == []
    assert heard.out.parts == frozenset()
    assert heard.sounding.mute is not None
    assert not heard.sounding.mute.isVisible()


def test_floor_and_bed_only_is_silent_at_the_desk(house: House, heard: Heard) -> None:
    heard.want("floor", "floor")
    heard.session()
    heard.run(15)
    assert heard.words == []


def test_the_key_m_silences_the_session(house: House, heard: Heard) -> None:
    heard.want("always", "always")
    heard.session()
    house.until(lambda: heard.words)
    player = house.session.player
    assert player is not None
    press(player, Qt.Key.Key_M)
    before = len(heard.words)
    heard.run(12)
    assert len(heard.words) == before
    press(player, Qt.Key.Key_M)
    heard.run(12)
    assert len(heard.words) > before


def test_in_a_meeting_that_the_user_announced_it_falls_silent(house: House, heard: Heard) -> None:
    heard.want("always", "always")
    heard.session()
    house.until(lambda: heard.words)
    assert heard.sounding.in_call() is None
    ok, line, _data = house.say("meeting", "until", "23:59")
    assert ok, line
    assert heard.sounding.in_call() is True
    before = len(heard.words)
    heard.run(15)
    assert len(heard.words) == before
    assert not heard.out.speaking


def test_in_a_call_it_falls_silent_from_the_next_look_on_and_unknown_is_no_call(
    house: House, heard: Heard
) -> None:
    heard.want("always", "always")
    house.seen(microphone=True, camera=None)
    heard.session()
    house.until(lambda: heard.sounding.in_call() is True)
    before = len(heard.words)
    heard.run(10)
    assert len(heard.words) == before
    for known, said in ((False, False), (None, None)):
        house.seen(microphone=False, camera=known)
        house.watch.look()
        house.until(lambda said=said: heard.sounding.in_call() is said)  # type: ignore[misc] # of this round
        before = len(heard.words)
        heard.run(10)
        assert len(heard.words) > before


def test_listen_is_a_tone_and_in_a_meeting_or_a_call_a_line(house: House, heard: Heard) -> None:
    house.controllers.settings.open()
    window = house.controllers.settings.window
    assert window is not None
    window.show_page("look")
    silent = "Silent during calls and meetings."

    def shown() -> bool:
        return any(label.text() == silent for label in window.sound_row.findChildren(QLabel))

    window.sound_row.listen.click()
    house.until(lambda: heard.words == ["♪ in 0.5"])
    house.seen(microphone=True)
    window.sound_row.listen.click()
    house.until(shown)
    house.seen(microphone=False)
    window.sound_row.listen.click()
    house.until(lambda: heard.words == ["♪ in 0.5"] * 2)
    assert not shown()
    ok, line, _data = house.say("meeting", "until", "23:59")
    assert ok, line
    window.sound_row.listen.click()
    house.until(shown)
    assert heard.words == ["♪ in 0.5"] * 2


def test_the_end_of_the_app_gives_the_sound_back(house: House, heard: Heard) -> None:
    heard.want("always", "always")
    heard.session()
    house.until(lambda: heard.words)
    house.leave()
    assert heard.out.closed == 1


def test_without_the_extra_nothing_is_opened_whatever_the_settings_say(house: House, heard: Heard) -> None:
    heard.sounding.there = False
    heard.want("always", "always")
    heard.session()
    heard.run(15)
    assert heard.out.parts == frozenset()


def test_what_the_app_believes_to_be_there_is(house: House) -> None:
    assert house.controllers.sound.there is extra_there()


def test_one_nobody_will_notice_is_silent_whatever_the_settings_say(house: House, heard: Heard) -> None:
    heard.want("always", "always")
    assert house.say("now", "--quiet")[0]
    house.until(lambda: house.session.player is not None)
    heard.run(15)
    assert heard.words == []
    assert heard.sounding.mute is not None
    assert not heard.sounding.mute.isVisible()
    player = house.session.player
    assert player is not None
    press(player, Qt.Key.Key_M)
    heard.run(15)
    assert heard.words == [], "no key makes it sound"

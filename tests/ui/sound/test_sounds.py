"""Sounds told along with the player: at their very moment, only where wanted, and never in a call."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from intermezzo.core.practice import playback as play
from intermezzo.core.practice.cues import CueKind, Spoken, ToneStart, sound_cues
from intermezzo.core.practice.model import Kind, Place, Session, Step
from intermezzo.core.practice.playback import Playing
from intermezzo.presenters.sound import phrases
from intermezzo.ui.sound.sounds import LEAD_SECONDS, LINGER_MS, SoundChoice, Sounds
from tests.core.practice.test_cues import BREATH, BRIDGE, SESSION
from tests.ui.sound.recorder import Recorder

TOLD = sound_cues(SESSION, phrases())
EVERYTHING = SoundChoice("always", "always", 0.5)


class Act:
    """The player and the sounds on one clock that a test moves; the sounds' timer runs on it too."""

    def __init__(
        self, session: Session = SESSION, choice: SoundChoice = EVERYTHING, speed: float = 1.0
    ) -> None:
        self.call: bool | None = None
        self.out = Recorder()
        self.sounds = Sounds(self.out, lambda: self.call, speed=speed)
        self.sounds.set_choice(choice)
        self.speed = speed
        self.playing = Playing(session)
        self.now = 0.0
        self.quick = True
        """The voice says a line in no time, so that none is in the way of the next."""

    def look(self) -> None:
        """The player draws, and tells so."""
        self.out.now = self.now
        self.sounds.follow(self.playing)

    def frame(self, seconds: float) -> None:
        """One tick of the player after so many seconds; what the timer was set for comes first."""
        end = self.now + seconds
        while self.sounds.timer.isActive() and self.now + self.sounds.timer.interval() / 1000 <= end:
            due = self.now + self.sounds.timer.interval() / 1000
            self.sounds.timer.stop()
            self.playing = play.advance(self.playing, (due - self.now) * self.speed)
            self.now = self.out.now = due
            self.sounds.timer.timeout.emit()
        self.playing = play.advance(self.playing, (end - self.now) * self.speed)
        self.now = end
        self.look()
        if self.quick:
            self.out.speaking = False

    def run(self, seconds: float, frame: float = 1 / 30) -> None:
        end = self.now + seconds
        while self.now < end - 1e-9 and not self.playing.finished:
            self.frame(min(frame, end - self.now))

    @property
    def words(self) -> list[str]:
        return [what for _at, what in self.out.heard]


@pytest.fixture(autouse=True)
def _qt(qapp: QApplication) -> None:
    """Timers need an application."""


def named(told: tuple[object, ...]) -> list[str]:
    names = []
    for one in told:
        assert isinstance(one, ToneStart | Spoken)
        names.append(f"♪ {one.tone} 0.5" if isinstance(one, ToneStart) else one.text)
    return names


@pytest.mark.slow
@pytest.mark.parametrize("frame", [1 / 60, 1 / 30, 0.037, 0.5])
def test_everything_is_told_once_within_a_millisecond_of_where_it_should(frame: float) -> None:
    """At the player's frames, at uneven ones, and at the two looks a second of a window that is not seen.

    That is, ahead of its moment by what a tone takes to the device, except what begins with the session.
    """
    act = Act()
    act.look()
    act.run(SESSION.seconds + 1, frame)
    assert act.words == named(TOLD)
    for (when, what), one in zip(act.out.heard, TOLD, strict=True):
        assert abs(when - max(0.0, one.at - LEAD_SECONDS)) <= 0.001, what


def test_in_a_demonstration_time_runs_faster_for_sounds_too() -> None:
    act = Act(speed=10.0)
    act.look()
    act.run(SESSION.seconds)
    assert act.words == named(TOLD)
    for (when, what), one in zip(act.out.heard, TOLD, strict=True):
        assert abs(when - max(0.0, one.at / 10 - LEAD_SECONDS)) <= 0.001, what


@pytest.mark.parametrize("apart", [0.7, 1.001])
def test_looks_a_second_apart_are_enough(apart: float) -> None:
    act = Act()
    act.look()
    act.run(SESSION.seconds, frame=apart)
    assert act.words == named(TOLD)
    for (when, what), one in zip(act.out.heard, TOLD, strict=True):
        assert abs(when - max(0.0, one.at - LEAD_SECONDS)) <= 0.001, what


@pytest.mark.parametrize("place", Place)
def test_on_the_floor_and_in_bed_only(place: Place) -> None:
    session = Session("s", "S", Kind.RITUAL, (Step(replace(BRIDGE, place=place), 1, 1),))
    act = Act(session, SoundChoice("floor", "floor"))
    act.look()
    act.run(session.seconds + 1)
    assert bool(act.words) == (place in {Place.FLOOR, Place.BED})
    assert bool(act.out.parts) == bool(act.words)  # not even opened otherwise


def test_in_a_mixed_session_each_step_for_itself() -> None:
    stood = Step(replace(BREATH, place=Place.STAND), 1, 1)
    act = Act(Session("s", "S", Kind.RITUAL, (stood, Step(BRIDGE, 2, 2))), SoundChoice("floor", "off"))
    act.look()
    act.run(80)
    assert act.words == [
        "Bridge.", "Lie on your back, knees bent.", "Breathe out and lift.", "Last one.",
        "Now the other side.", "Last one.", "Done.",
    ]  # fmt: skip


def test_tones_without_voice_and_voice_without_tones() -> None:
    for choice, expected in (
        (SoundChoice("off", "always"), ToneStart),
        (SoundChoice("always", "off"), Spoken),
    ):
        act = Act(choice=choice)
        act.look()
        act.run(SESSION.seconds + 1)
        assert act.words == named(tuple(one for one in TOLD if isinstance(one, expected)))


def test_off_is_off() -> None:
    act = Act(choice=SoundChoice())
    act.look()
    act.run(SESSION.seconds + 1)
    assert act.words == []
    assert act.out.parts == frozenset()


def test_nothing_in_a_call_and_nothing_made_up_for_after_it() -> None:
    act = Act()
    act.look()
    act.run(9.0)
    before = list(act.words)
    act.out.speaking = True
    act.call = True
    act.frame(0.03)
    assert act.out.stops == 1
    act.run(20)
    assert act.words == before
    act.call = False
    act.run(1.0)
    assert act.words == before + named(tuple(one for one in TOLD if 29.03 < one.at <= act.playing.elapsed))


def test_a_call_that_begins_between_two_frames_silences_what_the_timer_brings() -> None:
    act = Act()
    act.look()
    act.run(4.98)
    before = list(act.words)
    assert act.sounds.timer.isActive()
    act.call = True
    act.sounds.timer.timeout.emit()
    assert act.words == before


def test_a_pause_is_silent_and_says_nothing_twice() -> None:
    act = Act()
    act.look()
    act.run(14.0)
    before = list(act.words)
    act.out.speaking = True
    act.playing = replace(act.playing, paused=True)
    act.look()
    assert act.out.stops == 1
    assert not act.sounds.timer.isActive()
    act.run(5)
    assert act.words == before
    act.playing = replace(act.playing, paused=False)
    act.run(SESSION.seconds)
    assert act.words == named(TOLD)


def test_the_key_silences_until_it_is_pressed_again() -> None:
    act = Act()
    act.look()
    act.run(10)
    act.sounds.set_muted(True)
    before = list(act.words)
    act.run(10)
    assert act.words == before
    act.sounds.set_muted(False)
    act.run(2)
    assert act.words == before + named(tuple(one for one in TOLD if 20 < one.at <= act.playing.elapsed))


def test_next_and_back_tell_where_they_lead_and_nothing_on_the_way() -> None:
    act = Act()
    act.look()
    act.run(14)
    told = len(act.words)
    act.out.speaking = True
    act.playing = play.next_(act.playing)
    act.look()
    assert act.words[told:] == ["♪ change 0.5", "Long breath out."]
    assert act.out.stops == 1
    act.out.speaking = False
    act.run(1.0)
    told = len(act.words)
    act.playing = play.back(act.playing)
    act.look()
    assert act.words[told:] == ["Bridge."]


def test_going_on_in_the_middle_tells_only_what_comes() -> None:
    act = Act()
    act.playing = replace(act.playing, elapsed=20.0)
    act.look()
    act.run(2.0)
    assert act.words == named(tuple(one for one in TOLD if 20 < one.at <= 22))


def test_a_title_is_told_a_little_late_rather_than_not_at_all() -> None:
    act = Act()
    act.frame(0.9)
    assert act.words == ["Bridge."]
    act.run(0.5)
    assert act.words == ["Bridge.", "Lie on your back, knees bent."]


def test_a_machine_that_stood_still_makes_up_for_nothing() -> None:
    act = Act(choice=SoundChoice("off", "always"))
    act.look()
    act.run(4.5)
    act.sounds.timer.stop()
    act.playing = play.advance(act.playing, 5.5)
    act.now += 5.5
    act.look()
    assert act.words == ["♪ in 0.5"]  # the one of this very moment, not the breath out at 5


def test_a_slow_voice_is_not_cut_off_by_what_matters_less() -> None:
    act = Act(choice=SoundChoice("always", "off"))
    act.quick = False
    act.look()
    act.run(SESSION.seconds + 1)
    said = [one.line for one in TOLD if isinstance(one, Spoken) and one.text in act.words]
    # It never comes to the end of a title, so nothing but a title and the end is heard.
    assert set(said) == {CueKind.TITLE, CueKind.CLOSE}


def test_another_movement_in_the_middle_is_told_anew() -> None:
    act = Act(choice=SoundChoice("always", "off"))
    act.look()
    act.run(2)
    told = len(act.words)
    other = replace(SESSION, steps=(Step(replace(BRIDGE, name="Half bridge"), 2, 2), SESSION.steps[1]))
    act.playing = Playing(other)
    act.look()
    assert act.words[told:] == ["Half bridge."]


def test_the_close_is_said_to_its_end_and_then_all_is_given_back() -> None:
    act = Act()
    act.quick = False
    act.look()
    act.run(SESSION.seconds + 1)
    stops = act.out.stops
    act.sounds.end()
    assert act.out.stops == stops
    assert act.out.speaking
    assert act.sounds.close_timer.interval() == LINGER_MS
    act.sounds.close_timer.timeout.emit()
    assert act.out.closed == 1


def test_ending_early_is_silent_at_once() -> None:
    act = Act()
    act.quick = False
    act.look()
    act.run(2)
    act.sounds.end()
    assert not act.out.speaking
    assert not act.sounds.timer.isActive()


def test_before_a_session_it_gets_ready_and_sounds_nothing() -> None:
    act = Act()
    act.sounds.prepare(SESSION)
    assert act.out.parts == {"voice", "tones"}
    assert act.words == []
    act.sounds.rest()
    assert act.sounds.close_timer.isActive()
    act.sounds.prepare(SESSION)
    assert not act.sounds.close_timer.isActive()


def test_at_rest_nothing_wakes_up() -> None:
    act = Act()
    act.sounds.rest()
    assert not act.sounds.close_timer.isActive()


def test_listen_is_one_tone_and_none_in_a_call() -> None:
    act = Act(choice=SoundChoice(volume=0.3))
    act.sounds.listen()
    assert act.words == ["♪ in 0.3"]
    act.call = True
    with pytest.raises(ValueError, match="call"):
        act.sounds.listen()
    assert act.words == ["♪ in 0.3"]


def test_the_wish_may_change_on_the_way() -> None:
    act = Act(choice=SoundChoice("off", "always"))
    act.look()
    act.run(10)
    act.sounds.set_choice(SoundChoice("always", "off"))
    assert act.out.parts == {"voice", "tones"}
    told = len(act.words)
    act.run(12)
    assert act.words[told:] == ["Last one.", "Now the other side."]
    act.out.speaking = True
    act.sounds.set_choice(SoundChoice())
    assert act.out.stops == 1

"""What any outlet does, held by the recorder of the other tests and by the real child with a real voice."""

import os
import sys
from array import array
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.adapters import library
from intermezzo.core.practice import playback as play
from intermezzo.core.practice.cues import Tone, speaking_seconds
from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.tones import RATE, samples
from intermezzo.ui.sound.outlet import Speaker
from intermezzo.ui.sound.sounds import SoundChoice, Sounds
from tests.core.practice.test_cues import SESSION
from tests.ui.sound.recorder import Recorder
from tests.ui.sound.sound_server import Ear, serves, sound_server

PATIENCE = 30_000
"""Milliseconds for a voice to open; on a busy machine it takes its time."""
LINE = "Lie on your back, knees bent and together, both feet flat on the floor."


class Real:
    """The child, on a sound server of its own."""

    def __init__(self, qtbot: QtBot, ear: Ear) -> None:
        self.qtbot = qtbot
        self.ear = ear
        self.speaker = Speaker()
        self.faults: list[str] = []
        self.speaker.fault.connect(self.faults.append)

    def until(self, fact: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(fact()), timeout=PATIENCE)


@pytest.fixture
def real(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Real]:
    with sound_server(tmp_path) as own:
        for name, value in own.items():
            monkeypatch.setenv(name, value)
        qtbot.waitUntil(lambda: serves(own), timeout=PATIENCE)
        ear = Ear(tmp_path / "heard.raw")
        made = Real(qtbot, ear)
        made.until(lambda: len(ear.samples()) > RATE)  # the device runs, and can be heard
        yield made
        made.speaker.close(at_once=True)
        ear.close()


class Subject:
    """An outlet, and how to wait for a fact with it."""

    def __init__(self, outlet: Speaker, until: Callable[[Callable[[], object]], None]) -> None:
        self.outlet = outlet
        self.until = until

    def open(self) -> Speaker:
        """Opened and ready: a line that waits is the first that is said."""
        self.outlet.open(voice=True, tones=True)
        self.outlet.say("Ready.", 0.5, waits=True)
        self.until(lambda: self.outlet.speaking)
        return self.outlet


def now(fact: Callable[[], object]) -> None:
    assert fact()


@pytest.fixture(params=["recorder", pytest.param("speaker", marks=pytest.mark.voice)])
def kind(request: pytest.FixtureRequest) -> Subject:
    if request.param == "recorder":
        return Subject(Recorder(), now)
    real: Real = request.getfixturevalue("real")
    return Subject(real.speaker, real.until)


def test_closed_it_makes_no_sound(kind: Subject) -> None:
    kind.outlet.sound(Tone.IN, 0.5, waits=False)
    kind.outlet.say("Not heard.", 0.5, waits=False)
    kind.outlet.stop()
    assert not kind.outlet.speaking


def test_a_line_is_being_said_until_it_is_stopped(kind: Subject) -> None:
    outlet = kind.open()
    outlet.say(LINE, 0.5, waits=False)
    kind.until(lambda: outlet.speaking)
    outlet.stop()
    kind.until(lambda: not outlet.speaking)


def test_stopping_what_is_silent_is_nothing(kind: Subject) -> None:
    outlet = kind.open()
    outlet.stop()
    outlet.stop()
    kind.until(lambda: not outlet.speaking)


def test_closed_it_says_nothing_more_and_can_be_opened_again(kind: Subject) -> None:
    outlet = kind.open()
    outlet.close(at_once=False)
    assert not outlet.speaking
    outlet.say("Not heard.", 0.5, waits=False)
    assert not outlet.speaking
    kind.open()


def pitch(part: "array[int]") -> float:
    """The pitch of a stretch of sound, in hertz, by its upward crossings of silence."""
    ups = sum(one < 0 <= other for one, other in pairwise(part))
    return ups * RATE / len(part)


@pytest.mark.voice
@pytest.mark.parametrize(("tone", "hertz"), [(Tone.IN, 392.0), (Tone.OUT, 293.66)])
def test_a_tone_is_heard_at_its_pitch_and_whole(real: Real, tone: Tone, hertz: float) -> None:
    real.speaker.open(voice=False, tones=True)
    real.speaker.sound(tone, 1.0, waits=True)
    made = sum(abs(one) > 200 for one in samples(tone))
    real.until(lambda: real.ear.loud() >= 0.95 * made)
    heard = real.ear.samples()
    first = next(n for n, one in enumerate(heard) if abs(one) > 1000)
    assert pitch(heard[first : first + RATE // 4]) == pytest.approx(hertz, rel=0.03)
    assert real.faults == []


@pytest.mark.voice
def test_a_voice_is_heard_and_says_by_itself_when_it_is_done(real: Real) -> None:
    real.speaker.open(voice=True, tones=False)
    real.speaker.say("Other side.", 1.0, waits=True)
    real.until(lambda: real.speaker.speaking)
    real.until(lambda: real.ear.loud() > RATE / 10)
    real.until(lambda: not real.speaker.speaking)
    assert real.faults == []


@pytest.mark.voice
def test_what_waits_is_said_together_and_nothing_else_is_made_up_for(
    real: Real, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, child = tmp_path / "written", tmp_path / "python"
    child.write_text(f"#!/bin/sh\ntee '{written}' | '{sys.executable}' \"$@\"\n")
    child.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(child))
    real.speaker.open(voice=True, tones=True)
    real.speaker.say("Open book.", 0.5, waits=True)
    real.speaker.say("Lie on one side.", 0.5, waits=True)
    real.speaker.say("Last one.", 0.5, waits=False)
    real.speaker.sound(Tone.OUT, 0.5, waits=False)
    real.until(lambda: written.exists() and "\n" in written.read_text())
    assert written.read_text() == "say 0.50 Open book. Lie on one side.\n"


@pytest.mark.voice
def test_a_session_is_heard_along_with_the_player(real: Real) -> None:
    """A title and a start while getting ready; later a tone and the last one, by the timer."""
    sounds = Sounds(real.speaker, lambda: None)
    sounds.set_choice(SoundChoice("floor", "floor", 1.0))
    sounds.follow(Playing(SESSION))
    real.until(lambda: real.speaker.speaking)
    real.until(lambda: real.ear.loud() > RATE / 10)
    real.until(lambda: not real.speaker.speaking)
    before = real.ear.loud()
    sounds.follow(play.advance(Playing(SESSION), 28.99))
    real.until(lambda: real.ear.loud() > before + RATE / 2)
    sounds.end()
    sounds.close()
    assert not real.speaker.running


@pytest.mark.voice
def test_a_voice_takes_no_longer_than_lines_are_given(real: Real) -> None:
    """In samples that were heard, so it holds on a slow machine too."""
    shelf = library.load([Path(__file__).parents[3] / "sessions"])
    longest = max((one.start for one in shelf.movements.values()), key=len)
    real.speaker.open(voice=True, tones=False)
    real.speaker.say(longest, 1.0, waits=True)
    real.until(lambda: real.speaker.speaking)
    real.until(lambda: not real.speaker.speaking)
    real.until(lambda: real.ear.loud() > RATE)
    loud = [n for n, one in enumerate(real.ear.samples()) if abs(one) > 200]
    assert (loud[-1] - loud[0]) / RATE <= speaking_seconds(longest)


@pytest.mark.voice
def test_a_child_that_dies_is_told_of_and_not_started_again_and_again(real: Real) -> None:
    real.speaker.open(voice=False, tones=True)
    (process,) = real.speaker.findChildren(QProcess)
    process.kill()
    real.until(lambda: real.faults)
    assert "continues without them" in real.faults[0]
    real.speaker.open(voice=False, tones=True)
    assert not real.speaker.running
    real.speaker.close(at_once=False)
    real.speaker.open(voice=False, tones=True)
    assert real.speaker.running


@pytest.mark.voice
def test_without_a_device_it_says_so(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nobody'}")
    speaker = Speaker()
    told: list[str] = []
    speaker.fault.connect(told.append)
    speaker.open(voice=False, tones=True)
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    assert "No sound device" in told[0]
    speaker.close(at_once=True)


@pytest.mark.voice
def test_every_word_of_the_child_is_understood(real: Real) -> None:
    """A line break in a text would be two requests: it must come out as one."""
    real.speaker.open(voice=True, tones=True)
    real.speaker.say("Open\nbook.", 0.5, waits=True)
    real.until(lambda: real.speaker.speaking)
    real.until(lambda: not real.speaker.speaking)
    assert real.faults == []
    assert os.environ["XDG_RUNTIME_DIR"].startswith("/tmp")

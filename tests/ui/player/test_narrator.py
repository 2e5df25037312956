"""What a screen reader hears of a session: in time, one line after another, and no warning is missing."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtWidgets import QWidget

from intermezzo.adapters.library import load
from intermezzo.adapters.system import resources
from intermezzo.core.practice import playback as play
from intermezzo.core.practice.cues import speaking_seconds
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.timeline import Phase
from intermezzo.presenters.player import step_announcement, step_warnings
from intermezzo.presenters.safety import stop_rule_short
from intermezzo.ui.player import narrator
from intermezzo.ui.player.narrator import Narrator

LIBRARY = load([resources.sessions()])
HIPS, FLOOR = LIBRARY.sessions["unwind_the_hips"], LIBRARY.sessions["open_on_the_mat"]
SIDED = next(n for n, step in enumerate(HIPS.steps) if step.movement.turn)
SET = HIPS.steps[0]


@dataclass
class Listener:
    """A player that shows nothing: what its narrator says, and when."""

    narrator: Narrator
    lines: list[tuple[float, str]] = field(default_factory=list)
    at: float = 0.0

    def hear(self, _speaker: object, text: str) -> None:
        self.lines.append((self.at, text))

    def follow(self, playing: Playing) -> None:
        self.at = playing.elapsed + playing.waited
        self.narrator.follow(playing, playing.moment)

    def run(self, playing: Playing, seconds: float = 1e9) -> Playing:
        """Go on, as the player does twice a second; who has got down to the floor is ready at once."""
        end = playing.elapsed + seconds
        while not playing.finished and playing.elapsed < end:
            self.follow(playing)
            playing = play.next_(playing) if playing.arrived else play.advance(playing, 0.5)
        return playing

    @property
    def said(self) -> list[str]:
        return [text for _at, text in self.lines]


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch, dressed: object) -> Iterator[Listener]:
    speaker = QWidget()
    made = Listener(Narrator(speaker))
    monkeypatch.setattr(narrator, "announce", made.hear)
    yield made
    speaker.deleteLater()


def test_a_step_is_heard_as_it_comes_begins_and_goes_on(listener: Listener) -> None:
    listener.run(Playing(HIPS))
    movement, said = HIPS.steps[SIDED].movement, listener.said
    heard = said[said.index(step_announcement(HIPS, SIDED)) :]
    stop, watch = step_warnings(HIPS, SIDED)
    assert heard[1:4] == [f"Begin. {movement.cues[0]}", stop, watch]
    other = heard.index("Now the other side.")
    assert any(cue in heard[other:] for cue in movement.cues[1:]), "a later cue"
    assert "Begin." in heard[other:], "the other side begins"


@pytest.mark.slow
@pytest.mark.parametrize("session", LIBRARY.sessions.values(), ids=LIBRARY.sessions)
def test_no_sign_to_stop_is_missing_and_nothing_is_repeated(listener: Listener, session: Session) -> None:
    listener.run(Playing(session))
    steps = [step_announcement(session, number) for number in range(len(session.steps))]
    assert [line for line in listener.said if line in steps] == steps
    stops = [stop for n in range(len(steps)) if (stop := step_warnings(session, n)[0])]
    assert [line for line in listener.said if line in stops] == stops
    assert stops[0].startswith(stop_rule_short())


@pytest.mark.parametrize("says_breath", [False, True])
@pytest.mark.parametrize("session", [HIPS, FLOOR], ids=["hips", "floor"])
def test_what_can_wait_is_never_said_over_something_else(
    listener: Listener, session: Session, says_breath: bool
) -> None:
    listener.narrator.says_breath = says_breath
    listener.run(Playing(session))
    at_once = ("Step ", "Now ", "Turn over", "Press any key")
    free = 0.0
    for at, text in listener.lines:
        assert at >= free or text.startswith(at_once), text
        free = max(at, free) + speaking_seconds(text)
    if session is FLOOR:
        assert ("Breathe in" in listener.said) == says_breath


def test_a_step_on_the_floor_says_what_it_waits_for_and_then_begins(listener: Listener) -> None:
    waiting = play.advance(Playing(FLOOR), FLOOR.starts[0] + 20)
    assert waiting.moment.phase is Phase.ARRIVED
    listener.follow(waiting)
    assert listener.said[-1].startswith("Press any key when you’re ready")
    listener.follow(play.next_(waiting))
    assert listener.said[-1].startswith("Begin. ")


def test_another_set_tells_its_rest_and_no_warning_again(listener: Listener) -> None:
    session = replace(HIPS, steps=(SET, SET))
    listener.run(Playing(session))
    (again,) = (line for line in listener.said if line.startswith("Step 2 of 2"))
    assert "First rest for 5 seconds." in again
    assert len([line for line in listener.said if "Stop if" in line]) == 1


def test_who_goes_back_hears_the_step_again(listener: Listener) -> None:
    there = listener.run(Playing(HIPS), HIPS.starts[SIDED] + 12)
    told = len(listener.said)
    listener.run(play.back(there), 15)
    assert listener.said[told] == step_announcement(HIPS, SIDED)
    assert f"Begin. {HIPS.steps[SIDED].movement.cues[0]}" in listener.said[told:]


def test_while_it_is_paused_nothing_more_is_said(listener: Listener) -> None:
    there = replace(listener.run(Playing(HIPS), 3.0), paused=True)
    listener.follow(there)
    assert listener.said[-1].startswith("Paused, ")
    told = len(listener.said)
    listener.follow(there)
    assert len(listener.said) == told
    listener.run(replace(there, paused=False), 60)
    assert listener.said[told] == "Going on"
    assert any(line.startswith("Begin. ") for line in listener.said[told:])


def test_the_easier_form_is_what_begins(listener: Listener) -> None:
    listener.run(Playing(HIPS, eased=frozenset({0})), HIPS.starts[1])
    (begun,) = (line for line in listener.said if line.startswith("Begin."))
    assert begun == f"Begin. {SET.movement.easier}"
    assert not any(cue in listener.said for cue in SET.movement.cues)

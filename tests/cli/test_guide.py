"""A session as timed lines, with a clock that the test turns."""

from dataclasses import replace

import pytest

from intermezzo.adapters.library import load
from intermezzo.adapters.system import resources
from intermezzo.cli.guide import guide_text, timed_lines
from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.playback import outcome

SESSIONS = load([resources.sessions()]).sessions


class Wall:
    """A monotonic clock that only sleeping moves, and that may be interrupted."""

    def __init__(self, *, late: float = 0.0, interrupt_at: float = float("inf")) -> None:
        self.now = 1000.0
        self.late = late
        self.interrupt_at = 1000.0 + interrupt_at
        self.lines: list[tuple[float, str]] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds + self.late
        if self.now >= self.interrupt_at:
            self.now = self.interrupt_at
            raise KeyboardInterrupt

    def out(self, line: str) -> None:
        self.lines.append((self.now - 1000.0, line))


def test_a_whole_session_is_guided_in_its_own_time() -> None:
    wall = Wall()
    session = SESSIONS["seated_reset"]
    playing = guide_text(session, wall.clock, wall.sleep, wall.out)
    assert wall.now - 1000 == pytest.approx(session.seconds)
    assert outcome(playing) is EventKind.COMPLETED
    assert playing.active_seconds == pytest.approx(session.active_seconds)
    texts = [line for _, line in wall.lines]
    assert texts[0] == "Seated reset · 1 min 50 s · four steps"
    assert "0:00  First: Seated pelvic tilt · 6 slow. Sit on the front half of the seat, feet flat." in texts
    assert "0:05  Step 1 of 4: Seated pelvic tilt" in texts
    assert "0:05  rep 1 of 6 · Breathe in · 2" in texts
    assert "0:07  Breathe out · 3" in texts
    assert "0:10  rep 2 of 6 · Breathe in · 2" in texts
    assert (
        "0:35  Next: Seated turn · 1 each side. Sit tall, knees together, arms crossed on the chest." in texts
    )
    assert "0:50  other side · Breathe out · 3" in texts
    assert texts[-1] == "Complete: 1 min 30 s of movement."


@pytest.mark.slow
@pytest.mark.parametrize("name", SESSIONS)
def test_every_line_comes_when_it_says(name: str) -> None:
    wall = Wall()
    guide_text(SESSIONS[name], wall.clock, wall.sleep, wall.out)
    for at, line in wall.lines[3:-1]:
        minutes, _, rest = line.partition(":")
        assert int(minutes) * 60 + int(rest[:2]) == int(at + 1e-6)
    due = [at for at, _ in timed_lines(SESSIONS[name])]
    assert due == sorted(due)


def test_a_slow_terminal_does_not_put_off_what_follows() -> None:
    wall = Wall(late=0.4)
    session = SESSIONS["unwind_the_hips"]
    guide_text(session, wall.clock, wall.sleep, wall.out)
    assert wall.now - 1000 <= session.seconds + 0.4 + 1e-6


def test_ctrl_c_ends_it_where_it_is() -> None:
    wall = Wall(interrupt_at=15)
    playing = guide_text(SESSIONS["seated_reset"], wall.clock, wall.sleep, wall.out)
    assert playing.elapsed == pytest.approx(15)
    assert playing.done[0] == pytest.approx(10)
    assert outcome(playing) is EventKind.PARTIAL
    assert wall.lines[-1][1] == "Finished early, after 10 s of movement."


def test_a_step_in_its_easier_form_says_which_that_is() -> None:
    session = SESSIONS["seated_reset"]
    eased = replace(session, steps=(replace(session.steps[0], easier=True), *session.steps[1:]))
    words = f"Easier form: {session.steps[0].movement.easier}"
    assert [at for at, line in timed_lines(eased) if line == words] == [0.0]
    assert not [line for _at, line in timed_lines(session) if line.startswith("Easier form")]

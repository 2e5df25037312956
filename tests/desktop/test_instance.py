"""One instance a home, however many are started, and however the last one ended."""

import signal
from pathlib import Path

import pytest

from tests.desktop.person import Person
from tests.desktop.running import TODAY, App, lay_out, pictured
from virtual_desktop import Desktop, wait_until

pytestmark = [pytest.mark.desktop, pytest.mark.slow]


def test_of_ten_launches_at_once_one_runs(desktop: Desktop, person: Person, tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home, None)
    with pictured(person, tmp_path):
        launched = [App(desktop, home) for _ in range(10)]
        wait_until(lambda: sum(one.process.poll() is None for one in launched) == 1, what="one to be left")
        assert sorted(one.process.poll() or 0 for one in launched) == [0] * 10
        left = next(one for one in launched if one.process.poll() is None).ready()
        person.wait_window(TODAY)  # which the nine others asked for
        assert len(person.tray_items()) == 1
        assert left.end() == 0


def test_after_a_kill_it_starts_again_over_what_was_left_behind(desktop: Desktop, tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home, None)
    killed = App(desktop, home).ready()
    assert killed.end(signal.SIGKILL) == -signal.SIGKILL
    again = App(desktop, home).ready()
    assert again.status()["decision"]
    assert again.end() == 0

"""A meeting or a call that begins in the middle of a session: a real calendar file, a real sound server."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import Kind
from tests.desktop.person import Person
from tests.desktop.running import CARD, PLAYER, App, lay_out, pictured
from tests.desktop.screen_reader import ACCESSIBLE, ScreenReader
from tests.ui.sound.sound_server import MICROPHONE, serves, sound_server
from virtual_desktop import Desktop, wait_until

pytestmark = pytest.mark.slow

SOON = (("Design review", 1.2, 30), ("One to one", 60, 90))


def test_a_session_gives_way_to_a_meeting_and_its_rest_stays_owed(
    desktop: Desktop, person: Person, screen_reader: ScreenReader, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home, SOON)
    with pictured(person, tmp_path), screen_reader.listening(tmp_path / "heard") as heard:
        app = App(desktop, home, env=ACCESSIBLE).ready()
        app.wait(lambda now: now["slots"], "the plan")
        app.say("now", "seated_reset")
        wait_until(lambda: any("Your meeting starts at" in line for line in heard()), 60, "the line")
        assert not any("Design review" in line for line in heard())
        assert "Resume" in screen_reader.names("intermezzo", "button")
        # It stands still: nothing else begins, however slow this machine is.
        assert app.status()["running"] == "seated_reset"
        refused = app.command("now")
        assert (refused.returncode, refused.stdout) == (1, "")
        assert refused.stderr == "intermezzo: A session is running already.\n"
        wait_until(lambda: PLAYER in person.active_window(), what="the focus on the player")
        person.key("l")
        row = app.wait_row("interrupted")
        assert row["reason"] == "finish_later"
        assert json.loads(row["detail"])["left"] >= 1
        wait_until(lambda: not person.windows(PLAYER), what="the player to leave")
        app.wait(lambda now: now["running"] is None, "the end of the session")
        assert app.rows("partial", "completed") == []
        assert app.end() == 0


@pytest.fixture
def sound() -> Iterator[dict[str, str]]:
    """What leads a client to a sound server of our own."""
    if shutil.which("pulseaudio") is None:
        pytest.skip("There is no pulseaudio here; ./test installs it where no PipeWire serves the sound.")
    # The path of a socket must be short.
    with tempfile.TemporaryDirectory(prefix="sound-") as folder, sound_server(Path(folder)) as own:
        wait_until(lambda: serves(own), what="the sound server")
        yield {"PULSE_SERVER": f"unix:{own['XDG_RUNTIME_DIR']}/pulse/native"}


@contextmanager
def call(sound: dict[str, str]) -> Iterator[None]:
    """Another program listens to the microphone."""
    words = ["parec", "--device", MICROPHONE]
    program_env = os.environ | sound
    with subprocess.Popen(words, env=program_env, stdout=subprocess.DEVNULL) as program:
        try:
            listening = ["pactl", "list", "short", "source-outputs"]
            wait_until(lambda: subprocess.check_output(listening, env=program_env), what="the call")
            yield
        finally:
            program.kill()


def test_no_card_in_a_call_and_a_session_gives_way_to_one(
    desktop: Desktop, person: Person, screen_reader: ScreenReader, sound: dict[str, str], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home)
    with pictured(person, tmp_path), screen_reader.listening(tmp_path / "heard") as heard:
        with call(sound):
            app = App(desktop, home, env={**ACCESSIBLE, **sound}).ready()
            assert app.wait(lambda now: now["reason"] == "microphone", "the hold")["in_call"] is True
            assert person.windows(CARD) == ()
            assert app.wait_row("held")["reason"] == "microphone"

        app.say("now", "seated_reset")
        app.wait(lambda now: now["in_call"] is False, "the end of the call to be seen")
        assert app.status()["running"] == "seated_reset"
        with call(sound):
            line = "You seem to be in a call. You can finish in your next gap."
            wait_until(lambda: any(line in said for said in heard()), 60, "the line")
            assert app.status()["in_call"] is True
            assert "Resume" in screen_reader.names("intermezzo", "button")
            wait_until(lambda: PLAYER in person.active_window(), what="the focus on the player")
            person.key("l")
            row = app.wait_row("interrupted")
        assert row["reason"] == "finish_later"
        assert json.loads(row["detail"])["left"] >= 1
        wait_until(lambda: not person.windows(PLAYER), what="the player to leave")
        assert app.end() == 0


def test_in_a_meeting_one_only_listens_to_a_session_that_nobody_notices(
    desktop: Desktop, person: Person, screen_reader: ScreenReader, sound: dict[str, str], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home, (("All hands", -20, 40),), voice="always", tones="always")
    sessions = library.load([resources.sessions()]).sessions
    with pictured(person, tmp_path), screen_reader.listening(tmp_path / "heard") as heard, call(sound):
        app = App(desktop, home, "--speed", "30", env={**ACCESSIBLE, **sound}).ready()
        app.say("now", "--quiet")
        begun = sessions[app.status()["running"]]
        assert (begun.seated, begun.quiet, begun.kind) == (True, True, Kind.INTERLUDE)
        person.wait_window(PLAYER)
        assert person.windows(CARD) == ()
        assert app.wait_row("completed")["session"] == begun.id
        playing = subprocess.check_output(["pactl", "list", "short", "sink-inputs"], env=os.environ | sound)
        assert playing == b"", "nothing is heard"
        assert not any("in a call" in said for said in heard()), "the call was there before"
        assert app.end() == 0

"""Whether the screen is recorded, asked of a real PipeWire daemon without a session manager."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from intermezzo.adapters.presence import screen_share
from intermezzo.core.scheduling.presence import ProbeAnswer
from tests.adapters.conftest import running
from tests.telling import told
from virtual_desktop import PATIENCE, wait_until

pytestmark = pytest.mark.slow

YES, NO = ProbeAnswer(True, "PipeWire"), ProbeAnswer(False, "PipeWire")


class Daemon:
    """A running PipeWire, and a client that makes nodes and links on it."""

    def __init__(self, env: Mapping[str, str], client: "subprocess.Popen[str]") -> None:
        self.env = env
        self._client = client

    def say(self, *lines: str) -> None:
        """Give commands to pw-cli, which keeps what it makes until it ends."""
        assert self._client.stdin is not None
        self._client.stdin.write("".join(f"{line}\n" for line in lines))
        self._client.stdin.flush()

    def node(self, name: str, factory: str = "videotestsrc", more: str = "") -> None:
        """Make a node, and wait until the daemon knows it."""
        self.say(f"create-node spa-node-factory {{ factory.name={factory} node.name={name} {more} }}")
        wait_until(lambda: f'"{name}"' in self.dump(), what=name)

    def link(self, source: str, program: str) -> None:
        self.say(f"create-link {source} 0 {program} 0")
        wait_until(lambda: "PipeWire:Interface:Link" in self.dump(), what="the link")

    def dump(self) -> str:
        return subprocess.run(
            ["pw-dump"], env=dict(self.env), capture_output=True, text=True, check=True, timeout=PATIENCE
        ).stdout

    def probe(self) -> ProbeAnswer[bool]:
        return screen_share.probe(self.env)


@pytest.fixture
def daemon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Daemon]:
    monkeypatch.setattr(screen_share, "LIMIT_SECONDS", PATIENCE)
    env = os.environ | {"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "wayland-0"}
    words = ["pipewire", "-c", str(Path(__file__).with_name("pipewire.conf"))]
    with running(words, env=env, stderr=subprocess.DEVNULL):
        wait_until((tmp_path / "pipewire-0").exists, what="PipeWire")
        with running(["pw-cli"], env=env, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as client:
            yield Daemon(env, client)


def test_a_screen_is_shared_while_a_program_records_it(daemon: Daemon) -> None:
    assert daemon.probe() == NO
    daemon.node("xdpw-stream")
    assert daemon.probe() == NO, "nobody records it"
    daemon.node("webrtc", "support.null-audio-sink", "media.class=Stream/Input/Video audio.position=[FL]")
    daemon.link("xdpw-stream", "webrtc")
    assert daemon.probe() == YES
    daemon.say("destroy xdpw-stream")
    wait_until(lambda: daemon.probe() == NO, what="the end of the share")


def test_a_camera_is_no_screen(daemon: Daemon) -> None:
    daemon.node("camera", more="media.role=Camera")
    daemon.node("webrtc", "support.null-audio-sink", "media.class=Stream/Input/Video audio.position=[FL]")
    daemon.link("camera", "webrtc")
    assert daemon.probe() == NO


def test_on_x11_a_share_is_seen_and_its_absence_means_nothing(daemon: Daemon) -> None:
    x11 = {name: value for name, value in daemon.env.items() if name != "WAYLAND_DISPLAY"}
    answer = screen_share.probe(x11)
    assert answer.value is None
    assert told(answer.why) == ["On X11, a program can record the screen without being noticed."]
    daemon.node("screen")
    daemon.node("webrtc", "support.null-audio-sink", "media.class=Stream/Input/Video audio.position=[FL]")
    daemon.link("screen", "webrtc")
    assert screen_share.probe(x11) == YES


def test_without_pipewire_or_its_program_it_is_unknown(tmp_path: Path) -> None:
    env = {"XDG_RUNTIME_DIR": str(tmp_path)}
    assert told(screen_share.probe(env).why) == ["PipeWire isn’t running."]
    (tmp_path / "pipewire-0").touch()
    nothing = env | {"PATH": str(tmp_path)}
    assert told(screen_share.probe(nothing).why) == ["The program pw-dump is missing."]
    assert told(screen_share.probe(os.environ | env).why) == ["The program pw-dump failed or took too long."]


def test_the_streams_of_gnome_as_pw_dump_lists_them() -> None:
    told_of_screen = {"media.class": "Stream/Output/Video", "media.name": "meta-screen-cast-src"}
    screen = {"id": 47, "type": "PipeWire:Interface:Node", "info": {"props": told_of_screen}}
    link = {"id": 50, "type": "PipeWire:Interface:Link", "info": {"output-node-id": 47, "input-node-id": 48}}
    gone = {"id": 51, "type": "PipeWire:Interface:Node", "info": None}
    assert screen_share.recorded([screen, gone, link])
    assert not screen_share.recorded([screen, gone])

"""Idle time on Wayland, of a real compositor and a virtual keyboard."""

from pathlib import Path

import pytest

from intermezzo.adapters.presence import wayland_idle
from intermezzo.adapters.presence.wayland_idle import WaylandIdle
from tests.desktop.wayland import sway
from tests.telling import told
from virtual_desktop import PATIENCE, Desktop, wait_until

pytestmark = pytest.mark.slow


def test_it_grows_from_length_to_length_and_a_key_ends_it(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wayland_idle, "LENGTHS", (0.2, 0.4))
    monkeypatch.setattr(wayland_idle, "LIMIT_SECONDS", PATIENCE)
    with sway(desktop) as wayland:
        idle = WaylandIdle(wayland.env)
        assert idle.probe().value == 0.0
        assert idle.probe().source == "Wayland"
        wait_until(lambda: idle.probe().value == 0.4, what="the longer of two idle times")

        def ended() -> bool:
            wayland.key("a")
            return idle.probe().value != 0.4

        wait_until(ended, what="the key to be noticed")
    answer = idle.probe()
    idle.close()
    assert told(answer.why) == ["The Wayland compositor can’t be reached, or did not answer."]


def test_without_a_compositor_it_is_unknown(tmp_path: Path) -> None:
    assert told(WaylandIdle({}).probe().why) == ["No Wayland display."]
    nobody = WaylandIdle({"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "wayland-7"})
    for _question in range(2):
        assert told(nobody.probe().why) == ["The Wayland compositor can’t be reached, or did not answer."]

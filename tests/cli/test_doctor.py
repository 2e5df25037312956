"""What ``doctor`` says of microphone and camera."""

import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, str]]:
    """Its findings, by part, where no sound server is."""
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    done = subprocess.run(
        [sys.executable, "-m", "intermezzo", "--home", str(tmp_path / "home"), "doctor", "--json"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return {one["part"]: one for one in json.loads(done.stdout)}


@pytest.mark.slow
def test_a_microphone_that_nobody_can_tell_of_has_its_reason_and_what_to_do(
    parts: dict[str, dict[str, str]],
) -> None:
    assert parts["microphone"]["state"] == "unknown"
    assert parts["microphone"]["line"].startswith("No sound server is running")
    assert "In a meeting until" in parts["microphone"]["do"]


@pytest.mark.slow
def test_the_camera_is_told_in_words(parts: dict[str, dict[str, str]]) -> None:
    assert parts["camera"]["state"] == "ok"
    assert parts["camera"]["line"] in {"/proc: not in use", "/proc: in use"}
    assert parts["camera"]["do"] == ""


@pytest.mark.slow
def test_what_holds_an_offer_has_a_line_each_with_the_reason_why_it_is_unknown(
    parts: dict[str, dict[str, str]],
) -> None:
    for part in ("screen sharing", "presentation", "screen kept on", "do not disturb"):
        assert parts[part]["state"] in {"ok", "unknown"}
        assert parts[part]["line"]
        assert bool(parts[part]["do"]) == (parts[part]["state"] == "unknown")
    assert parts["full screen"] == {
        "part": "full screen", "state": "unknown", "line": "No X11 display.", "do": "", "rows": []
    }  # fmt: skip

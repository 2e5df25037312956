"""Settings whose writing was interrupted, and those that wait to be saved."""

import json
import subprocess
import sys
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from threading import Event, Thread

import pytest

from intermezzo.adapters import settings_file
from intermezzo.core.settings import Settings
from tests.adapters import killed_settings

pytestmark = pytest.mark.slow


def test_killed_anywhere_the_file_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    command = [sys.executable, "-m", killed_settings.__name__, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) > 5
    assert {line["spacing"] for line in lines} == {killed_settings.OLD, killed_settings.NEW}
    assert all(line["faults"] == 0 and line["files"] == [path.name] for line in lines)


def test_read_while_an_editor_saves_they_are_the_old_or_the_new_ones(tmp_path: Path) -> None:
    """Many editors empty the file before they write it, and an empty one would be all defaults."""
    path, old, new = tmp_path / "settings.toml", *(replace(Settings(), spacing=one) for one in (45, 60))
    texts = []
    for one in (old, new):
        settings_file.write(path, one)
        texts.append(path.read_bytes())
    over = Event()

    def save_again_and_again() -> None:
        for text in cycle(texts):
            path.write_bytes(text)
            if over.wait(0.001):
                return

    editor = Thread(target=save_again_and_again)
    editor.start()
    try:
        found = [settings_file.read_again(path, old) for _time in range(2000)]
    finally:
        over.set()
        editor.join()
    assert {settings.spacing for settings, _faults in found} == {45, 60}
    assert all(settings in (old, new) for settings, _faults in found)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"before": 1}', b'{"before": "", "after": "="}', b"\xff" * 9]
)
def test_what_waits_to_be_saved_is_ignored_if_it_is_broken(tmp_path: Path, content: bytes) -> None:
    good, broken = tmp_path / "good", tmp_path / "broken"
    broken.mkdir()
    (broken / settings_file.UNSAVED).write_bytes(content)
    assert settings_file.unsaved([tmp_path / "none", broken]) is None
    changed = replace(Settings(), spacing=45)
    settings_file.keep_unsaved([good], Settings(), changed)
    assert settings_file.unsaved([broken, good]) == (Settings(), changed)
    settings_file.forget_unsaved([broken, good])
    assert settings_file.unsaved([broken, good]) is None

"""Where the socket of the running app is looked for: never in a folder that another user could have made."""

import os
import stat
import sys
import tempfile
from pathlib import Path

import pytest

from intermezzo.adapters import instance
from intermezzo.core.faults import Fault

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has a named pipe")


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder for everybody, where no folder of the session is."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path / f"intermezzo-{os.getuid()}"


def test_in_a_shared_folder_it_is_in_one_of_our_own(shared: Path) -> None:
    assert Path(instance.socket_of(Path("home"))).parent == shared
    assert stat.S_IMODE(shared.stat().st_mode) == 0o700


@pytest.mark.parametrize("made", ["open to all", "a link"])
def test_a_folder_that_another_user_could_use_is_refused(shared: Path, tmp_path: Path, made: str) -> None:
    if made == "a link":
        (tmp_path / "theirs").mkdir(mode=0o700)
        shared.symlink_to(tmp_path / "theirs")
    else:
        shared.mkdir()
        shared.chmod(0o755)
    with pytest.raises(Fault, match=r"^instance\.folder"):
        instance.socket_of(Path("home"))


def test_all_starts_of_a_flatpak_share_a_folder_of_the_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert Path(instance.socket_of(Path("home"))).parent == tmp_path
    monkeypatch.setenv("FLATPAK_ID", "org.example.Intermezzo")
    folder = tmp_path / "app" / "org.example.Intermezzo"
    folder.mkdir(parents=True)  # as flatpak does
    assert Path(instance.socket_of(Path("home"))).parent == folder

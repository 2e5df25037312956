"""One folder for a home; the system's folders without one; the shipped files in a checkout."""

import runpy
import shutil
from pathlib import Path

import pytest

from intermezzo.adapters.system import resources
from intermezzo.adapters.system.paths import Paths, paths
from intermezzo.core.faults import Fault


def test_a_home_holds_everything(tmp_path: Path) -> None:
    found = Paths(tmp_path)
    for path in (found.settings, found.sessions, found.database, found.backups, found.log):
        assert path.is_relative_to(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_a_home_the_system_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INTERMEZZO_HOME", raising=False)
    found = paths()
    assert found.home is None
    assert "intermezzo" in str(found.settings)
    assert len({found.settings, found.sessions, found.database, found.backups, found.log}) == 5


def test_the_option_comes_before_the_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("INTERMEZZO_HOME", str(tmp_path / "variable"))
    assert paths().home == tmp_path / "variable"
    assert paths(str(tmp_path / "option")).home == tmp_path / "option"
    monkeypatch.chdir(tmp_path)
    assert paths("here").home == tmp_path / "here"


def test_the_shipped_folders_are_found() -> None:
    assert (resources.sessions() / "movements").is_dir()
    assert (resources.assets() / "fonts").is_dir()


def test_an_installation_that_is_not_whole_is_told(tmp_path: Path) -> None:
    room = tmp_path / "intermezzo" / "adapters" / "system"
    room.mkdir(parents=True)
    installed = runpy.run_path(shutil.copy(resources.__file__, str(room)))
    with pytest.raises(Fault, match=r"^install\.incomplete"):
        installed["sessions"]()

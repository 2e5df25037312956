"""Who brings new versions to an installation."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from intermezzo.adapters.system import program, resources
from intermezzo.core.faults import Message

SOURCE = Path(resources.__file__).parents[2]
WHO = """
import sys
if sys.argv[1:]:
    sys.frozen, sys.executable = True, sys.argv[1]
from intermezzo.adapters.system import program
program.RELEASES = "https://example.org/latest"
why = program.why_not_asked()
print(why.code if why else "asked")
"""


def code(why: Message | None) -> str:
    return why.code if why else "asked"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder into which the package was installed."""
    shutil.copytree(
        SOURCE, tmp_path / "site" / "intermezzo", ignore=shutil.ignore_patterns("__pycache__", "data")
    )
    return tmp_path / "site"


def who(site: Path, *words: str, installer: str = "", **env: str) -> str:
    """Return what an installation says of itself in a process of its own."""
    about = site / "intermezzo-0.1.0.dist-info"
    about.mkdir(exist_ok=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: intermezzo\nVersion: 0.1.0\n")
    if installer:
        (about / "INSTALLER").write_text(f"{installer}\n")
    done = subprocess.run(
        [sys.executable, "-P", "-c", WHO, *words], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(site), **env},
    )  # fmt: skip
    return done.stdout.strip()


def test_git_brings_them_to_a_checkout() -> None:
    assert code(program.why_not_asked()) == "updates.by_git"


@pytest.mark.slow
def test_a_wheel_asks_where_a_person_has_installed_it(site: Path) -> None:
    assert who(site, installer="pip") == "asked"
    assert who(site, installer="uv") == "asked"
    assert who(site, installer="debian") == "updates.by_system"
    assert who(site, installer="pip", FLATPAK_ID="org.example.Intermezzo") == "updates.by_flatpak"


@pytest.mark.slow
def test_a_wheel_without_an_installer_is_of_a_package(site: Path) -> None:
    assert who(site) == "updates.by_system"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
def test_a_frozen_program_asks_unless_a_package_has_brought_it(site: Path, tmp_path: Path) -> None:
    assert who(site, "/usr/lib/intermezzo/intermezzo") == "updates.by_system"
    assert who(site, "/tmp/.mount_Intermez/usr/lib/intermezzo/intermezzo") == "asked"
    assert who(site, str(tmp_path / "Intermezzo" / "intermezzo")) == "asked"


def test_while_nobody_publishes_it_there_is_no_page_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "checkout", lambda: None)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/home/someone/Intermezzo/intermezzo")
    monkeypatch.setattr(program, "RELEASES", "")
    assert code(program.why_not_asked()) == "updates.no_page"

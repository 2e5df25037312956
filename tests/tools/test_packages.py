"""What belongs into a package besides the program."""

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from intermezzo import __version__
from tools import packages
from tools.identity import ROOT, identity


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    monkeypatch.setattr(packages, "WORK", tmp_path)
    return packages.shared_files(identity())


@pytest.mark.slow
def test_menu_icons_metadata_manual_completion_and_licence_go_where_a_system_looks(
    shared: dict[str, Path],
) -> None:
    assert all(file.is_file() for file in shared.values())
    assert {place.split("/")[0] for place in shared} == {
        "applications", "bash-completion", "doc", "fish", "icons", "lintian", "man", "metainfo", "zsh",
    }  # fmt: skip
    assert len([place for place in shared if place.startswith("icons/hicolor/")]) == 11
    assert gzip.decompress(shared["man/man1/intermezzo.1.gz"].read_bytes()).startswith(b".TH INTERMEZZO 1")


@pytest.mark.slow
def test_an_rpm_has_nothing_of_debian_and_its_completion_where_zsh_looks(shared: dict[str, Path]) -> None:
    assert [packages.placed(one, "deb") for one in shared] == [*shared]
    rpm = [packages.placed(one, "rpm") for one in shared]
    assert rpm.count("") == 2
    assert not any("lintian" in one or "Debian" in one or "vendor-" in one for one in rpm)
    assert "zsh/site-functions/_intermezzo" in rpm
    assert "bash-completion/completions/intermezzo" in rpm


@pytest.mark.slow
def test_the_same_source_makes_the_same_files(shared: dict[str, Path]) -> None:
    before = {place: file.read_bytes() for place, file in shared.items()}
    assert {place: file.read_bytes() for place, file in packages.shared_files(identity()).items()} == before


def test_the_licence_names_all_that_is_bundled(shared: dict[str, Path]) -> None:
    text = shared["doc/intermezzo/copyright"].read_text()
    assert (ROOT / "LICENSE").read_text() in text
    assert "/usr/share/common-licenses/LGPL-3" in text
    for name in ("SQLAlchemy", "PySide6_Essentials", "APScheduler"):
        assert re.search(rf"^  {name} [\d.]+: \S", text, re.MULTILINE | re.IGNORECASE)


def test_the_changelog_of_the_package_has_the_version(shared: dict[str, Path]) -> None:
    text = gzip.decompress(shared["doc/intermezzo/changelog.Debian.gz"].read_bytes()).decode()
    assert text.startswith(f"intermezzo ({__version__}-1) ")


def test_the_changelog_of_the_package_has_the_date_of_the_release() -> None:
    changelog = f"## [Unreleased]\n\n## [{__version__}] - 2027-01-31\n\n## [0.0.9] - 2027-01-02\n"
    entry = packages.changelog_of_debian(identity(), changelog)
    assert entry.endswith(">  Sun, 31 Jan 2027 00:00:00 +0000\n")
    unreleased = packages.changelog_of_debian(identity(), "## [0.0.9] - 2027-01-02\n")
    assert unreleased.endswith(">  Thu, 01 Jan 1970 00:00:00 +0000\n")


@pytest.mark.slow
def test_the_folder_of_the_appimage_is_packed_and_starts_where_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    monkeypatch.setattr(packages, "WORK", tmp_path / "work")
    monkeypatch.setattr(packages, "OUT", out)
    monkeypatch.delenv("APPIMAGE_RUNTIME", raising=False)
    program = packages.frozen() / "intermezzo"
    for folder in (program.parent, out):
        folder.mkdir(parents=True)
    program.write_text("#!/bin/sh\necho started\n")
    program.chmod(0o755)

    packages.app_image(identity())

    (made,) = out.iterdir()
    assert made.name.startswith(f"Intermezzo-{__version__}-")
    assert made.name.endswith(".AppDir.tar.gz")
    subprocess.run(["tar", "-xzf", made, "-C", tmp_path], check=True)
    unpacked = tmp_path / "Intermezzo.AppDir"
    started = subprocess.run([unpacked / "AppRun"], capture_output=True, text=True, check=True)
    assert started.stdout == "started\n"
    for name in ("intermezzo.desktop", "intermezzo.png", ".DirIcon"):
        assert (unpacked / name).is_file()


@pytest.mark.skipif(shutil.which("gcc") is None, reason="needs gcc, which packaging/build installs")
def test_an_icu_without_data_is_a_library_with_one_table(tmp_path: Path) -> None:
    library = tmp_path / "libicudata.so"
    command: list[str | Path] = [
        "gcc",
        "-shared",
        "-nostdlib",
        "-DENTRY=icudt1_dat",
        "-o",
        library,
        ROOT / "packaging" / "icu_stub.c",
    ]
    subprocess.run(command, check=True)
    raw = library.read_bytes()
    assert b"icudt1_dat" in raw
    assert b"\xda\x27\x14\x00\x00\x00\x00\x00\x02\x00ToCP" in raw

"""Which libraries packages ask for."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tools import libraries

needs_gcc = pytest.mark.skipif(
    shutil.which("gcc") is None, reason="needs gcc, which packaging/build installs"
)


def test_a_deb_names_packages_and_an_rpm_libraries() -> None:
    deb, rpm = libraries.depends("deb"), libraries.depends("rpm")
    assert {"libc6 (>= 2.36)", "libxcb-cursor0", "libssl3", "libbz2-1.0"} <= set(deb)
    assert {"glibc >= 2.36", "libxcb-cursor.so.0()(64bit)", "libssl.so.3()(64bit)"} <= set(rpm)
    assert not any("bz2" in one for one in rpm)
    for names in (deb, rpm):
        assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9.+-]+( \(>= [\d.]+\))?", one) for one in deb)


def library(folder: Path, name: str, *needed: Path) -> Path:
    """Make a library that needs others."""
    path = folder / name
    words = ["gcc", "-shared", "-nostdlib", "-Wl,--no-as-needed", f"-Wl,-soname,{name}", "-o", str(path)]
    subprocess.run([*words, *map(str, needed), "-x", "c", "/dev/null"], check=True)
    return path


@needs_gcc
def test_what_neither_the_program_nor_a_package_brings_is_told(tmp_path: Path) -> None:
    elsewhere, frozen = tmp_path / "lib", tmp_path / "frozen"
    for folder in (elsewhere, frozen):
        folder.mkdir()
    known, odd = library(elsewhere, "libssl.so.3"), library(elsewhere, "libodd.so.1")
    own = library(frozen, "libown.so.1")
    library(frozen, "module.so", known, own)
    (frozen / "words.txt").write_text("no program")
    assert libraries.unknown(frozen) == []
    library(frozen, "libqgtk3.so", odd)
    assert libraries.unknown(frozen) == []
    library(frozen, "another.so", odd)
    assert libraries.unknown(frozen) == ["libodd.so.1"]

"""The Flatpak manifest: its packages, what it lets through, and what it shows a system."""

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from intermezzo.adapters.system.identity import APP_ID
from tools import flatpak
from tools.identity import ROOT, identity

FILE = ROOT / "packaging" / "flatpak" / f"{identity().app_id}.json"
LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
BUS_NAME = re.compile(r'"(org(?:\.\w+){2,}\.?)"')
WITHHELD = {
    "org.gnome.OnlineAccounts",  # would hand out tokens, and only tells which calendar lacks a package
    "org.xfce.Xfconf",  # would let every setting of Xfce be changed
}


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(flatpak.text())
    return made


def sources(manifest: dict[str, Any], machine: str = "x86_64") -> list[dict[str, Any]]:
    (module,) = manifest["modules"]
    return [one for one in module["sources"] if machine in one.get("only-arches", [machine])]


def test_it_is_made_from_the_identity_and_the_lock_file() -> None:
    assert [*FILE.parent.iterdir()] == [FILE]
    assert FILE.read_text(encoding="utf-8") == flatpak.text(), "python -m tools.flatpak makes it again"


@pytest.mark.parametrize("machine", flatpak.MACHINES)
def test_each_machine_gets_one_wheel_of_each_locked_package(manifest: dict[str, Any], machine: str) -> None:
    exported = (one for one in flatpak.needed("intermezzo", LOCK))
    wanted = {f"{one['name'].replace('-', '_')}-{one['version']}" for one in exported}
    got = [one["url"].rpartition("/")[2] for one in sources(manifest, machine) if "url" in one]
    assert {"-".join(one.split("-")[:2]).replace("jaraco.", "jaraco_") for one in got} == wanted
    assert len(got) == len(wanted)
    assert {"pyside6_essentials", "sqlalchemy", "alembic", "mako", "six"} <= {
        one.split("-")[0] for one in wanted
    }
    other = {"x86_64": "aarch64", "aarch64": "x86_64"}[machine]
    assert not [one for one in got if other in one or "win" in one or "macos" in one or "musl" in one]


def test_every_wheel_has_its_checksum_from_the_lock_file(manifest: dict[str, Any]) -> None:
    locked = {one["url"]: one["hash"] for package in LOCK["package"] for one in package.get("wheels", ())}
    (module,) = manifest["modules"]
    fetched = [one for one in module["sources"] if "url" in one]
    assert all(locked[one["url"]] == f"sha256:{one['sha256']}" for one in fetched)


def test_a_package_without_a_wheel_for_the_runtime_is_refused() -> None:
    package = {"name": "odd", "version": "1", "wheels": [{"url": "https://x/odd-1-cp39-cp39-win32.whl"}]}
    with pytest.raises(ValueError, match="odd 1 has no wheel"):
        list(flatpak.wheels(package))


def test_it_lets_through_the_services_that_the_program_asks_and_no_other(manifest: dict[str, Any]) -> None:
    rooms = [ROOT / "src" / "intermezzo" / name for name in ("adapters", "app", "cli")]
    texts = (file.read_text(encoding="utf-8") for room in rooms for file in sorted(room.rglob("*.py")))
    named = {one for text in texts for one in BUS_NAME.findall(text)}
    open_ = {one.rpartition("=")[2] for one in manifest["finish-args"] if "talk-name=" in one}
    asked = {one.removesuffix(".*") + "." if one.endswith(".*") else one for one in open_}
    assert asked <= named, "each of them is asked"
    inner = tuple(f"{one.removesuffix('.')}." for one in asked)
    unheard = {one for one in named - asked if not one.startswith(inner)}
    assert unheard == WITHHELD | {
        "org.freedesktop.DBus",  # the bus itself
        "org.freedesktop.DBus.Error.NameHasNoOwner",
        "org.freedesktop.DBus.Error.ServiceUnknown",
        "org.freedesktop.DBus.ObjectManager",
        "org.freedesktop.DBus.Properties",
        "org.freedesktop.Secret.Collection",  # an interface of org.freedesktop.secrets
        "org.dunstproject.cmd0",  # an interface of org.freedesktop.Notifications
        "org.freedesktop.portal.Desktop",  # what every sandbox may ask
        "org.freedesktop.portal.Background",
        "org.freedesktop.portal.Request",
        "org.gnome.desktop.notifications",  # a schema of settings
        "org.mozilla.Thunderbird",  # a folder
        identity().app_id,  # its own, which every sandbox lets it have
    }


def test_no_folder_of_the_user_is_open(manifest: dict[str, Any]) -> None:
    assert not [one for one in manifest["finish-args"] if "filesystem" in one]


def test_the_name_that_it_has_on_the_bus_is_the_one_that_every_sandbox_allows(
    manifest: dict[str, Any],
) -> None:
    assert manifest["id"] == APP_ID
    assert not [one for one in manifest["finish-args"] if "own-name" in one]


def test_its_files_are_valid_and_have_its_id(manifest: dict[str, Any], tmp_path: Path) -> None:
    """The files are laid out as flatpak-builder does, and all its commands but pip's run."""
    work, target = tmp_path / "work", tmp_path / "app"
    target.mkdir()
    for one in sources(manifest):
        if "dest" in one:
            place = work / one["dest"] / one["dest-filename"]
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(FILE.parent / one["path"], place)
    (module,) = manifest["modules"]
    pip, *others = module["build-commands"]
    assert pip.startswith("pip3 ")
    for command in others:
        subprocess.run(["sh", "-ec", command], cwd=work, env={"FLATPAK_DEST": str(target)}, check=True)
    files = [one.relative_to(target / "share") for one in target.rglob("*") if one.is_file()]
    assert all(one.name.startswith(manifest["id"]) for one in files)
    assert len([one for one in files if one.match("icons/hicolor/*/apps/*")]) == 11
    entry = target / "share" / "applications" / f"{manifest['id']}.desktop"
    assert f"\nIcon={manifest['id']}\n" in entry.read_text(encoding="utf-8")
    metadata = target / "share" / "metainfo" / f"{manifest['id']}.metainfo.xml"
    assert f">{manifest['id']}.desktop</launchable>" in metadata.read_text(encoding="utf-8")
    checks: tuple[list[str | Path], ...] = (
        ["desktop-file-validate", entry],
        ["appstreamcli", "validate", "--no-net", "--explain", metadata],
    )
    for check in checks:
        done = subprocess.run(check, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


@pytest.mark.skipif(shutil.which("flatpak-builder") is None, reason="needs flatpak-builder")
def test_flatpak_builder_understands_all_of_it(manifest: dict[str, Any]) -> None:
    done = subprocess.run(
        ["flatpak-builder", "--show-manifest", str(FILE)], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    read = json.loads(done.stdout)
    assert {key: read[key] for key in manifest if key != "modules"} == {
        key: value for key, value in manifest.items() if key != "modules"
    }
    (module,), (ours,) = read["modules"], manifest["modules"]
    assert module["build-commands"] == ours["build-commands"]
    assert [one["type"] for one in module["sources"]] == [one["type"] for one in ours["sources"]]

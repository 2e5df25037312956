"""What systems show of Intermezzo comes from packaging/identity.toml."""

import ast
import tomllib
from xml.etree import ElementTree as Xml

import msgspec
import pytest

from intermezzo.adapters.autostart import freedesktop
from intermezzo.adapters.system import sandbox
from tools import identity

ROOT = identity.ROOT
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_menu_entry_and_the_metadata_are_made_from_it() -> None:
    made = identity.files(identity.identity(), CHANGELOG)
    kept = {path: path.read_text(encoding="utf-8") for path in made}
    assert kept == made, "python -m tools.identity makes them again"
    assert [*(ROOT / "packaging" / "linux").glob("*.metainfo.xml")] == [
        path for path in made if path.name.endswith(".metainfo.xml")
    ]


def test_the_python_package_is_called_so_too() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    of = identity.identity()
    assert (project["name"], project["license"]) == (of.command, of.licence)
    assert list(project["scripts"]) == [of.command]
    assert project["description"].startswith(f"{of.summary}:")


def test_the_program_names_the_entry_that_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    of = identity.identity()
    assert f"{of.command}.desktop" == freedesktop.ENTRY
    assert sandbox.entry_name() == of.command
    monkeypatch.setenv("FLATPAK_ID", of.app_id)
    assert sandbox.entry_name() == of.app_id
    tree = ast.parse((ROOT / "src" / "intermezzo" / "app" / "__init__.py").read_text(encoding="utf-8"))
    (call,) = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "setDesktopFileName"
    )
    assert [ast.unparse(one) for one in call.args] == ["entry_name()"]


def test_without_a_publisher_there_is_neither_a_domain_nor_a_page() -> None:
    of = identity.identity()
    assert of.provisional == of.app_id.startswith("org.example.")
    assert of.provisional == (not of.homepage) == (not of.releases)
    assert not of.releases or of.releases.startswith("https://")


def test_releases_are_those_that_have_a_date() -> None:
    text = "## [Unreleased]\n\n## [0.2.0] - 2027-01-31\n\n- [0.1.5] - 2027-01-02\n\n## [0.1.0] - 2026-12-01\n"
    made = Xml.fromstring(identity.metadata(identity.identity(), text))
    assert [one.attrib for one in made.iter("release")] == [
        {"version": "0.2.0", "date": "2027-01-31"},
        {"version": "0.1.0", "date": "2026-12-01"},
    ]


def test_a_home_page_is_told_once_there_is_one() -> None:
    of = msgspec.structs.replace(identity.identity(), homepage="https://example.org/")
    (url,) = Xml.fromstring(identity.metadata(of, "")).iter("url")
    assert (url.text, url.attrib) == ("https://example.org/", {"type": "homepage"})

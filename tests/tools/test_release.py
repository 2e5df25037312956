"""A new version is written wherever it stands, and nothing else is changed."""

import tomllib
from datetime import date
from difflib import ndiff

import pytest

from intermezzo import __version__
from tools import release
from tools.identity import ROOT, release_dates

DAY = date(2027, 1, 31)
CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- This.\n\n## [0.1.0] - 2026-12-01\n\n- That.\n"


def test_each_file_gets_the_version_in_one_line_and_the_changelog_a_heading() -> None:
    changed = {}
    for path, text in release.files("9.8.7", CHANGELOG, DAY):
        before = CHANGELOG if path == release.CHANGELOG else path.read_text(encoding="utf-8")
        lines = ndiff(before.splitlines(), text.splitlines())
        changed[path.relative_to(ROOT).as_posix()] = [line for line in lines if line[0] in "+-"]
    assert changed == {
        "pyproject.toml": [f'- version = "{__version__}"', '+ version = "9.8.7"'],
        "src/intermezzo/__init__.py": [f'- __version__ = "{__version__}"', '+ __version__ = "9.8.7"'],
        "uv.lock": [f'- version = "{__version__}"', '+ version = "9.8.7"'],
        "CHANGELOG.md": ["+ ", "+ ## [9.8.7] - 2027-01-31"],
    }


def test_the_version_is_that_of_intermezzo_in_the_project_and_in_the_lock_file() -> None:
    made = {path.name: text for path, text in release.files("9.8.7", CHANGELOG, DAY)}
    assert tomllib.loads(made["pyproject.toml"])["project"]["version"] == "9.8.7"
    before = {one["name"]: one["version"] for one in tomllib.loads((ROOT / "uv.lock").read_text())["package"]}
    after = {one["name"]: one["version"] for one in tomllib.loads(made["uv.lock"])["package"]}
    assert after == {**before, "intermezzo": "9.8.7"}


def test_what_was_unreleased_belongs_to_the_version() -> None:
    made = release.released(CHANGELOG, "0.2.0", DAY)
    assert made == CHANGELOG.replace("[Unreleased]\n", "[Unreleased]\n\n## [0.2.0] - 2027-01-31\n")
    assert release_dates(made) == {"0.2.0": "2027-01-31", "0.1.0": "2026-12-01"}


@pytest.mark.parametrize(
    ("changelog", "said"),
    [
        (CHANGELOG.replace("0.1.0", "0.2.0"), "already has 0.2.0"),
        (CHANGELOG.replace("\n### Added\n\n- This.\n", ""), "nothing unreleased"),
        ("# Changelog\n", "nothing unreleased"),
    ],
)
def test_a_version_with_nothing_new_is_refused(changelog: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        release.released(changelog, "0.2.0", DAY)


@pytest.mark.parametrize("version", ["v0.2.0", "0.2", "0.2.0-1", "0.02.0", ""])
def test_what_is_not_a_version_is_refused(version: str) -> None:
    with pytest.raises(ValueError, match="is not a version"):
        list(release.files(version, CHANGELOG, DAY))

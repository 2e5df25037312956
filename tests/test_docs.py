"""Every command, option, file, link and page of the settings that README and docs name is there."""

import argparse
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from intermezzo.adapters.system import policy_file
from intermezzo.cli import parser, talk
from intermezzo.core.settings import GROUPS
from intermezzo.presenters import settings
from tools.parsed import commands

ROOT = Path(__file__).parents[1]
ROOMS = ROOT / "src" / "intermezzo"
PAGES = [
    *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "ARCHITECTURE", "SECURITY")),
    *(path for path in sorted((ROOT / "docs").rglob("*.md")) if path.name != "decisions.md"),
]
"""Decisions and the changelog tell what was, so they may name what is gone."""
COMMANDS = dict(commands(parser()))
PROGRAM = re.compile(r"(?:\S*/)?intermezzo |\./run (?=[a-z-])")
TEST_WORDS = re.findall(r"^(\w+)\)$", (ROOT / "test").read_text(encoding="utf-8"), re.MULTILINE)
PACKAGING_WORDS = {
    "build": {"deb", "rpm", "appimage", "wheel"},
    "try_bare": {"bookworm", "trixie", "out"},  # the package is a path
}
MADE_LATER = {"tests/corpus/found", "assets/locale", "sessions/i18n/de/"}
"""What a run of the fuzz tests leaves behind, and what a translation adds."""


def pieces(text: str) -> Iterator[str]:
    """Return what stands as code: each line of a block, and each span."""
    blocks = re.compile(r"^```.*?\n(.*?)^```", re.MULTILINE | re.DOTALL)
    for block in blocks.findall(text):
        yield from block.splitlines()
    for span in re.findall(r"`([^`]+)`", blocks.sub("", text)):
        yield " ".join(span.replace("\\|", "|").split())


def of_program(text: str) -> Iterator[str]:
    """Return the arguments of each call of the program, and those of the tables of commands."""
    for piece in pieces(text):
        if found := PROGRAM.match(piece):
            yield piece[found.end() :]
    for row in re.findall(r"^\| (`.*) \| ", text, re.MULTILINE):
        for piece in pieces(row):
            if (piece.split()[0],) in COMMANDS:
                yield piece


def unknown(arguments: str) -> list[str]:
    """Return those words of a call, written as in a usage, that the program does not take."""
    call = re.split(r" [#|>&;]|;", arguments)[0]
    words = call.replace("[", "").replace("]", "").split()
    wrong: list[str] = []
    at: list[tuple[str, ...]] = [()]
    for place, word in enumerate(words):
        ways = word.rstrip("…").split("|")
        value_of_option = place > 0 and words[place - 1].startswith("--")
        for way in ways:
            if way.startswith("--"):
                if not any(way in options(COMMANDS[one]) for one in (*at, ())):
                    wrong.append(way)
            elif way.islower() and not value_of_option and not any(takes(one, way) for one in at):
                wrong.append(way)
        if deeper := [(*one, way) for one in at for way in ways if (*one, way) in COMMANDS]:
            at = deeper
    return wrong


def options(of: argparse.ArgumentParser) -> set[str]:
    return set(re.findall(r"--[\w-]+", of.format_help()))


def takes(command: tuple[str, ...], word: str) -> bool:
    """Whether the word may follow the command: a command, one of its fixed words, or any name it asks for."""
    if (*command, word) in COMMANDS:
        return True
    if command and command[0] in (spoken := talk.spoken()):
        said = " ".join(f"{words} {text}" for words, text in spoken[command[0]][1].items())
        return word in re.findall(r"[\w-]+", said) or bool(re.search(r"\d", word) and "TIME" in said)
    return bool(command) and not any(one[: len(command)] == command and one != command for one in COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_and_option_is_there(page: Path) -> None:
    calls = list(of_program(page.read_text(encoding="utf-8")))
    assert {call: wrong for call in calls if (wrong := unknown(call))} == {}


def test_the_page_of_commands_has_all_of_them() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    told = {call.split()[0] for call in of_program(text)}
    assert {words[0] for words in COMMANDS if words} <= told


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    local = [link for link in links if not re.match(r"https?:|mailto:", link)]
    assert [link for link in local if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_of_the_checkout_is_there(page: Path) -> None:
    top = {path.name for place in (ROOT, ROOMS) for path in place.iterdir() if path.is_dir()} - {
        "out",
        ".venv",
    }
    found = re.findall(
        r"(?<![\w./~-])([\w.-]+/[\w.*/-]*)", "\n".join(pieces(page.read_text(encoding="utf-8")))
    )
    named = {
        path.rstrip(".") for path in found if path.split("/")[0] in top and not re.search("[A-Z]{3}", path)
    }
    assert [path for path in sorted(named - MADE_LATER) if not is_there(path)] == []


def is_there(path: str) -> bool:
    """Whether the path is a file or folder of the checkout or the package; a module may lack its ``.py``."""
    return any([*place.glob(f"{path}{end}")] for place in (ROOT, ROOMS) for end in ("", ".py"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_kind_of_test_run_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for piece in pieces(text):
        if found := re.match(r"\./test +([\w/.-]+)", piece):
            word = found[1]
            assert word in TEST_WORDS or (ROOT / word).exists(), piece


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_into_a_page_leads_to_a_heading(page: Path) -> None:
    for target, heading in re.findall(r"\]\(([^)\s]*)#([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if not re.match(r"https?:", target):
            text = (page.parent / target if target else page).read_text(encoding="utf-8")
            assert heading in {anchor(one) for one in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}, target


def anchor(heading: str) -> str:
    """Return the name that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_program_of_the_checkout_is_there_with_its_words(page: Path) -> None:
    for piece in pieces(page.read_text(encoding="utf-8")):
        for module in re.findall(r"python -m ((?:tools|tests|bench)[\w.]*)", piece):
            assert importlib.util.find_spec(module) is not None, piece
        for program, words in re.findall(r"packaging/(build|try_bare)((?: [\w.]+)*)", piece):
            wrong = set(words.split()) - PACKAGING_WORDS[program]
            assert not wrong, piece
        if found := re.match(r"\./test bench((?: [a-z]+)+)", piece):
            assert set(found[1].split()) <= {one.stem for one in (ROOT / "bench").glob("[a-z]*.py")}, piece


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_of_the_settings_is_there(page: Path) -> None:
    text = " ".join(page.read_text(encoding="utf-8").split())
    titles = tuple(settings.page(group)[0] for group in GROUPS)
    assert [rest for rest in re.findall("Settings › (.{24})", text) if not rest.startswith(titles)] == []


def test_the_policy_that_is_shown_is_used_as_it_stands(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "for-organisations.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    file = tmp_path / "policy.toml"
    file.write_text(shown, encoding="utf-8")
    policy, unused = policy_file.read(file)
    assert (policy.organisation, unused) == ("Example Ltd", ())
    assert policy.defaults
    assert policy.fixed


def test_what_is_not_there_is_found() -> None:
    assert unknown("plan --json --nowhere") == ["--nowhere"]
    assert unknown("calendar ad|list") == ["ad"]
    assert unknown("answer begin|nap") == ["nap"]
    assert unknown("dance") == ["dance"]
    assert unknown("pause 30m # a comment") == []
    assert is_there("core/history/events")
    assert not is_there("core/history/nowhere")

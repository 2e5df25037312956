"""A sentence comes out of the user's catalogue, and every sentence can be put into one."""

import ast
import gettext
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from intermezzo.adapters.system.language import load, preferred
from intermezzo.presenters import _, install, languages, ngettext
from tests.catalogues import write
from tests.messages import every_call, messages, pot

TABLES = {
    "ui/settings/rows.py": {"spec.unit"},
    "presenters/messages/library.py": {"what"},
    "presenters/settings.py": {"SPECS[key].label", "SPECS[key].help", "name", "unit"},
}
"""Where a text of a table is translated as it is shown; ``messages.of_the_tables`` gathers those texts."""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder for catalogues; afterwards the words are again as written."""
    yield tmp_path
    install(gettext.NullTranslations())


@pytest.mark.parametrize(
    ("environment", "codes"),
    [
        ({}, ()),
        ({"LANG": "C.UTF-8"}, ()),
        ({"LANG": "de_AT.UTF-8"}, ("de_AT",)),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "sr_RS@latin"}, ("sr_RS",)),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "fr", "LC_MESSAGES": "it"}, ("fr",)),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "pt_BR:pt:C"}, ("pt_BR", "pt")),
        ({"LANG": "de_DE", "LANGUAGE": ""}, ("de_DE",)),
        ({"LANGUAGE": "../../tmp:/tmp:de"}, ("de",)),
    ],
)
def test_the_desktop_says_which_languages(environment: dict[str, str], codes: tuple[str, ...]) -> None:
    assert preferred(environment) == codes


def test_the_first_language_with_a_catalogue_is_spoken(folder: Path) -> None:
    write(folder, "de", {"Sway": "Wiegen", "{n} minute\0{n} minutes": "{n} Minute\0{n} Minuten"})
    write(folder, "fr", {"Sway": "Balancer"})
    install(*load(folder, ["it", "de_AT", "fr"]))
    assert _("Sway") == "Wiegen"
    assert [ngettext("{n} minute", "{n} minutes", n) for n in (1, 2)] == ["{n} Minute", "{n} Minuten"]
    assert _("Turn") == "Turn"
    assert languages() == ("it", "de_AT", "de", "fr")


def test_english_comes_before_what_stands_behind_it(folder: Path) -> None:
    write(folder, "de", {"Sway": "Wiegen"})
    install(*load(folder, ["en_US", "de"]))
    assert _("Sway") == "Sway"
    assert "de" not in languages()


def test_without_a_catalogue_the_words_are_as_written(folder: Path) -> None:
    install(*load(folder / "nowhere", ["de"]))
    assert _("Sway") == "Sway"


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: b"",
        lambda raw: raw[:40],
        lambda raw: b"\xff" * len(raw),
        lambda raw: raw.replace(b"UTF-8", b"UTF-9"),
        lambda raw: raw.replace(b"n != 1", b"n ?((("),
        lambda raw: raw.replace(b"n != 1", b"a.b(1)"),
        lambda raw: raw.replace(b"Wiegen", b"\xff\xfe\xfd"),
        lambda raw: raw[:8] + b"\xff\xff\xff\x7f" + raw[12:],
    ],
)
def test_a_damaged_catalogue_leaves_the_words_as_written(
    folder: Path, damage: Callable[[bytes], bytes], caplog: pytest.LogCaptureFixture
) -> None:
    write(folder, "de", {"Sway": "Wiegen"})
    path = folder / "de" / "LC_MESSAGES" / "intermezzo.mo"
    path.write_bytes(damage(path.read_bytes()))
    install(*load(folder, ["de"]))
    assert (_("Sway"), languages()) == ("Sway", ("de",))
    assert len(caplog.messages) == 1


@pytest.mark.slow
def test_every_text_to_translate_stands_there_in_full() -> None:
    found = [
        f"{call.place}: {ast.unparse(text)}"
        for call in every_call()
        for text in call.texts
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value)
        and ast.unparse(text) not in TABLES.get(call.place.partition(":")[0], ())
    ]
    assert found == []


@pytest.mark.slow
def test_nothing_is_translated_before_the_language_is_known() -> None:
    assert [call.place for call in every_call() if call.at_import] == []


def test_the_template_holds_every_text_once(folder: Path) -> None:
    lines = pot().splitlines()
    ids = [ast.literal_eval(line.removeprefix("msgid ")) for line in lines if line.startswith("msgid ")]
    assert len(ids) == len(set(ids)) == len(messages()) + 1
    assert {"How often", "Quiet", "min", "Begin", "{n} movement", "seconds, 0 to 600"} <= set(ids)
    write(folder, "de", {text: text.upper() for text in messages()})
    with (folder / "de" / "LC_MESSAGES" / "intermezzo.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("How often") == "HOW OFTEN"

"""The whole program in another language: one in which every sentence begins with a mark."""

import gettext
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from intermezzo.adapters.system import resources
from intermezzo.cli import main
from intermezzo.core.settings import SPECS
from intermezzo.presenters import install
from tests.app.conftest import House
from tests.catalogues import write
from tests.messages import messages

pytestmark = pytest.mark.slow

MARK = "»"


@pytest.fixture
def marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installation of its own, with a catalogue and one movement’s words; the desktop asks for them.

    The code is one for private use: no other library may find a catalogue of its own for it.
    """
    data = tmp_path / "intermezzo" / "data"
    shutil.copytree(resources.sessions(), data / "sessions")
    (data / "assets").mkdir()
    for one in resources.assets().iterdir():
        (data / "assets" / one.name).symlink_to(one)
    texts = messages()
    singles = {text: MARK + text for text, (plural, _places) in texts.items() if not plural}
    many = {
        f"{text}\0{plural}": f"{MARK}{text}\0{MARK}{plural}"
        for text, (plural, _places) in texts.items()
        if plural
    }
    write(data / "assets" / "locale", "qaa", singles | many)
    words = data / "sessions" / "i18n" / "qaa" / "bird_dog.toml"
    words.parent.mkdir(parents=True)
    words.write_text('format = 1\n[words]\nname = "»Bird dog"\n', encoding="utf-8")
    for name in ("sessions", "assets"):
        monkeypatch.setattr(resources, name, lambda folder=data / name: folder)
    monkeypatch.setenv("LANGUAGE", "qaa_XX.UTF-8")
    yield
    install(gettext.NullTranslations())


@pytest.mark.usefixtures("marked")
def test_the_command_line_says_it_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["--home", str(tmp_path / "home"), "sessions", "list"]) == 0
    assert capsys.readouterr().out.count(MARK)
    with pytest.raises(SystemExit):
        main(["--help"])
    assert f"{MARK}Short movements" in capsys.readouterr().out
    assert main(["--home", str(tmp_path / "home"), "sessions", "show", "bird_dog"]) == 0
    assert f"{MARK}Bird dog" in capsys.readouterr().out


@pytest.mark.usefixtures("marked")
def test_tray_and_windows_say_it_so(make: Callable[..., House], tmp_path: Path) -> None:
    main(["--home", str(tmp_path / "home"), "sessions", "list"])  # as every command, it sets the language
    house = make().start()
    menu = [one.text() for one in house.app.tray.menu.actions() if one.text()]
    assert menu
    assert [text for text in menu if MARK not in text] == []
    assert house.say("show", "settings")[0]
    house.until(
        lambda: (
            house.controllers.settings.window is not None and house.controllers.settings.window.isVisible()
        )
    )
    window = house.controllers.settings.window
    assert window is not None
    assert MARK in window.windowTitle()
    shown = {one.text() for one in window.findChildren(QLabel)}
    assert {MARK + spec.label for spec in SPECS.values()} <= shown

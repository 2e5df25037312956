"""The entry for the applications menu, and the start at login."""

import getpass
import subprocess
from pathlib import Path

from intermezzo.adapters import instance
from tests.desktop.running import PROGRAM, lay_out
from virtual_desktop import Desktop, wait_until

ROOT = Path(__file__).parents[2]
ENTRY = ROOT / "assets" / "linux" / "intermezzo.desktop"
(METADATA,) = (ROOT / "packaging" / "linux").glob("*.metainfo.xml")


def test_the_entry_for_the_menu_is_valid() -> None:
    done = subprocess.run(["desktop-file-validate", str(ENTRY)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_what_a_software_centre_shows_is_valid() -> None:
    done = subprocess.run(
        ["appstreamcli", "validate", "--no-net", "--explain", str(METADATA)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_turned_on_it_is_there_after_the_next_login(desktop: Desktop, tmp_path: Path) -> None:
    home, config = tmp_path / "home", tmp_path / "config"
    lay_out(home)
    own = {"XDG_CONFIG_HOME": str(config), "XDG_DATA_HOME": str(tmp_path / "data")}

    def autostart(*words: str) -> str:
        command = [str(PROGRAM), "--home", str(home), "autostart", *words]
        return subprocess.check_output(command, env={**desktop.env, **own}, text=True)

    def is_running() -> bool:
        runtime = Path(desktop.env["XDG_RUNTIME_DIR"])
        try:
            return instance.send(("status",), instance.address(home, getpass.getuser(), runtime)).ok
        except instance.NoAppError:
            return False

    assert autostart() == "Intermezzo doesn’t start at login.\n"
    assert autostart("on") == "Intermezzo starts at login.\n"
    desktop.spawn(
        ["dex", "--autostart", "--search-paths", str(config / "autostart")], own
    )  # what a session does
    wait_until(is_running, what="the app that the session has started")
    assert autostart("off") == "Intermezzo doesn’t start at login.\n"

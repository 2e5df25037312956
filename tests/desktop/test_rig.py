"""The rig itself, carried through with a program of twenty lines."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QColor, QImage

from tests.desktop.person import Person
from tests.desktop.screen_reader import ACCESSIBLE, ScreenReader
from virtual_desktop import PATIENCE, Desktop, wait_until

PROGRAM = Path(__file__).with_name("tray_program.py")
VIRTUAL_DESKTOP = Path(__file__).parents[2] / "packaging" / "linux" / "virtual_desktop.py"
WITHOUT_TRAY = [sys.executable, str(VIRTUAL_DESKTOP), "--tray", "none"]


def start(desktop: Desktop, pressed: Path) -> "subprocess.Popen[bytes]":
    return desktop.spawn([sys.executable, str(PROGRAM), str(pressed)], env=ACCESSIBLE)


def test_an_icon_registers_with_the_notifier_host(desktop: Desktop, person: Person, tmp_path: Path) -> None:
    wait_until(lambda: person.tray_items() == [], what="earlier icons to leave")
    start(desktop, tmp_path / "pressed")
    wait_until(person.tray_items, what="the icon")
    assert len(person.tray_items()) == 1


def test_a_notification_reaches_the_daemon(desktop: Desktop, person: Person, tmp_path: Path) -> None:
    start(desktop, tmp_path / "pressed")
    person.wait_window("Rig program")
    wait_until(person.notifications, what="the notification")
    assert person.notifications() == [("Time to move", "Two minutes")]


def test_a_window_is_clicked_and_photographed(desktop: Desktop, person: Person, tmp_path: Path) -> None:
    program = start(desktop, tmp_path / "pressed")
    window = person.wait_window("Rig program")
    person.screenshot(tmp_path / "screen.png")
    assert (tmp_path / "screen.png").read_bytes().startswith(b"\x89PNG")
    person.click(*window.centre)
    assert program.wait(PATIENCE) == 0
    assert (tmp_path / "pressed").read_text() == "pressed"


def test_a_window_is_used_by_keyboard(desktop: Desktop, person: Person, tmp_path: Path) -> None:
    program = start(desktop, tmp_path / "pressed")
    person.wait_window("Rig program")
    wait_until(lambda: person.active_window() == "Rig program", what="the focus")
    person.key("space")
    assert program.wait(PATIENCE) == 0


def test_a_screen_reader_finds_the_button_and_presses_it(
    desktop: Desktop, screen_reader: ScreenReader, tmp_path: Path
) -> None:
    program = start(desktop, tmp_path / "pressed")
    assert screen_reader.names("rig-program", "button") == ["Press me"]
    screen_reader.press("rig-program", "button", "Press me")
    assert program.wait(PATIENCE) == 0


def test_an_icon_is_taken_into_the_older_kind_of_tray(xembed_desktop: Desktop, tmp_path: Path) -> None:
    person = Person(xembed_desktop)

    def icon_is_seen() -> bool:
        person.screenshot(tmp_path / "screen.png")
        strip = QImage(str(tmp_path / "screen.png")).copy(0, 0, 1920, 32)
        return any(strip.pixelColor(x, 16) == QColor("#C98B46") for x in range(strip.width()))

    assert not icon_is_seen()
    start(xembed_desktop, tmp_path / "pressed")
    wait_until(icon_is_seen, what="the icon at the right end of the tray")
    assert not xembed_desktop.has_name("org.kde.StatusNotifierWatcher")


def test_the_tray_host_leaves_and_comes_back(desktop: Desktop, person: Person, tmp_path: Path) -> None:
    start(desktop, tmp_path / "pressed")
    wait_until(person.tray_items, what="the icon")
    desktop.stop_tray()
    desktop.start_tray()
    desktop.wait_tray()
    wait_until(person.tray_items, what="the icon to come back")


def test_what_a_visit_started_ends_with_it(notifier_host: Desktop, tmp_path: Path) -> None:
    with notifier_host.visit({}) as visited:
        program = start(visited, tmp_path / "pressed")
        Person(visited).wait_window("Rig program")
    assert program.wait(PATIENCE) != 0
    assert Person(notifier_host).windows("Rig program") == ()


def test_the_command_hands_on_what_its_program_prints_and_how_it_ends() -> None:
    command = [
        sys.executable,
        str(VIRTUAL_DESKTOP),
        "--tray",
        "none",
        "sh",
        "-c",
        "xdotool get_num_desktops; exit 7",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert (done.returncode, done.stdout.strip().isdigit()) == (7, True)


def test_the_command_takes_its_desktop_along_when_it_is_ended(tmp_path: Path) -> None:
    script = 'echo "$XDG_RUNTIME_DIR" > "$0.part"; mv "$0.part" "$0"; exec tail -f /dev/null'
    where = tmp_path / "where"
    running = subprocess.Popen([*WITHOUT_TRAY, "sh", "-c", script, str(where)])
    wait_until(where.exists, what="the program to start")
    running.terminate()
    assert running.wait(PATIENCE) == 128 + signal.SIGTERM
    folder = Path(where.read_text().strip()).parent
    assert folder.name.startswith("intermezzo-")
    assert not folder.exists()
    ours = [one for one in Path("/proc").glob("[0-9]*/cmdline") if os.fsencode(folder) in _words(one)]
    assert ours == []


def _words(cmdline: Path) -> bytes:
    """Return the words of a process: bytes of any kind, as where another test names a file."""
    try:
        return cmdline.read_bytes()
    except OSError:
        return b""  # it ended while we looked

"""Start at login, and the entry in the applications menu with its icons, on a freedesktop.org desktop.

Desktop Entry Specification 1.5, Desktop Application Autostart Specification 0.5, Icon Theme Specification
0.13.
"""

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from intermezzo.adapters.autostart.faults import translate_errors
from intermezzo.adapters.system import atomic_file, resources

ENTRY = "intermezzo.desktop"
_OFF = b"[Desktop Entry]\nType=Application\nName=Intermezzo\nExec=intermezzo\nHidden=true\n"


def is_on() -> bool:
    """Return whether the session starts the program; the desktop's own tools can turn it off as well."""
    for path in (_user_entry(), *_system_entries()):
        if path.exists():
            return _starts(path)
    return False


def _starts(path: Path) -> bool:
    """Return whether a session starts what the entry names."""
    import configparser

    parser = configparser.RawConfigParser(delimiters=("=",), comment_prefixes=("#",), strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # its documented way to keep the case
    try:
        parser.read_string(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, configparser.Error):
        return False
    if not parser.has_section("Desktop Entry"):
        return False
    entry = parser["Desktop Entry"]
    hidden = entry.get("Hidden", "false") == "true"
    disabled = entry.get("X-GNOME-Autostart-enabled", "true") == "false"
    words = entry.get("Exec", "").split()
    program = entry.get("TryExec", words[0] if words else "")
    return not hidden and not disabled and shutil.which(program) is not None


def turn_on(program: Sequence[str]) -> None:
    """Write the login entry, the menu entry and its icons. Raise Fault."""
    put_into_menu(program)
    with translate_errors():
        _write(_user_entry(), _entry(program, menu=False))


def turn_off() -> None:
    """Remove the login entry, the menu entry and its icons. Raise Fault.

    Where an administrator has entered the program for all users, an entry of the user's own takes it out.
    """
    data = _folder("XDG_DATA_HOME", ".local/share")
    with translate_errors():
        if any(map(_starts, _system_entries())):
            _write(_user_entry(), _OFF)
        else:
            _user_entry().unlink(missing_ok=True)
        (data / "applications" / ENTRY).unlink(missing_ok=True)
        for icon in _icons():
            (data / "icons" / icon.relative_to(resources.assets() / "icons")).unlink(missing_ok=True)


def put_into_menu(program: Sequence[str]) -> None:
    """Write the menu entry and its icons, unless a package of the system has brought them. Raise Fault."""
    system = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    if any(Path(folder, "applications", ENTRY).exists() for folder in system.split(":")):
        return
    data = _folder("XDG_DATA_HOME", ".local/share")
    with translate_errors():
        _write(data / "applications" / ENTRY, _entry(program, menu=True))
        for icon in _icons():
            _write(data / "icons" / icon.relative_to(resources.assets() / "icons"), icon.read_bytes())


def _entry(program: Sequence[str], *, menu: bool) -> bytes:
    """Return the entry that starts ``program``; only that of the menu has actions."""
    text = (resources.assets() / "linux" / ENTRY).read_text(encoding="utf-8")
    if not menu:
        text = re.sub(r"^Actions=.*\n", "", text.split("\n[Desktop Action")[0] + "\n", flags=re.MULTILINE)
    start = " ".join(map(_quoted, program))
    # The name of the program stands first in each Exec line; what follows are its own words.
    text = re.sub(r"^Exec=intermezzo", lambda _found: f"Exec={start}", text, flags=re.MULTILINE)
    return text.replace("\nTerminal=", f"\nTryExec={program[0]}\nTerminal=", 1).encode()


def _user_entry() -> Path:
    """Return the login entry of the user, which comes before those of the system."""
    return _folder("XDG_CONFIG_HOME", ".config") / "autostart" / ENTRY


def _system_entries() -> Iterator[Path]:
    """Return the login entries that there may be for all users, the preferred first."""
    for folder in (os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(":"):
        yield Path(folder, "autostart", ENTRY)


def _quoted(word: str) -> str:
    """Return a word of an Exec line; a backslash is escaped twice, as in every string of an entry."""
    word = word.replace("%", "%%")
    if re.fullmatch(r"[\w@%+=:,./-]+", word, re.ASCII):
        return word
    inner = re.sub(r'(["`$\\])', r"\\\1", word)
    return f'"{inner}"'.replace("\\", "\\\\")


def _icons() -> Iterator[Path]:
    return (resources.assets() / "icons" / "hicolor").rglob("*/apps/intermezzo*.*")


def _folder(variable: str, usual: str) -> Path:
    """Return a folder of the XDG Base Directory Specification; a relative one in the variable is ignored."""
    named = Path(os.environ.get(variable, ""))
    return named if named.is_absolute() else Path.home() / usual


def _write(path: Path, raw: bytes) -> None:
    """Write the file unless it is so already."""
    if not path.is_file() or path.read_bytes() != raw:
        atomic_file.write(path, raw)

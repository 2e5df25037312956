"""Run every command of the command line, each in a fork of this process; print how each ended as JSON.

A fork saves a hundred processes what all of them import and read. The arguments are the output (``file``,
``full``, ``gone``) and the homes. The commands are dealt out to the homes: whether a folder can be a home
is found before any command, in one place for all.
"""

import gc
import json
import os
import sys
from pathlib import Path

LONGEST = 120
"""Seconds; a command that takes longer hangs."""


def samples(room: Path) -> tuple[tuple[str, ...], ...]:
    """Return every command with words that it takes; files are read from and written to ``room``."""
    calendar, picture, page = room / "c.ics", room / "picture.png", room / "page.pdf"
    commands: tuple[tuple[str | Path, ...], ...] = (
        ("--help",), ("--version",), (), ("welcome",), ("tour", "--out", calendar), ("plan",),
        ("plan", "--date", "2026-11-18", "--json"), ("simulate", "--from", "2026-11-16", "--days", "1"),
        ("now",), ("now", "--text"), ("week",), ("week", "--json"),
        ("week", "--png", picture, "--force"), ("repertoire", "list"), ("repertoire", "list", "--json"),
        ("repertoire", "in", "cat_camel"), ("repertoire", "out", "cat_camel"), ("sessions", "list"),
        ("sessions", "show", "cat_camel"), ("sessions", "show", "nothing"),
        ("sessions", "check", room / "none.toml"), ("sessions", "new", "mine"),
        ("sessions", "sheet", "--out", picture, "--force", "cat_camel"),
        ("sessions", "schema", room / "schema"), ("take-away", "--pdf", page, "--phone"),
        ("prescription", "check", room / "none.toml"),
        ("prescription", "list"), ("prescription", "add", room / "none.toml"),
        ("prescription", "sheet", "--pdf", page), ("prescription", "report", "--pdf", page),
        ("calendar", "add", "file", calendar), ("calendar", "list"), ("calendar", "list", "--json"),
        ("calendar", "test", "c.ics"), ("calendar", "remove", "c.ics"), ("calendar", "add", "address"),
        ("autostart",), ("backup",), ("export",), ("export", "--format", "csv"), ("restore",),
        ("restore", "--yes"), ("forget", "--all"), ("forget", "--all", "--yes"), ("doctor",),
        ("doctor", "--json"), ("doctor", "--mend"), ("answer", "begin"), ("anyway",), ("pause",),
        ("resume",), ("today", "work"), ("meeting", "until", "14:30"), ("gentle", "on"),
        ("rhythm", "quiet"), ("felt", "smooth"), ("moved",), ("undo",), ("show", "today"), ("quit",),
        ("practice",), ("practice", "--json"), ("practice", "cat_camel", "--json"), ("check", "even"),
        ("go-on", "try", "cat_camel"), ("back", "cat_camel"), ("morning", "usual"), ("ease", "same"),
        ("standard", "add", "phone"), ("bad-time", "add", "15:00-16:00"),
        ("status",), ("status", "--json"), ("status", "--follow"), ("why",),
    )  # fmt: skip
    return tuple(tuple(map(str, words)) for words in commands)


def main() -> None:
    """Run them all."""
    output, homes = sys.argv[1], sys.argv[2:]
    room = Path(os.environ["HOME"]).parent
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", "END:VCALENDAR", "")
    (room / "c.ics").write_bytes("\r\n".join(lines).encode())
    _prepare()
    commands = samples(room)
    ended = [
        [(words, *_ended(words, output, home, room)) for words in commands[number :: len(homes)]]
        for number, home in enumerate(homes)
    ]
    print(json.dumps(ended))


def _prepare() -> None:
    """Import and read what many commands need; what is read is the same for every home."""
    import intermezzo.adapters.calendars.found
    import intermezzo.app.offscreen
    import intermezzo.cli
    import intermezzo.engine.bootstrap
    import intermezzo.engine.week
    from intermezzo.adapters import library
    from intermezzo.adapters.system import resources
    from intermezzo.app.runtime.qt_import import import_qt

    import_qt()
    intermezzo.cli.parser()
    library.load([resources.sessions()])
    gc.freeze()  # else each fork copies every page that holds an object


def _ended(words: tuple[str, ...], output: str, home: str, room: Path) -> tuple[int, str, str]:
    """Return the exit code of a command, its output and its errors."""
    out, errors = room / "out", room / "errors"
    out.write_bytes(b"")
    child = os.fork()
    if child == 0:
        _run(words, output, home, (out, errors))
    _pid, status = os.waitpid(child, 0)
    # Every byte is a character of this encoding: what the command's own could show is for the test to say.
    texts = (path.read_bytes().decode("latin-1") for path in (out, errors))
    return os.waitstatus_to_exitcode(status), *texts  # type: ignore[return-value] # two texts


def _run(words: tuple[str, ...], output: str, home: str, files: tuple[Path, Path]) -> None:
    """Run a command in this process, and end it."""
    import signal

    from intermezzo.cli import main as program

    signal.alarm(LONGEST)
    writing = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    if output == "full":
        os.dup2(os.open("/dev/full", os.O_WRONLY), 1)
    elif output == "gone":
        reader, writer = os.pipe()
        os.close(reader)
        os.dup2(writer, 1)
    else:
        os.dup2(os.open(files[0], writing), 1)
    os.dup2(os.open(files[1], writing), 2)
    code: object = 99
    try:
        code = program(["--home", home, *words])
    except SystemExit as ended:
        code = ended.code or 0
    finally:
        sys.stderr.flush()
        number = code if isinstance(code, int) else 98
        os._exit(number)  # private: a fork does not do at its end what its parent has registered


if __name__ == "__main__":
    main()

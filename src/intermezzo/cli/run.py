"""What runs the tray: no command at all, ``--demo``, ``welcome``; and ``tour``, which draws."""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from intermezzo.adapters.system import resources
from intermezzo.adapters.system.output_file import OutputFile
from intermezzo.adapters.system.paths import Paths
from intermezzo.cli.output import add_force, output_file
from intermezzo.core.faults import Fault
from intermezzo.presenters import _

DEMO_SPEED = 20.0
"""How much faster a session runs where a demonstration only leaves pictures."""


def arguments(top: argparse.ArgumentParser) -> None:
    """The arguments of the tray itself."""
    top.add_argument("--no-welcome", action="store_true", help=_("skip the welcome, for tests"))
    top.add_argument("--demo", action="store_true", help=_("try it with made-up meetings; nothing is kept"))
    top.add_argument(
        "--pictures", metavar="DIR", type=Path,
        help=_("with --demo: save pictures of an offer, a session and the week, then quit"),
    )  # fmt: skip
    top.add_argument(
        "--speed", metavar="N", type=_speed, default=None,
        help=_("run sessions this many times faster, for demonstrations and tests"),
    )  # fmt: skip
    top.add_argument(
        "--calendar", dest="calendars", action="append", nargs="+", default=[], metavar="FILE", type=Path,
        help=_("an .ics file or a folder of them; replaces the configured ones for this run"),
    )  # fmt: skip


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this family."""
    tour = commands.add_parser("tour", help=_("draw every window in light and dark at 100 and 200 %%"))
    tour.add_argument("--out", metavar="DIR", type=Path, required=True, help=_("where to save them"))
    add_force(tour)
    tour.set_defaults(run=_tour)
    welcome = commands.add_parser("welcome", help=_("open the welcome again"))
    welcome.set_defaults(run=_welcome)


def tray(args: argparse.Namespace, paths: Paths) -> int:
    """Run the tray app until it is quit."""
    _need_display()
    from intermezzo.app import Options, run

    if args.demo:
        return _demo(args, paths)
    calendars = tuple(path for several in args.calendars for path in several)
    for path in calendars:
        if not path.exists():
            raise Fault(_("{file}: no such file; check the path").format(file=path))
    return run(Options(paths, calendars=calendars, welcome=not args.no_welcome, speed=args.speed or 1.0))


def _welcome(_args: argparse.Namespace, paths: Paths) -> int:
    _need_display()
    from intermezzo.app import Options, run

    return run(Options(paths, words=("show", "welcome")))


def _demo(args: argparse.Namespace, paths: Paths) -> int:
    from intermezzo.app import Options, run
    from intermezzo.app.demo import PICTURES, lay_out

    if args.pictures:
        _make_folder(args.pictures)
        for name in PICTURES:
            OutputFile(args.pictures / f"{name}.png", paths.folders).check("png")
    home = Path(tempfile.mkdtemp(prefix="intermezzo-demo-"))
    try:
        lay_out(home)
        speed = args.speed or (DEMO_SPEED if args.pictures else 1.0)
        options = Options(Paths(home), welcome=False, demonstration=True, pictures=args.pictures, speed=speed)
        return run(options)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _tour(args: argparse.Namespace, paths: Paths) -> int:
    """Run the gallery of the source checkout; the pictures are for those who change a window."""
    import subprocess

    checkout = resources.checkout()
    if checkout is None:
        raise Fault(_("The pictures are drawn from the source code: run this command in a checkout of it."))
    _make_folder(args.out)
    for path in (args.out / "tour.png", *args.out.glob("*.png")):
        output_file(path, args, paths).check("png")
    command = [sys.executable, "-m", "tools.gallery", "--out", str(args.out.resolve())]
    return subprocess.run(command, cwd=checkout, check=False).returncode


def _make_folder(path: Path) -> None:
    """Make the folder for pictures. Raises Fault where there can be none."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        words = _("{path}: the folder can’t be created ({why}); choose another")
        raise Fault(words.format(path=path, why=error.strerror)) from error


def _need_display() -> None:
    """Qt ends the process without a word where there is no display: say it before."""
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        if resources.checkout() is None:
            raise Fault(_("There is no display here. plan and simulate need none."))
        raise Fault(_("There is no display here. ./run starts a virtual one; plan and simulate need none."))


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0.1 <= speed <= 1000:
        words = _("“{text}” is not a speed; use a number from 0.1 to 1000")
        raise argparse.ArgumentTypeError(words.format(text=text))
    return speed

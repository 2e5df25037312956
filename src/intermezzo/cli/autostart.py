"""``autostart``: whether Intermezzo starts at login."""

import argparse

from intermezzo.adapters.autostart import login_item
from intermezzo.adapters.system.paths import Paths
from intermezzo.adapters.system.program import program
from intermezzo.core.faults import message
from intermezzo.presenters import _
from intermezzo.presenters.messages import tell


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    autostart = commands.add_parser("autostart", help=_("start Intermezzo at login, or stop doing so"))
    autostart.add_argument("state", nargs="?", choices=("on", "off"), help=_("default: print which it is"))
    autostart.set_defaults(run=_autostart)


def _autostart(args: argparse.Namespace, paths: Paths) -> int:
    item = login_item()
    if args.state == "on":
        item.turn_on(program(paths))
    elif args.state == "off":
        item.turn_off()
    print(tell(message("autostart.on" if item.is_on() else "autostart.off")))
    return 0

"""What is said to the running app: answers, pauses, today, meeting, gentle, moved, undo, status, why."""

import argparse
from contextlib import suppress

from intermezzo.adapters import instance
from intermezzo.adapters.system.paths import Paths
from intermezzo.cli.output import complain, print_json
from intermezzo.core.faults import Fault, Malformed
from intermezzo.presenters import _


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this family."""
    plain = {
        "answer": _(
            "answer the offer: begin, snooze [MIN|meeting], done, short, quieter, skip, bad-time, "
            "no-more-today, still-in-it"
        ),
        "anyway": _("offer now what do not disturb, or a program that keeps the screen on, holds back"),
        "pause": _("pause offers: 30m, 1h, meeting, today"),
        "resume": _("end the pause"),
        "today": _("work on a day off, or take today off: work, off"),
        "meeting": _("you’re in a meeting: until 14:30"),
        "gentle": _("two gentle days: on, off"),
        "rhythm": _("how often: quiet, steady, frequent, own"),
        "felt": _("how the last session felt: smooth, shaky, stopped [WHY]"),
        "moved": _("you just moved on your own"),
        "undo": _("undo the last answer"),
        "show": _(
            "open a window: today, card, week, repertoire, settings, plan, welcome, report, "
            "composer [SESSION]"
        ),
        "quit": _("end the app"),
    }
    for name, text in plain.items():
        one = commands.add_parser(name, help=text)
        one.add_argument("words", nargs="*", metavar="WORD")
        one.set_defaults(run=_run, verb=name)
    status = commands.add_parser("status", help=_("show what the app is doing, and why"))
    status.add_argument("--json", action="store_true", help=_("print JSON only"))
    status.set_defaults(run=_status)
    why = commands.add_parser("why", help=_("explain why there is, or isn’t, an offer"))
    why.add_argument("--at", metavar="T", default="", help=_("ask about another time today: 14:30"))
    why.set_defaults(run=_why)


def _run(args: argparse.Namespace, paths: Paths) -> int:
    return recorded(say(paths, (args.verb, *args.words)))


def _status(args: argparse.Namespace, paths: Paths) -> int:
    reply = say(paths, ("status",))
    if args.json:
        print_json(reply.data)
    else:
        print(reply.line)
    return 0


def _why(args: argparse.Namespace, paths: Paths) -> int:
    print(say(paths, ("why", args.at) if args.at else ("why",)).line)
    return 0


def recorded(reply: instance.Reply) -> int:
    """Print the line of the reply; return 1 where what was done is not saved, as the line then says."""
    if isinstance(reply.data, dict) and reply.data.get("recorded") is False:
        complain(reply.line)
        return 1
    print(reply.line)
    return 0


def say(paths: Paths, words: tuple[str, ...], limit_seconds: float = 20.0) -> instance.Reply:
    """Send the words to the running app; raises Fault when there is none or when it says no.

    The limit is longer than the app waits for a locked database before it keeps a row elsewhere.
    """
    reply = instance.send(words, instance.socket_of(paths.database.parent), limit_seconds)
    if reply.ok:
        return reply
    data = reply.data if isinstance(reply.data, dict) else {}
    if data.get("ours"):
        raise RuntimeError(reply.line)
    raise Malformed(reply.line) if data.get("malformed") else Fault(reply.line)


def tell_written(paths: Paths, words: tuple[str, ...] = ("reload",)) -> None:
    """Let a running app read again what this process has written: to the store, unless ``words`` say else."""
    with suppress(instance.NoAppError):
        instance.send(words, instance.socket_of(paths.database.parent), 2.0)

"""What is said to the running app: answers, pauses, today, meeting, gentle, moved, undo, status, why."""

import argparse
import sys
from collections.abc import Mapping
from contextlib import suppress

from intermezzo.adapters import instance
from intermezzo.adapters.system.paths import Paths
from intermezzo.cli.output import complain, descriptor, print_json
from intermezzo.cli.parsing import word_list
from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.practice.feedback import EFFORTS, WHYS
from intermezzo.core.practice.standards import DueContext
from intermezzo.core.settings import GROUPS
from intermezzo.presenters import _


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this family."""
    for name, (text, words) in spoken().items():
        if not words:
            one = commands.add_parser(name, help=text)
        else:
            epilog = f"{_('words:')}\n{word_list(words)}"
            one = commands.add_parser(name, help=text, epilog=epilog)
            # What follows the first word belongs to the command, options too.
            one.add_argument(
                "words", nargs=argparse.REMAINDER, metavar="WORD", help=_("one of the words below")
            )
        one.set_defaults(run=_run, verb=name, words=[])
    status = commands.add_parser("status", help=_("show what the app is doing, and why"))
    how = status.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help=_("print JSON only"))
    how.add_argument(
        "--follow",
        action="store_true",
        help=_("print a line of JSON now and for every event, until the app ends"),
    )
    status.set_defaults(run=_status)
    why = commands.add_parser("why", help=_("explain why there is, or isn’t, an offer"))
    why.add_argument("--at", metavar="T", default="", help=_("ask about another time today: 14:30"))
    why.set_defaults(run=_why)


def spoken() -> Mapping[str, tuple[str, Mapping[str, str]]]:
    """Return the commands that go to the app as they are: what each does, and what its words mean."""
    return {
        "answer": (
            _("answer the offer on the screen"),
            {
                "begin": _("begin the session on the card"),
                "snooze [TIME|meeting]": _("ask again after 10, 30m or 1h30, or after your next meeting"),
                "done": _("you have done it already"),
                "short": _("begin one of about 90 seconds instead"),
                "quieter": _("offer one that nobody will notice instead"),
                "skip": _("skip this one"),
                "not-today": _("leave out for today what you stopped the last time"),
                "bad-time": _("offer nothing at this time of day from now on"),
                "no-more-today": _("offer nothing more today"),
                "still-in-it": _("your call isn’t over yet"),
            },
        ),
        "anyway": (
            _("offer now what do not disturb, or a program that keeps the screen on, holds back"), {},
        ),
        "pause": (
            _("pause offers"),
            {
                "TIME": _("for 20, 30m, 1h or 1h30; default: 30m"),
                "meeting": _("until your meeting ends, or the next one"),
                "today": _("until tomorrow"),
            },
        ),
        "resume": (_("end the pause"), {}),
        "today": (
            _("work on a day off, or take today off"),
            {"work": _("work today"), "off": _("take today off")},
        ),
        "meeting": (
            _("you’re in a meeting that is in no calendar"),
            {"until TIME": _("until 14:30"), "for TIME": _("for 45, 45m or 1h30")},
        ),
        "gentle": (
            _("two gentle days"),
            {"on": _("the easiest movements for 48 hours, no catching up"), "off": _("back to your rhythm")},
        ),
        "rhythm": (
            _("how often a movement is offered"),
            {
                "quiet": _("2 interludes and 1 micro-session a day"),
                "steady": _("3 interludes and 2 micro-sessions a day"),
                "frequent": _("one for every 45 minutes of work, two of them micro-sessions"),
                "own": _("the numbers in Settings"),
            },
        ),
        "felt": (
            _("how the last session went"),
            {
                "smooth [--effort EFFORT]": _(
                    "under control all the way; with a load, EFFORT is one of: {efforts}"
                ).format(efforts=", ".join(EFFORTS)),
                "shaky [MOVEMENT]": _("shaky in places"),
                "stopped [MOVEMENT] [WHY]": _("you stopped; WHY is one of: {whys}").format(
                    whys=", ".join(WHYS)
                ),
                "undo": _("take back what you said"),
            },
        ),
        "check": (
            _("answer the opening check of a session"),
            {
                "even": _("both sides the same"),
                "different": _("one side different"),
                "caught": _("it caught; the rest gets easy"),
            },
        ),
        "go-on": (
            _("take the next step that is offered, or not"),
            {
                "try MOVEMENT": _("try it next time"),
                "stay MOVEMENT": _("stay here"),
                "undo MOVEMENT": _("take back what you said"),
            },
        ),
        "back": (
            _("take back the last change of a movement’s grade"),
            {"MOVEMENT": _("as “repertoire list” names it")},
        ),
        "morning": (
            _("the morning after yesterday’s load"),
            {
                "usual": _("as usual"),
                "little-more": _("a little more than usual"),
                "much-more": _("much more; it rests and comes back easier"),
                "undo": _("take back what you said"),
            },
        ),
        "ease": (
            _("how this week’s everyday movement goes"),
            {
                "easier": _("easier"),
                "same": _("the same"),
                "harder": _("harder"),
                "undo": _("take back what you said"),
            },
        ),
        "standard": (
            _("your own rules, at most three"),
            {
                "add [--when CONTEXT] WORDS": _(
                    "add a given one by its id, or your own words; CONTEXT is one of: {contexts}"
                ).format(contexts=", ".join(one.replace("_", "-") for one in DueContext)),
                "keep ID": _("you did it today"),
                "drop ID": _("drop it"),
            },
        ),
        "bad-time": (
            _("a time of day at which nothing is offered"),
            {"add 15:00-16:00": _("offer nothing then"), "drop 15:00-16:00": _("offer again then")},
        ),
        "moved": (_("you just moved on your own"), {}),
        "undo": (_("undo the last answer"), {}),
        "show": (
            _("open a window"),
            {
                "today": _("your day"),
                "card": _("the card of the offer, ready for the keyboard"),
                "week": _("your week"),
                "library [PAGE]": _("the library; PAGE is movements, sessions or prescription"),
                "library sessions ID": _("one session, to edit"),
                "guide": _("the user’s guide"),
                "settings [PAGE]": _("the settings; PAGE is one of: {pages}").format(pages=", ".join(GROUPS)),
                "welcome": _("the welcome"),
                "rules": _("your own rules"),
                "report": _("a report of the last error, to copy or save"),
            },
        ),
        "quit": (_("end the app"), {}),
    }  # fmt: skip


def _run(args: argparse.Namespace, paths: Paths) -> int:
    return recorded(say(paths, (args.verb, *args.words)))


def _status(args: argparse.Namespace, paths: Paths) -> int:
    if args.follow:
        for event in instance.follow(instance.socket_of(paths.database.parent), descriptor(sys.stdout)):
            print_json(event, indent=None)
        return 0
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
    line = " ".join(filter(None, (reply.line, data.get("way_out"))))
    raise Malformed(line) if data.get("malformed") else Fault(line)


def tell_written(paths: Paths, words: tuple[str, ...] = ("reload",)) -> None:
    """Let a running app read again what this process has written: to the store, unless ``words`` say else."""
    with suppress(instance.NoAppError):
        instance.send(words, instance.socket_of(paths.database.parent), 2.0)

"""``doctor``: part by part, what works here, what does not, and what to do."""

import argparse
import os
import platform
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from intermezzo import __version__
from intermezzo.adapters import instance, library, settings_file
from intermezzo.adapters.system import policy_file, resources
from intermezzo.adapters.system.identity import HOMEPAGE
from intermezzo.adapters.system.paths import Paths
from intermezzo.adapters.system.program import voice_command, why_not_asked
from intermezzo.adapters.system.time_zones import local_zone
from intermezzo.cli.output import print_json
from intermezzo.core.faults import Fault
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.presence import ProbeAnswer
from intermezzo.presenters import _, languages, ngettext
from intermezzo.presenters.messages import tell
from intermezzo.presenters.policy import policy_line
from intermezzo.presenters.program import typed

OK, UNKNOWN, WRONG = "ok", "unknown", "wrong"
_ROWS_NAMED = 3
_MEND_LIMIT = 130.0
"""Seconds for the running app to read and write the whole history."""
_DBUS = "org.freedesktop.DBus"


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: ``state`` is ok, unknown or wrong; ``do`` says what to do where something can be done."""

    part: str
    state: str
    line: str
    do: str = ""
    rows: tuple[str, ...] = ()
    """For programs: every row of the database that cannot be read, as table, number and reason."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    one = commands.add_parser(
        "doctor", help=_("check what works on this computer, and what to do about the rest")
    )
    one.add_argument("--mend", action="store_true", help=_("first mend the database, if it is damaged"))
    one.add_argument("--json", action="store_true", help=_("print JSON only"))
    one.set_defaults(run=run)


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Look at every part. 1 when one of them is wrong."""
    mended = [mend(paths)] if args.mend else []
    findings = [*mended, *(finding for look in _LOOKS for finding in look(paths))]
    if args.json:
        print_json([asdict(one) for one in findings])
    else:
        signs = {OK: "✓", UNKNOWN: "?", WRONG: "✗"}
        for one in findings:
            print(f"{signs[one.state]} {one.part:<14} {one.line}")
            if one.do:
                print(f"  {'':<14} → {one.do}")
    return 1 if any(one.state == WRONG for one in findings) else 0


def _versions(_paths: Paths) -> list[Finding]:
    from importlib.metadata import version

    qt = version("PySide6-Essentials")
    line = f"Intermezzo {__version__}, Python {platform.python_version()}, Qt {qt}, {platform.platform()}"
    return [Finding(_("versions"), OK, line)]


def _settings(paths: Paths) -> list[Finding]:
    _settings, wrong = settings_file.read(paths.settings, policy_file.read(paths.policy)[0])
    faulty = [Finding(_("settings"), WRONG, tell(one)) for one in wrong.values()]
    return faulty or [Finding(_("settings"), OK, str(paths.settings))]


def _policy(paths: Paths) -> list[Finding]:
    policy, unused = policy_file.read(paths.policy)
    part, line = _("policy"), policy_line(policy)
    wrong = [Finding(part, WRONG, tell(one)) for one in unused]
    return wrong + ([Finding(part, OK, f"{paths.policy}: {line}")] if line else [])


def _zone(_paths: Paths) -> list[Finding]:
    found = local_zone()
    if found.fault is not None:
        return [Finding(_("time zone"), UNKNOWN, tell(found.fault))]
    return [Finding(_("time zone"), OK, str(found.zone))]


def _sessions(paths: Paths) -> list[Finding]:
    shelf = library.load([resources.sessions(), paths.sessions], languages())
    line = _("{movements} movements, {sessions} sessions").format(
        movements=len(shelf.movements), sessions=len(shelf.sessions)
    )
    faulty = [Finding(_("sessions"), WRONG, tell(fault.message)) for fault in shelf.faults]
    return faulty or [Finding(_("sessions"), OK, line)]


def _database(paths: Paths) -> list[Finding]:
    """Look without opening: a doctor changes nothing unless asked."""
    from intermezzo.adapters.store import checking

    path, part = paths.database, _("database")
    if not path.exists():
        return [Finding(part, OK, _("{path}: created when the app first starts").format(path=path))]
    try:
        found = checking.check(path)
    except Fault as fault:
        return [Finding(part, WRONG, tell(fault))]
    do = _("run: {intermezzo} doctor --mend").format(intermezzo=typed())
    if found.damage:
        line = f"{path}: {tell(found.damage[0])}{_more(len(found.damage) - 1)}"
        return [Finding(part, WRONG, line, do)]
    if found.unreadable:
        count = len(found.unreadable)
        text = ngettext("{n} entry can’t be read", "{n} entries can’t be read", count).format(n=count)
        where = "; ".join(tell(one.message()) for one in found.unreadable[:_ROWS_NAMED])
        rows = tuple(f"{one.table} {one.number} {one.flaw.name.lower()}" for one in found.unreadable)
        line = f"{path}: {text}: {where}{_more(count - _ROWS_NAMED)}"
        return [Finding(part, WRONG, line, do, rows)]
    return [Finding(part, OK, _("{path}: good").format(path=path))]


def _more(n: int) -> str:
    return _(" (and {n} more)").format(n=n) if n > 0 else ""


def mend(paths: Paths) -> Finding:
    """Mend the database, in the running app if there is one; say what was done. Raise Fault."""
    part = _("mending")
    if not paths.database.exists():
        return Finding(part, OK, _("{path}: created when the app first starts").format(path=paths.database))
    with suppress(instance.NoAppError):
        reply = instance.send(("mend",), instance.socket_of(paths.database.parent), _MEND_LIMIT)
        return Finding(part, OK if reply.ok else WRONG, reply.line)
    from intermezzo.adapters.store import mending

    try:
        return Finding(part, OK, tell(mending.mend(paths.database, paths.backups).message()))
    except Fault as fault:
        if fault.message.code != "store.unopenable":
            return Finding(part, WRONG, tell(fault))
    return Finding(part, OK, _begun_again(paths))


def _begun_again(paths: Paths) -> str:
    """Restore the newest good backup, or begin a new database; return what was done. Raise Fault."""
    from intermezzo.adapters.store import recovery

    copies = recovery.good_copies(paths.backups)
    if copies:
        kept = recovery.restore(paths.database, copies[0].path)
        done = _("No entry could be read. The backup of {day} was restored, with {n} entries.").format(
            day=copies[0].day.isoformat(), n=copies[0].rows
        )
    else:
        kept = recovery.start_fresh(paths.database)
        done = _("No entry could be read, and there is no good backup. A new database was created.")
    return f"{done} {_('The old file is kept as {name}.').format(name=kept.name)}" if kept else done


def _calendars(paths: Paths) -> list[Finding]:
    from intermezzo.adapters.calendars.reading import read

    settings, _wrong = settings_file.read(paths.settings)
    if not settings.calendars:
        line = _("none yet; your hours are enough, with Pause › In a meeting for the rest")
        return [Finding(_("calendars"), OK, line)]
    now = datetime.now(UTC)
    reading = read(settings.calendars, Interval(now - timedelta(days=1), now + timedelta(days=1)), "UTC")
    wrong = [Finding(_("calendars"), WRONG, tell(one)) for one in reading.faults]
    odd = [Finding(_("calendars"), UNKNOWN, tell(one)) for one in reading.warnings]
    line = _("{n} read").format(n=len(settings.calendars) - len(wrong))
    return [*wrong, *odd] or [Finding(_("calendars"), OK, line)]


def _newest_version(paths: Paths) -> list[Finding]:
    from intermezzo.adapters import newest_version
    from intermezzo.presenters.program import newest_line

    part, why_not = _("new versions"), why_not_asked()
    if why_not is not None:
        return [Finding(part, OK, tell(why_not))]
    settings, _wrong = settings_file.read(paths.settings, policy_file.read(paths.policy)[0])
    if not settings.updates:
        return [Finding(part, OK, _("not checked; turn it on in Settings"))]
    asked = newest_version.load(paths.newest_version)
    return [Finding(part, OK, newest_line(asked.newest if asked else "", __version__, HOMEPAGE))]


def _display(_paths: Paths) -> list[Finding]:
    if not sys.platform.startswith("linux"):
        return [Finding(_("display"), OK, platform.system())]
    if os.environ.get("DISPLAY"):
        return [Finding(_("display"), OK, f"X11 {os.environ['DISPLAY']}")]
    if os.environ.get("WAYLAND_DISPLAY"):
        line = _("Wayland only: offers come as notifications, because windows can’t be placed there")
        return [Finding(_("display"), UNKNOWN, line, _("with XWayland the card can appear by the tray"))]
    do = _("./run starts a virtual one") if resources.checkout() is not None else ""
    return [Finding(_("display"), WRONG, _("none"), do)]


def _presence(_paths: Paths) -> list[Finding]:
    from intermezzo.adapters.presence.probes import Probes
    from intermezzo.adapters.system.dbus import Bus

    session, system = Bus("session"), Bus("system")
    probes = Probes(session, system, os.environ)
    no_call = _("calls aren’t noticed this way; choose Pause › In a meeting before one")
    no_hold = _("an offer may appear at such a time; choose Pause before it")
    used, on = (_("not in use"), _("in use")), (_("off"), _("on"))
    found = [
        _answered(_("lock"), probes.locked(), (_("open"), _("locked")),
            _("an offer may appear while the screen is locked")),
        _answered(_("idle time"), probes.idle(), (), _("breaks away from the desk aren’t noticed")),
        _answered(_("microphone"), probes.streams().microphone(), used, no_call),
        _answered(_("camera"), probes.camera(), used, no_call),
        _answered(_("screen sharing"), probes.screen_shared(), on, no_hold),
        _answered(_("presentation"), probes.presenting(), on, no_hold),
        _answered(_("screen kept on"), probes.inhibited(), (_("no"), _("yes")), no_hold),
        _answered(_("full screen"), probes.full_screen(), (_("no"), _("yes")), ""),
        _answered(_("do not disturb"), probes.do_not_disturb(), on, no_hold),
    ]  # fmt: skip
    probes.close()
    session.close()
    system.close()
    return found


def _answered(
    part: str, answer: ProbeAnswer[bool] | ProbeAnswer[float], words: tuple[str, ...], do: str
) -> Finding:
    """What a probe found; ``words`` for no and yes, none for seconds."""
    if answer.value is None:
        return Finding(part, UNKNOWN, " ".join(map(tell, answer.why)), do)
    found = words[bool(answer.value)] if words else f"{answer.value:.1f} s"
    return Finding(part, OK, f"{answer.source}: {found}")


def _desktop(_paths: Paths) -> list[Finding]:
    """The tray host and the notification daemon, asked on the session bus."""
    if not sys.platform.startswith("linux"):
        return []
    from intermezzo.adapters.system.dbus import Bus

    asked = (
        (_("tray"), "org.kde.StatusNotifierWatcher", _("without a tray, the Today window does everything")),
        (_("notifications"), "org.freedesktop.Notifications", _("the card still appears")),
    )
    bus = Bus("session")
    findings = []
    for part, name, do in asked:
        try:
            (there,) = bus.ask(_DBUS, "/org/freedesktop/DBus", _DBUS, "NameHasOwner", "s", (name,))
        except Fault as fault:
            findings.append(Finding(part, UNKNOWN, tell(fault), do))
            continue
        nobody = Finding(part, UNKNOWN, _("{name}: not available").format(name=name), do)
        findings.append(Finding(part, OK, name) if there else nobody)
    bus.close()
    return findings


def _voice(_paths: Paths) -> list[Finding]:
    from intermezzo.ui.sound.outlet import EXTRA, extra_there

    if extra_there():
        return [Finding(_("voice"), OK, ", ".join(EXTRA))]
    command = voice_command()
    if not command:
        return [Finding(_("voice"), UNKNOWN, _("this package comes without voice and tones"))]
    line = _("not installed; voice and tones are an optional add-on")
    return [Finding(_("voice"), UNKNOWN, line, command)]


def _chime(_paths: Paths) -> list[Finding]:
    from intermezzo.adapters import chime

    if chime.available():
        return [Finding(_("chime"), OK, _("can be played"))]
    line = _("nothing can play it: paplay, pw-play and aplay are missing")
    return [Finding(_("chime"), UNKNOWN, line, chime.install_command())]


def _running(paths: Paths) -> list[Finding]:
    try:
        reply = instance.send(("status",), instance.socket_of(paths.database.parent), 2.0)
    except instance.NoAppError:
        return [Finding(_("the app"), OK, _("not running"))]
    except Fault as fault:
        return [Finding(_("the app"), WRONG, tell(fault), _("quit it and start it again"))]
    return [Finding(_("the app"), OK, reply.line)]


_LOOKS: tuple[Callable[[Paths], list[Finding]], ...] = (
    _versions, _newest_version, _settings, _policy, _zone, _sessions, _database, _calendars, _display,
    _desktop, _presence, _voice, _chime, _running,
)  # fmt: skip

"""``sessions``: what there is to choose from, one in full, a check of own files, a template for new ones."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from intermezzo.adapters import library
from intermezzo.adapters.system import atomic_file, resources
from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import facts, session_template
from intermezzo.cli.output import add_force, output_file
from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.practice.model import Area, Kind, Movement, Session
from intermezzo.presenters import _, languages, ngettext
from intermezzo.presenters.areas import area_list
from intermezzo.presenters.durations import length
from intermezzo.presenters.library.advice import folder_advice, movement_advice, session_advice
from intermezzo.presenters.library.movement import asks, direction, sources
from intermezzo.presenters.messages import tell
from intermezzo.presenters.player import dose
from intermezzo.presenters.program import typed
from intermezzo.presenters.safety import stop_rule


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this family."""
    sessions = commands.add_parser(
        "sessions", help=_("movements and sessions: list, show, check, draw, write")
    )
    verbs = sessions.add_subparsers(metavar="VERB", required=True)
    verbs.add_parser("list", help=_("list every session with its length")).set_defaults(run=_list)
    show = verbs.add_parser("show", help=_("show a session or movement in full"))
    show.add_argument("id", metavar="ID", help=_("as “sessions list” names it"))
    show.set_defaults(run=_show)
    check = verbs.add_parser("check", help=_("check files, or all files in folders; without any, your own"))
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=_("a TOML file, or a folder"))
    check.set_defaults(run=_check)
    new = verbs.add_parser("new", help=_("write a template for a session or a movement of your own"))
    new.add_argument("name", metavar="NAME", help=_("its id: lowercase letters, digits and _"))
    new.add_argument("--movement", action="store_true", help=_("a movement instead of a session"))
    new.set_defaults(run=_new)
    sheet = verbs.add_parser("sheet", help=_("draw every movement that has a figure, in three phases"))
    sheet.add_argument(
        "--out", required=True, type=Path, metavar="FILE", help=_("the picture to write (PNG)")
    )
    add_force(sheet)
    sheet.add_argument("--dark", action="store_true", help=_("in dark mode"))
    sheet.add_argument("ids", nargs="*", metavar="ID", help=_("only these movements"))
    sheet.set_defaults(run=_sheet)
    schema = verbs.add_parser("schema", help=_("write the JSON schemas for editors"))
    schema.add_argument("folder", type=Path, metavar="DIR", help=_("where to write them"))
    add_force(schema)
    schema.set_defaults(run=_schema)


def _list(_args: argparse.Namespace, paths: Paths) -> int:
    shelf = facts.own_library(paths)
    titles = {Kind.INTERLUDE: _("Interludes"), Kind.MICRO: _("Micro-sessions"), Kind.RITUAL: _("Rituals")}
    for kind, title in titles.items():
        some = sorted((one for one in shelf.sessions.values() if one.kind is kind), key=lambda one: one.id)
        if some:
            print(title)
            for one in some:
                areas = area_list([area for area in Area if area in one.areas])
                print(f"  {one.id:24} {length(one.seconds):>12}  {one.title} · {areas}")
    count = len(shelf.movements)
    print(ngettext("{count} movement", "{count} movements", count).format(count=count))
    for movement in sorted(shelf.movements.values(), key=lambda one: (one.level, one.id)):
        print(f"  {movement.id:24} {_('level {level}').format(level=movement.level):>12}  {movement.name}")
    return 0


def _show(args: argparse.Namespace, paths: Paths) -> int:
    shelf = facts.own_library(paths)
    if session := shelf.sessions.get(args.id):
        _show_session(session)
    elif movement := shelf.movements.get(args.id):
        _show_movement(movement)
    else:
        words = _("no session or movement “{id}”; see: {intermezzo} sessions list")
        raise Fault(words.format(id=args.id, intermezzo=typed()))
    return 0


def _show_session(session: Session) -> None:
    print(f"{session.title} · {length(session.seconds)}")
    if session.intent:
        print(session.intent)
    for number, step in enumerate(session.steps, 1):
        form = f" · {_('easier form')}" if step.easier else ""
        print(f"  {number}. {step.movement.name} · {dose(step)}{form}  ({step.movement.id})")
    print(stop_rule())


def _show_movement(movement: Movement) -> None:
    reviewed = movement.reviewed_by or _("not yet reviewed by a physiotherapist")
    print(movement.name)
    rows = (
        (_("Purpose"), movement.purpose),
        (_("Start"), movement.start),
        *((_("Cue"), cue) for cue in movement.cues),
        (_("You feel"), movement.feels),
        (_("Watch for"), movement.watch),
        (_("Easier"), movement.easier),
        (_("Harder"), movement.harder),
        (_("Stop if"), movement.stop),
        (_("Asks for"), asks(movement.asks)),
        (_("Suits"), direction(movement.direction)),
        (_("Needs"), ", ".join(movement.equipment)),
        (_("Sources"), sources(movement.sources)),
        (_("Reviewed"), reviewed),
    )
    for name, text in rows:
        if text:
            print(f"  {name:12} {text}")
    print(stop_rule())


def _check(args: argparse.Namespace, paths: Paths) -> int:
    chosen: list[Path] = args.paths
    if not chosen:
        print(_("Checking your own, in {folder}").format(folder=paths.sessions))
        chosen = [paths.sessions] if paths.sessions.exists() else []
    base = library.load([resources.sessions(), paths.sessions], languages())
    found = library.check(chosen, base)
    for fault in found.faults:
        print(tell(fault.message))
    if found.faults:
        return 1
    _print_advice(chosen, found)
    movements, sessions = len(found.movements), len(found.sessions)
    print(
        _("{movements} and {sessions}: no problems found").format(
            movements=ngettext("{n} movement", "{n} movements", movements).format(n=movements),
            sessions=ngettext("{n} session", "{n} sessions", sessions).format(n=sessions),
        )
    )
    return 0


def _print_advice(paths: Sequence[Path], found: library.Library) -> None:
    """Print what the rules of practice say about sound files; whoever wrote them may leave it at that."""
    told = [
        *((found.files[one.id], line) for one in found.movements.values() for line in movement_advice(one)),
        *((found.files[one.id], line) for one in found.sessions.values() for line in session_advice(one)),
    ]
    for folder in (path for path in paths if path.is_dir()):
        within = [one for one in found.sessions.values() if folder in found.files[one.id].parents]
        told += [(folder, line) for line in folder_advice(within)]
    for path, line in told:
        print(_("{path}: advice: {text}").format(path=path, text=line))


def _new(args: argparse.Namespace, paths: Paths) -> int:
    name: str = args.name
    if not name.isascii() or not name.replace("_", "a").isalnum() or name != name.lower() or len(name) > 60:
        raise Malformed(_("“{name}” is not an id; use lowercase letters, digits and _").format(name=name))
    schemas = resources.sessions() / "schema"
    if args.movement:
        path = paths.sessions / "movements" / f"{name}.toml"
        text = session_template.movement(name, (schemas / "movement.json").as_uri())
    else:
        path = paths.sessions / library.FOLDERS[Kind.INTERLUDE] / f"{name}.toml"
        text = session_template.session(name, (schemas / "session.json").as_uri())
    with library.not_written(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            atomic_file.create(path, text.encode())
        except FileExistsError as error:
            raise Fault(_("{path} already exists; choose another name").format(path=path)) from error
    print(path)
    return 0


def _schema(args: argparse.Namespace, paths: Paths) -> int:
    texts = {
        args.folder / f"{name}.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in library.schemas().items()
    }
    for path in texts:
        output_file(path, args, paths).check("schema")
    with library.not_written(args.folder):
        args.folder.mkdir(parents=True, exist_ok=True)
    for path, text in texts.items():
        output_file(path, args, paths).write(text.encode(), "schema")
        print(path)
    return 0


def _sheet(args: argparse.Namespace, paths: Paths) -> int:
    from intermezzo.app.offscreen import drawing
    from intermezzo.ui.figure.sheet import sheet
    from intermezzo.ui.kit.pictures import png

    out = output_file(args.out, args, paths)
    out.check("png")
    shelf = facts.own_library(paths)
    unknown = [name for name in args.ids if name not in shelf.movements]
    if unknown:
        raise Malformed(_("there is no movement “{id}”").format(id=unknown[0]))
    chosen = [
        one
        for name, one in sorted(shelf.movements.items())
        if one.figure is not None and (not args.ids or name in args.ids)
    ]
    if not chosen:
        raise Fault(_("none of these movements has a figure"))
    with drawing(dark=args.dark):
        out.write(png(sheet(chosen)), "png")
    print(args.out)
    return 0

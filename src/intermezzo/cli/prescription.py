"""``prescription``: what a physiotherapist prescribed, checked, listed, added, and printed."""

import argparse
from datetime import date
from pathlib import Path

from intermezzo.adapters import library
from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import facts
from intermezzo.cli.output import add_force, output_file
from intermezzo.cli.talk import tell_written
from intermezzo.core.faults import Fault
from intermezzo.core.practice.prescription import Prescription
from intermezzo.core.practice.prescription_tally import KINDS
from intermezzo.core.practice.selection import DEFAULT_LEVEL
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.durations import day_month
from intermezzo.presenters.library.prescription import (
    dose,
    own_movement,
    prescription_view,
    remark_lines,
    report_view,
    when,
)
from intermezzo.presenters.messages import tell
from intermezzo.presenters.program import typed


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this family."""
    top = commands.add_parser(
        "prescription", help=_("your physiotherapist’s exercises: check, list, add, print")
    )
    verbs = top.add_subparsers(metavar="VERB", required=True)
    check = verbs.add_parser("check", help=_("check prescription files"))
    check.add_argument("files", nargs="+", type=Path, metavar="FILE", help=_("a prescription as a TOML file"))
    check.set_defaults(run=_check)
    verbs.add_parser("list", help=_("every prescription with its exercises")).set_defaults(run=_list)
    add = verbs.add_parser("add", help=_("check a prescription file and add it"))
    add.add_argument("file", type=Path, metavar="FILE", help=_("a prescription as a TOML file"))
    add.set_defaults(run=_add)
    for name, help_, draw in (
        ("sheet", _("save a printable sheet with figures"), _sheet),
        ("report", _("save a one-page report: what was done and how it went"), _report),
    ):
        one = verbs.add_parser(name, help=help_)
        one.add_argument("prescription", nargs="?", metavar="ID", help=_("its id; default: the current one"))
        one.add_argument("--pdf", required=True, type=Path, metavar="FILE", help=_("the file to write (PDF)"))
        add_force(one)
        one.set_defaults(run=_save, draw=draw)


def _check(args: argparse.Namespace, paths: Paths) -> int:
    movements = facts.own_library(paths).movements
    faulty = False
    for path in args.files:
        read = library.check_prescription(path, movements, own_movement)
        if isinstance(read, Prescription):
            print(_("{path}: no problems found").format(path=path))
            facts.warn(remark_lines(read, DEFAULT_LEVEL))
        else:
            faulty = True
            print("\n".join(tell(fault.message) for fault in read))
    return 1 if faulty else 0


def _list(_args: argparse.Namespace, paths: Paths) -> int:
    prescriptions = _prescriptions(paths)
    if not prescriptions:
        words = _("No prescription yet. Add one with: {intermezzo} prescription add FILE")
        print(words.format(intermezzo=typed()))
    for prescription in prescriptions:
        until = "" if prescription.last is None else _(" to {date}").format(date=day_month(prescription.last))
        print(f"{prescription.id}  {prescription.title} · {day_month(prescription.first)}{until}")
        for one in prescription.exercises:
            print(f"  {one.id:28} {one.movement.name} · {dose(one)} · {when(one)}")
    return 0


def _add(args: argparse.Namespace, paths: Paths) -> int:
    prescription = library.add_prescription(
        args.file, paths.plans, facts.own_library(paths).movements, own_movement
    )
    tell_written(paths, ("prescription", "read"))
    count = len(prescription.exercises)
    text = ngettext("Added: {title}, {n} exercise.", "Added: {title}, {n} exercises.", count)
    print(text.format(title=prescription.title, n=count))
    facts.warn(remark_lines(prescription, DEFAULT_LEVEL))
    return 0


def _save(args: argparse.Namespace, paths: Paths) -> int:
    from intermezzo.app.offscreen import drawing

    out = output_file(args.pdf, args, paths)
    out.check("pdf")
    today = facts.today(facts.own_settings(paths))
    prescription = _chosen(args.prescription, paths, today)
    with drawing():
        out.write(args.draw(prescription, paths, today), "pdf")
    print(args.pdf)
    return 0


def _sheet(prescription: Prescription, _paths: Paths, today: date) -> bytes:
    from intermezzo.ui.library.prescription.paper import sheet_pdf

    return sheet_pdf(prescription_view(prescription, (), today, DEFAULT_LEVEL))


def _report(prescription: Prescription, paths: Paths, today: date) -> bytes:
    from intermezzo.ui.library.prescription.paper import report_pdf

    with facts.open_store(paths) as store:
        events = store.events(prescription.first, today, KINDS)
    return report_pdf(report_view(prescription, events, today))


def _prescriptions(paths: Paths) -> tuple[Prescription, ...]:
    return facts.prescriptions(paths, facts.own_library(paths))


def _chosen(name: str | None, paths: Paths, today: date) -> Prescription:
    prescriptions = _prescriptions(paths)
    if prescriptions and not name:
        return next((one for one in prescriptions if one.holds(today)), prescriptions[0])
    for one in prescriptions:
        if one.id == name:
            return one
    names = ", ".join(one.id for one in prescriptions)
    if names:
        raise Fault(_("no prescription “{name}”; available: {names}").format(name=name, names=names))
    words = _("no prescription yet; add one with: {intermezzo} prescription add FILE")
    raise Fault(words.format(intermezzo=typed()))

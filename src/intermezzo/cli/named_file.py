"""Files that a command writes where the user says: ``--force`` and what is never replaced."""

import argparse
from pathlib import Path

from intermezzo.adapters.system.output_file import OutputFile
from intermezzo.adapters.system.paths import Paths
from intermezzo.presenters import _


def add_force(parser: argparse.ArgumentParser) -> None:
    """Add the argument that allows a file of another program to be replaced."""
    parser.add_argument("--force", action="store_true", help=_("replace a file that isn’t from Intermezzo"))


def output_file(path: Path, args: argparse.Namespace, paths: Paths) -> OutputFile:
    """Return the file at ``path``, protected as ``args`` say."""
    return OutputFile(path, paths.folders, force=args.force)

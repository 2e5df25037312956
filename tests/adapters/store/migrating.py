"""A schema that is one step further than the real one, to migrate to."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from intermezzo.adapters.store import schema

_HEAD = schema.REVISIONS[-1]
AHEAD = f"{len(schema.REVISIONS) + 1:04}"
_MIGRATION = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade():
    op.add_column("fact", sa.Column("since", sa.String))
    with op.batch_alter_table("event") as batch:
        batch.drop_constraint("ck_event_seconds", type_="check")
        batch.add_column(sa.Column("mood", sa.String))
    op.execute("UPDATE event SET mood = 'calm'")
    {then}
"""


@contextmanager
def one_step_further(folder: Path) -> Iterator[Path]:
    """Expect that step, and yield the folder of the migrations, a copy if it is missing."""
    if not folder.exists():
        shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    revisions = (*schema.REVISIONS, AHEAD)
    with (
        patch.object(schema, "REVISIONS", revisions),
        patch.object(schema.refuse_newer, "__defaults__", (revisions,)),
        patch.object(schema, "is_head", lambda _statements: True),  # that step is in no metadata
    ):
        yield folder


def write_migration(folder: Path, *, then: str) -> None:
    """Write the step into the folder; ``then`` is its last line."""
    text = _MIGRATION.format(revision=AHEAD, before=_HEAD, then=then)
    (folder / "versions" / f"{AHEAD}_mood.py").write_text(text)

"""An index of the rows that hold however old they are, which every start reads."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_index(
        "ix_event_lasting", "event", ["kind", "day"],
        sqlite_where=sa.text("kind IN ('repertoire', 'grade', 'standard')"),
    )  # fmt: skip

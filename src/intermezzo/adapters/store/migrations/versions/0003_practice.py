"""The kinds of the practice that adapts: checks, grades, standards, ease, and the morning after."""

from alembic import op

revision = "0003"
down_revision = "0002"

KINDS = (
    "day", "offered", "held", "snoozed", "unanswered", "declined", "done_already", "begun", "step",
    "completed", "partial", "interrupted", "dropped", "away", "paused", "resumed", "feedback",
    "repertoire", "check", "grade", "standard", "ease", "morning", "retracted",
)  # fmt: skip


def upgrade() -> None:
    kinds = ", ".join(repr(kind) for kind in KINDS)
    with op.batch_alter_table("event") as batch:
        batch.drop_constraint("ck_event_kind", type_="check")
        batch.create_check_constraint("ck_event_kind", f"kind IN ({kinds})")

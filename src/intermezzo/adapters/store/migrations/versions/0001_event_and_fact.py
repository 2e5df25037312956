"""The first schema: the events, and the facts of the welcome.

The lists are frozen here: a migration tells what was, and never looks at the code of today.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KINDS = (
    "day", "offered", "held", "snoozed", "unanswered", "declined", "done_already", "begun", "step",
    "completed", "partial", "interrupted", "dropped", "away", "paused", "resumed", "feedback",
    "repertoire", "retracted",
)  # fmt: skip
REASONS = (
    "in_meeting", "meeting_until", "paused", "snoozed", "locked", "away", "just_back", "too_close",
    "quiet_time", "microphone", "camera", "screen_shared", "do_not_disturb", "typing", "clock_suspect",
    "screening", "next_slot", "offered", "in_session", "day_done", "day_off", "no_room", "before_work",
    "after_work", "no_more_today", "skipped", "gap_closed", "day_ended", "moved", "gentle",
    "finished_here", "finish_later", "closed_unexpectedly", "suspended", "undo", "asked",
)  # fmt: skip


def upgrade() -> None:
    kinds = ", ".join(repr(kind) for kind in KINDS)
    reasons = ", ".join(repr(reason) for reason in REASONS)
    op.create_table(
        "event",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("occurrence", sa.String(36)),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("offset", sa.Integer, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("session", sa.String),
        sa.Column("seconds", sa.Float),
        sa.Column("reason", sa.String(24)),
        sa.Column("device", sa.String, nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sa.CheckConstraint(f"kind IN ({kinds})", name="ck_event_kind"),
        sa.CheckConstraint(f"reason IN ({reasons})", name="ck_event_reason"),
        sa.CheckConstraint("seconds >= 0", name="ck_event_seconds"),
        sa.CheckConstraint("json_valid(detail)", name="ck_event_detail"),
    )
    op.create_index("ix_event_day_kind", "event", ["day", "kind"])
    op.create_index("ix_event_occurrence", "event", ["occurrence"])
    op.create_index("ix_event_retracted", "event", ["id"], sqlite_where=sa.text("kind = 'retracted'"))
    op.create_table(
        "fact",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("value", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_fact"),
    )

"""The reasons of what is known of this moment: calls, presentations, and what the user says of them."""

from alembic import op

revision = "0002"
down_revision = "0001"

REASONS = (
    "in_meeting", "meeting_until", "paused", "snoozed", "locked", "away", "just_back", "too_close",
    "quiet_time", "microphone", "camera", "call_running", "screen_shared", "presenting", "inhibited",
    "do_not_disturb", "typing", "clock_suspect", "screening", "next_slot", "offered", "in_session",
    "day_done", "day_off", "no_room", "before_work", "after_work", "no_more_today", "skipped", "gap_closed",
    "day_ended", "moved", "gentle", "finished_here", "finish_later", "closed_unexpectedly", "suspended",
    "undo", "asked", "call_over", "still_in_call", "anyway", "work_today", "bad_time",
)  # fmt: skip


def upgrade() -> None:
    reasons = ", ".join(repr(reason) for reason in REASONS)
    with op.batch_alter_table("event") as batch:
        batch.drop_constraint("ck_event_reason", type_="check")
        batch.create_check_constraint("ck_event_reason", f"reason IN ({reasons})")

"""What the rules of practice say about a session, a folder of sessions and a movement, in sentences."""

from collections.abc import Sequence

from intermezzo.core.practice.model import Movement, Session
from intermezzo.core.practice.session_rules import (
    FolderRule,
    MovementRule,
    SessionRule,
    Violation,
    folder_violations,
    movement_violations,
    violations,
)
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.durations import number, together


def session_advice(session: Session) -> tuple[str, ...]:
    """Return a sentence for each rule that the session breaks."""
    return tuple(_of_session(one, session) for one in violations(session))


def folder_advice(sessions: Sequence[Session]) -> tuple[str, ...]:
    """Return a sentence for each rule that the sessions of a folder break together."""
    words = {
        FolderRule.SAME_OPENING: _("{names} open with the same three steps. Vary them."),
        FolderRule.SEATED: _(
            "Most of these interludes stay on the chair. Let at least half of them leave it."
        ),
    }
    return tuple(
        words[one.rule].format(names=together([session.id for session in one.sessions]))
        for one in folder_violations(sessions)
    )


def movement_advice(movement: Movement) -> tuple[str, ...]:
    """Return a sentence for each rule that the words of a movement break."""
    words = {
        MovementRule.EASIER: _("The easier form changes several things: “{text}” Name one of them."),
        MovementRule.HARDER: _("The harder form changes several things: “{text}” Name one of them."),
    }
    texts = {MovementRule.EASIER: movement.easier, MovementRule.HARDER: movement.harder}
    return tuple(words[rule].format(text=texts[rule]) for rule in movement_violations(movement))


def _of_session(one: Violation, session: Session) -> str:
    names = list(dict.fromkeys(session.steps[n].movement.name for n in one.steps))
    words = {
        SessionRule.AREAS: _("It moves {few} of the six areas. Aim for three or more."),
        SessionRule.BREATH: _("Add a step about the breath."),
        SessionRule.STEPS: _("Three or four steps work best for an interlude."),
        SessionRule.FAULT_TWICE: ngettext(
            "{names} comes up more than once; once is enough.",
            "{names} have the same fault to watch for; one of them is enough.",
            len(names),
        ),
        SessionRule.CHECK: _("Start with a slow check of both sides, 20 to 30 seconds."),
        SessionRule.CHECK_ELSEWHERE: _(
            "{names}: do the check where the rest takes place, so that nobody gets up or down right after it."
        ),
        SessionRule.CHECK_OFF_THEME: _("{names} checks an area that nothing else here moves."),
        SessionRule.SETTLE: _("As the second step, settle: a breath, a relaxed jaw, a long look out."),
        SessionRule.STEADY: _("As the third step, steady the deep core, small and slow."),
        SessionRule.THEME: _("Add a main movement before the final breath."),
        SessionRule.ENDS_IN_BREATH: _("End with a breath."),
        SessionRule.REPS: _("{names}: eight clean repetitions are plenty."),
        SessionRule.MOVEMENT_TWICE: _("{names} comes up more than once."),
        SessionRule.POSITION_TWICE: _(
            "{names}: this goes back to an earlier position. Keep the steps of one position together."
        ),
        SessionRule.APART: ngettext(
            "{names} can’t be done where the other steps are. Make it a ritual of its own.",
            "{names} can’t be done where the other steps are. Make them a ritual of their own.",
            len(names),
        ),
        SessionRule.UP_FROM_BED: _(
            "{names}: stay lying down once you’re in bed, or add a movement that gets you out of it."
        ),
        SessionRule.STANDS_TOO_SOON: _("{names}: after lying in bed, sit for a minute before you stand."),
        SessionRule.DIRECTION: ngettext(
            "{names} doesn’t suit every back, so this session is never offered; you can start it yourself.",
            "{names} don’t suit every back, so this session is never offered; you can start it yourself.",
            len(names),
        ),
        SessionRule.LEVEL: ngettext(
            "{names} is demanding, so this session is never offered; you can start it yourself.",
            "{names} are demanding, so this session is never offered; you can start it yourself.",
            len(names),
        ),
    }[one.rule]
    return words.format(few=number(len(session.areas)), names=together(names))

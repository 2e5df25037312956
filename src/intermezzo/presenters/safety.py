"""What is said for safety: the general stop rule, and what to do after something worrying."""

from intermezzo.presenters import _


def stop_rule() -> str:
    """Return the general stop rule."""
    return _(
        "Stop if anything hurts sharply or in a new way, spreads, tingles, goes numb or weak, or if you feel "
        "dizzy or something is wrong in your chest. Discomfort should be no more than mild, never sharp or "
        "spreading, and back to your usual by next morning. You should still be able to talk. Where the "
        "breath pauses, let it rest; never strain to hold it. Easing off is always a good choice."
    )


def stop_rule_short() -> str:
    """Return the stop rule in one line, where the whole can be opened by a key."""
    return _("Stop: sharp or spreading pain, numbness, dizziness, chest pain.")


def after_a_stop() -> str:
    """Return what to do after something that was worrying."""
    return _(
        "Chest pain, sudden weakness, bladder or bowel trouble: call the emergency number now. "
        "Otherwise rest, and tell your doctor or physiotherapist."
    )

"""Texts of the first start: what the app is and is not, warning signs, and how it asks.

The signs are in our own words after the lists of the NHS (back pain, when to get help), the cauda equina card
of backes.org.uk and the IFOMPT framework of 2020. They are shown and never interpreted, and no answer to a
single one is stored.
"""

from dataclasses import dataclass

from intermezzo.presenters import _


@dataclass(frozen=True, slots=True)
class Signs:
    """A group of signs: its name, what to do, and the signs. ``key``: emergency, urgent, ask."""

    key: str
    name: str
    action: str
    signs: tuple[str, ...]


def signs() -> tuple[Signs, ...]:
    """Return the three groups, most urgent first."""
    return (
        Signs(
            "emergency",
            _("Get help at once"),
            _(
                "Call the emergency number of the country you are in, or go to the nearest emergency "
                "department. Do not wait for it to pass, and do not drive yourself."
            ),
            (
                _(
                    "Numbness or tingling around the genitals, the buttocks or the inner thighs, "
                    "or wiping that feels different"
                ),
                _(
                    "New trouble with passing urine: starting, stopping, or feeling it; leaking; "
                    "or losing control or feeling of the bowels"
                ),
                _("Back trouble with new numbness during sex, or a change in erections"),
                _("Weakness, numbness or pain in both legs, a foot that newly drops, or an unsteady walk"),
                _("Pain in the chest"),
                _("Back pain after a serious accident"),
            ),
        ),
        Signs(
            "urgent",
            _("See a doctor today or tomorrow"),
            _(
                "Call your doctor, or the advice line of the country you are in, today. If it becomes worse "
                "before you are seen, call the emergency number."
            ),
            (
                _("A fever, or feeling very unwell"),
                _("Losing weight without knowing why"),
                _("A lump on the back, or a back that has changed its shape"),
                _("Pain that does not ease at rest, or is worse at night"),
                _("Pain between the shoulder blades"),
                _("Cancer, now or in the past"),
                _("Thin bones, a long course of steroids, or a small fall at an older age"),
                _("A weakened immune system, or injected drugs"),
            ),
        ),
        Signs(
            "ask",
            _("Ask a doctor before you begin"),
            _(
                "Ask a doctor, a midwife or a physiotherapist which movements suit you. Bring the "
                "list of movements along; once they agree, answer again here."
            ),
            (
                _("Pregnancy, or a birth not long ago"),
                _("An operation not long ago"),
                _("A broken vertebra, now or earlier"),
                _("A condition of the heart or the lungs"),
                _("Trouble with balance, or dizzy spells"),
                _("You are under 18"),
            ),
        ),
    )


def what_it_is() -> str:
    """Return what the app is, in one sentence."""
    return _(
        "Intermezzo finds the gaps in your working day and guides you through a short, gentle "
        "movement: about two minutes, sometimes up to ten."
    )


def what_it_is_not() -> str:
    """Return what the app is for, what it is not, and the general stop rule."""
    return _(
        "Intermezzo is for moving with ease, and for breaking up long sitting. It is not medical advice, "
        "and it cannot tell you what is behind a discomfort. Its movements are not yet reviewed by a "
        "physiotherapist. Stop if anything hurts sharply, spreads or makes you dizzy; easing off is always "
        "a good choice."
    )


def what_answers_do() -> str:
    """Return what each answer does, and what is stored of it."""
    return _(
        "“None of these” continues to your hours. “One of these” and “Not sure” show what to do "
        "first; you can answer again at any time. Only three things are stored: that you saw this "
        "page, whether you can start, and the date."
    )


def answers() -> tuple[tuple[str, str], ...]:
    """Return (code, text) of the three answers."""
    return (("none", _("None of these")), ("one", _("One of these")), ("unsure", _("Not sure")))


def help_line(answer: str) -> str:
    """Return the line below the title of the help page."""
    if answer == "unsure":
        return _(
            "If you’re not sure, ask a professional who can examine you. Until you answer again, "
            "sessions stay off."
        )
    return _("Thank you for answering. Sessions stay off until you answer again. Here’s what to do.")


def card_parts() -> tuple[tuple[str, str], ...]:
    """Return (button, what it does) of the offer card, for the first start."""
    return (
        (_("Begin"), _("Starts right away. Press Esc to leave at any time; easing off counts in full.")),
        (_("Snooze"), _("Comes back in 5, 10 or 20 minutes, or after your next meeting.")),
        (_("Done already"), _("You’ve just moved on your own. It counts the same.")),
        (_("Something else"), _("One nobody will notice.")),
        (_("Skip this one"), _("Or no more today. No catching up.")),
    )


def manners() -> tuple[str, ...]:
    """Return short sentences about what the app never does."""
    return (
        _("Offers come in your gaps, never during a meeting, and never make a sound during a call."),
        _("The card never takes the focus: you can keep typing."),
        _("After three minutes it goes away on its own."),
        _("Gentle days (in the tray and in Today) bring easier movements for 48 hours."),
    )

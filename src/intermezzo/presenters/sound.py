"""Texts about voice and tones."""

from intermezzo.core.practice.cues import Phrases
from intermezzo.presenters import _


def phrases() -> Phrases:
    """Return the lines that are not part of a movement's texts."""
    return Phrases(side=_("Other side."), last=_("Last one."), close=_("Done."))


def missing_part() -> str:
    """Return the text shown if the extra is missing."""
    return _(
        "Voice and tones need one more part, of about 160 MB; everything else works without it. Get it in a "
        "terminal, and start Intermezzo again."
    )


def not_yet() -> str:
    """Return why voice and tones cannot be chosen yet."""
    return _("Needs one more part; below is how to get it.")


def how_to_get() -> tuple[tuple[str, str], ...]:
    """Return the commands that install the extra, each after the kind of installation it is for."""
    return (
        (_("Installed with pip"), 'pip install "intermezzo[voice]"'),
        (_("In a checkout"), "uv sync --extra voice"),
    )


def needs_more() -> str:
    """Return a short form of ``missing_part`` for the first start."""
    return _("They need one more part; Settings, Player says how to get it.")


def fault(code: str) -> str:
    """Return why nothing can be heard, for ``device``, ``voice`` or ``ended``. Raise KeyError for others."""
    return {
        "device": _("No sound device was found here, so the tones are silent."),
        "voice": _(
            "No voice was found here. On Debian and Ubuntu: apt-get install libspeechd2 "
            "speech-dispatcher speech-dispatcher-espeak-ng."
        ),
        "ended": _("Voice and tones stopped unexpectedly; the session goes on without them."),
    }[code]


def sound_asked() -> str:
    """Return the question of the first start."""
    return _("Each step said aloud and each breath sounded, if you like. Suggested for floor and bed.")


def silent_now() -> str:
    """Return why *Listen* is silent in a call or a meeting."""
    return _("Silent while you are in a call or a meeting.")

"""The words of voice and tones: what is said besides the movement's own words, and how to get them."""

from intermezzo.core.practice.cues import Phrases
from intermezzo.presenters.i18n import gettext as _


def phrases() -> Phrases:
    """The few lines that are not in a movement's own words."""
    return Phrases(side=_("Other side."), last=_("Last one."), close=_("Done."))


def missing_part() -> str:
    """What is missing where the extra is."""
    return _(
        "Voice and tones need one more part, of about 160 MB; everything else works without it. Get it in a "
        "terminal, and start Intermezzo again."
    )


def not_yet() -> str:
    """Why voice and tones cannot be chosen yet."""
    return _("Needs one more part; below is how to get it.")


def how_to_get() -> tuple[tuple[str, str], ...]:
    """The commands that bring the extra, each after the words that say where it is the right one."""
    return (
        (_("Installed with pip"), 'pip install "intermezzo[voice]"'),
        (_("In a checkout"), "uv sync --extra voice"),
    )


def needs_more() -> str:
    """The same in one line, where it is only asked whether voice and tones are wanted."""
    return _("They need one more part; Settings, Player says how to get it.")


def fault(code: str) -> str:
    """Why something cannot be heard, from ``device``, ``voice`` or ``ended``. Raises KeyError for another."""
    return {
        "device": _("No sound device was found here, so the tones are silent."),
        "voice": _(
            "No voice was found here. On Debian and Ubuntu: apt-get install libspeechd2 "
            "speech-dispatcher speech-dispatcher-espeak-ng."
        ),
        "ended": _("Voice and tones stopped unexpectedly; the session goes on without them."),
    }[code]


def sound_asked() -> str:
    """What is asked at the first start."""
    return _("Each step said aloud and each breath sounded, if you like. Suggested for floor and bed.")


def silent_now() -> str:
    """Why *Listen* makes no sound in a call or a meeting."""
    return _("Silent while you are in a call or a meeting.")

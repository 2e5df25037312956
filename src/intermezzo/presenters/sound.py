"""Texts about voice and tones."""

from intermezzo.core.practice.cues import Phrases
from intermezzo.presenters import _
from intermezzo.presenters.player import turn_words


def phrases() -> Phrases:
    """Return the lines that are not part of a movement's texts."""
    return Phrases(
        side=turn_words, last=_("Last one."), arrived=_("Press any key when you’re ready."), close=_("Done.")
    )


def heard(*, voice: bool, tones: bool, chime: bool) -> str:
    """Return the name of what can be heard in a session; empty if nothing can."""
    if voice:
        return _("Voice and tones") if tones else _("Voice")
    if tones:
        return _("Tones")
    return _("Chime") if chime else ""


def fault(code: str) -> str:
    """Return why nothing can be heard, for ``device``, ``voice`` or ``ended``. Raise KeyError for others."""
    return {
        "device": _("No sound device found, so tones are silent."),
        "voice": _(
            "No voice found. On Debian and Ubuntu: apt-get install libspeechd2 speech-dispatcher "
            "speech-dispatcher-espeak-ng."
        ),
        "ended": _("Voice and tones stopped unexpectedly. The session continues without them."),
    }[code]


def silent_now() -> str:
    """Return why *Listen* is silent in a call or a meeting."""
    return _("Silent during calls and meetings.")

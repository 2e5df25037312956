"""Microphone in use, as PulseAudio has it, or PipeWire in its place (pipewire-pulse)."""

import os
import select
from collections.abc import Sequence
from typing import Any

from intermezzo.core.faults import message
from intermezzo.core.scheduling.presence import ProbeAnswer

SOURCE = "PulseAudio"
LIMIT_SECONDS = 0.8
"""How long the server may be silent before it is given up, as with the message buses."""
_NOBODY = 0xFFFFFFFF
"""PA_INVALID_INDEX: of no client, of no sink."""


class Microphone:
    """Asks which programs record; connected for one question at a time, so that at rest nothing is open.

    The library is loaded by the first question. For one thread at a time.
    """

    def __init__(self) -> None:
        self._missing = False

    def probe(self) -> ProbeAnswer[bool]:
        """Ask whether another program listens to a microphone."""
        if not self._missing:
            try:
                import pulsectl
            except OSError:
                # Looking for a library starts three programs: once is enough.
                self._missing = True
            else:
                return _ask(pulsectl)
        return ProbeAnswer(None, SOURCE, (message("presence.no_libpulse"),))


def _ask(pulsectl: Any) -> ProbeAnswer[bool]:
    why = message("presence.no_sound_server")

    def wait(polled: Sequence[Any], seconds: float) -> int:
        """The library's own wait knows no limit; closing the connection is how to end it from in here."""
        nonlocal why
        limit = LIMIT_SECONDS if seconds < 0 else min(seconds, LIMIT_SECONDS)
        ready = _poll(polled, limit)
        if not ready and limit == LIMIT_SECONDS:
            why = message("presence.sound_server_silent", seconds=limit)
            pulse.close()
        return ready

    call_error = pulsectl.pulsectl.c.pa.CallError
    pulse = pulsectl.Pulse("intermezzo", connect=False)
    try:
        pulse.set_poll_func(wait)
        pulse.connect()
        streams = [one for one in pulse.source_output_list() if _listens(one)]
        if not streams:
            return ProbeAnswer(False, SOURCE)
        monitors = {one.index for one in pulse.source_list() if one.monitor_of_sink != _NOBODY}
        return ProbeAnswer(any(one.source not in monitors for one in streams), SOURCE)
    except (pulsectl.PulseError, call_error):
        return ProbeAnswer(None, SOURCE, (why,))
    finally:
        pulse.close()


def _listens(stream: Any) -> bool:
    """Whether it takes part: not corked, not for the needle of a meter, of a program, and not our own.

    What the server records for a module (a loopback, noise suppression) is of no program: the one that
    listens to what comes out of it is.
    """
    told = stream.proplist
    meter = stream.resample_method == "peaks" or told.get("resample.peaks") == "true"
    ours = told.get("application.process.id") == str(os.getpid())
    return not (stream.corked or meter or ours or stream.client == _NOBODY)


def _poll(polled: Sequence[Any], seconds: float) -> int:
    """Do for the library's pollfd structures what poll(2) does; returns how many are ready."""
    waiting = select.poll()
    for one in polled:
        one.revents = 0
        waiting.register(one.fd, one.events)
    found = dict(waiting.poll(max(0.0, seconds) * 1000))
    for one in polled:
        one.revents = found.get(one.fd, 0)
    return len(found)

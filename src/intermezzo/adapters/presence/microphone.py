"""Microphone in use, from PulseAudio or PipeWire (pipewire-pulse)."""

import os
import select
from collections.abc import Sequence
from functools import cache
from typing import Any

from intermezzo.core.faults import message
from intermezzo.core.scheduling.presence import ProbeAnswer

SOURCE = "PulseAudio"
LIMIT_SECONDS = 0.8
"""Time limit for one answer of the server."""
_NOBODY = 0xFFFFFFFF
"""PA_INVALID_INDEX: no client, or no sink."""


def probe() -> ProbeAnswer[bool]:
    """Ask whether another program records from a microphone.

    Each question connects and disconnects; the first one loads the library. Not thread-safe.
    """
    library = _library()
    return _ask(library) if library else ProbeAnswer(None, SOURCE, (message("presence.no_libpulse"),))


@cache
def _library() -> Any:
    """Return pulsectl, None without libpulse: searching for it starts three programs, so do it once only."""
    try:
        import pulsectl
    except OSError:
        return None
    return pulsectl


def _ask(pulsectl: Any) -> ProbeAnswer[bool]:
    why = message("presence.no_sound_server")

    def wait(polled: Sequence[Any], seconds: float) -> int:
        """Replace the library's wait, which has no time limit; closing the connection ends the question."""
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
        streams = [one for one in pulse.source_output_list() if _records(one)]
        if not streams:
            return ProbeAnswer(False, SOURCE)
        monitors = {one.index for one in pulse.source_list() if one.monitor_of_sink != _NOBODY}
        return ProbeAnswer(any(one.source not in monitors for one in streams), SOURCE)
    except (pulsectl.PulseError, call_error):
        return ProbeAnswer(None, SOURCE, (why,))
    finally:
        pulse.close()


def _records(stream: Any) -> bool:
    """Return whether a stream counts: not corked, not a level meter, of another program.

    Streams of the server's modules (a loopback, noise suppression) belong to no program and do not count; a
    program that records their output does.
    """
    told = stream.proplist
    meter = stream.resample_method == "peaks" or told.get("resample.peaks") == "true"
    ours = told.get("application.process.id") == str(os.getpid())
    return not (stream.corked or meter or ours or stream.client == _NOBODY)


def _poll(polled: Sequence[Any], seconds: float) -> int:
    """Do poll(2) on the library's pollfd structures; return how many are ready."""
    waiting = select.poll()
    for one in polled:
        one.revents = 0
        waiting.register(one.fd, one.events)
    found = dict(waiting.poll(max(0.0, seconds) * 1000))
    for one in polled:
        one.revents = found.get(one.fd, 0)
    return len(found)

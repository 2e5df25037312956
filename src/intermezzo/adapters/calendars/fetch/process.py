"""Start the child that fetches calendars, within a limit of time."""

import contextlib
import subprocess
from collections.abc import Sequence

from intermezzo.adapters.calendars import launcher
from intermezzo.adapters.calendars.fetch.protocol import PROMPT_SECONDS, SECONDS, Answer, Request
from intermezzo.core.faults import message

START_SECONDS = 10.0
"""For the child to start and to end, on a busy machine."""
_END_SECONDS = 5.0


def ask(requests: Sequence[Request], seconds: float = SECONDS) -> list[Answer]:
    """Return one answer for each request, in their order; they are asked at the same time.

    Blocks for at most ``seconds`` and the start of the child; if a request may unlock the keyring, also for
    as long as the user may take to type its password.
    """
    if not requests:
        return []
    import msgspec

    from intermezzo.adapters.calendars.fetch import framing

    patience = START_SECONDS + seconds
    if any(request.unlock for request in requests):
        patience += PROMPT_SECONDS
    output, ended = _run(msgspec.json.encode(framing.Batch(tuple(requests), seconds)), patience)
    answers = dict(framing.read_answers(output))
    missing = Answer(fault=message("fetch.stopped") if ended else message("fetch.slow"))
    return [answers.get(number, missing) for number in range(len(requests))]


def _run(request: bytes, patience: float) -> tuple[bytes, bool]:
    """Return what the child wrote, and whether it ended by itself."""
    process = subprocess.Popen(
        launcher.command("fetch"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a traceback may contain a secret
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    launcher.running.add(process)
    try:
        output, _ = process.communicate(request, patience)
    except subprocess.TimeoutExpired:
        process.kill()
        output = b""
        with contextlib.suppress(subprocess.TimeoutExpired):
            # A killed process only stays while it waits for a disk; subprocess reaps it at the next start.
            output, _ = process.communicate(timeout=_END_SECONDS)
        return output, False
    finally:
        launcher.running.discard(process)
    return output, True

"""The real app, without a screen, which somebody talks to: answers, sessions and how they felt."""

import importlib
import os
import select
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from intermezzo.adapters import instance, settings_file
from intermezzo.adapters.system.paths import Paths
from intermezzo.app import Options, run
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import EventKind
from intermezzo.core.settings import Settings
from tests.kills.homes import start

SESSION = "tall_and_long"
SPEED = 400.0
SAID = (
    (("moved",), EventKind.DONE_ALREADY),
    (("now", SESSION), EventKind.BEGUN),
    (("felt", "smooth"), EventKind.FEEDBACK),
)
"""What is said again and again, and the row that each leaves."""
_ENDS = {EventKind.COMPLETED, EventKind.PARTIAL, EventKind.INTERRUPTED}

for _name in ("intermezzo.app.application", "intermezzo.app.composition", "intermezzo.ui.player.window"):
    importlib.import_module(_name)  # once, before the processes are forked


class App:
    """One home, in which the app is killed again and again."""

    longest = 0.15
    most = 4

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.paths = Paths(folder)
        self._acknowledged: Counter[EventKind] = Counter()
        settings_file.write(self.paths.settings, Settings(timezone="UTC"))

    def lay_out(self) -> None:
        """The next start finds what the kill before has left."""

    def act(self, acknowledge: Callable[[], object]) -> None:
        app = os.getpid()
        if os.fork() == 0:
            self._talk(app, acknowledge)
            os._exit(0)  # private: a forked child must not run its parent's exit handlers
        run(Options(self.paths, welcome=False, speed=SPEED))

    def _talk(self, app: int, acknowledge: Callable[[], object]) -> None:
        """Say one thing after the other as soon as it can be done, as long as the app lives."""
        address = instance.socket_of(self.paths.database.parent)
        for words, _kind in cycle(SAID):
            while not self._recorded(address, words):
                if os.getppid() != app:
                    return
                select.select([], [], [], 0.005)
            acknowledge()

    def _recorded(self, address: str, words: tuple[str, ...]) -> bool:
        try:
            reply = instance.send(words, address, 60.0)
        except Fault:  # it does not listen yet, or no more
            return False
        return reply.ok and reply.data == {"recorded": True}

    def look(self, acknowledged: int) -> Iterator[str]:
        self._acknowledged.update(SAID[n % len(SAID)][1] for n in range(acknowledged))
        found = start(self.paths)
        yield from found.wrong
        kinds = Counter(one.kind for one in found.events)
        for kind, wanted in self._acknowledged.items():
            if kinds[kind] < wanted:
                yield f"{wanted - kinds[kind]} of {wanted} rows {kind.value} are lost"
        begun = {one.occurrence for one in found.events if one.kind is EventKind.BEGUN}
        ended = Counter(one.occurrence for one in found.events if one.kind in _ENDS)
        if len(begun - ended.keys()) > 1:
            yield f"{len(begun - ended.keys())} sessions are open"
        if ended.most_common(1) and ended.most_common(1)[0][1] > 1:
            yield "a session has ended twice"

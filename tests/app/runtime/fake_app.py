"""A process that tries to be the one instance, says so, and answers commands with their own words."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from intermezzo.app.runtime.command_server import CommandServer

app = QCoreApplication([])
server = CommandServer(sys.argv[1], sys.argv[2])


def answer(words: tuple[str, ...], reply: Callable[[bool, str, object], None]) -> None:
    reply(True, "heard", list(words))
    if words == ("quit",):
        server.close()
        app.quit()


server.received.connect(answer)
one = server.listen()
sys.stdout.write(f"{one}\n")
sys.stdout.flush()
if one:
    app.exec()

"""A real CalDAV server on loopback, with a password and https."""

import base64
import socket
import ssl
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from configparser import ConfigParser
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPSConnection
from pathlib import Path
from threading import Thread

import trustme

USER = "ann@example.org"
PASSWORD = "correct horse: 7"


@dataclass(frozen=True)
class Radicale:
    """A running server, with Ann's account."""

    port: int
    certificate: Path

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}"

    def send(self, method: str, path: str, body: str = "", user: str = USER) -> int:
        """Send a request as the user and return the status of the answer."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        connection = HTTPSConnection("localhost", self.port, context=context, timeout=30)
        login = base64.b64encode(f"{user}:{PASSWORD}".encode()).decode()
        connection.request(method, path, body.encode(), {"Authorization": f"Basic {login}"})
        status = connection.getresponse().status
        connection.close()
        return status

    def make(self, name: str, *, colour: str = "", kind: str = "VEVENT") -> str:
        """Make a calendar of the user and return its path."""
        path = f"/{USER}/{name}/"
        body = (
            '<c:mkcalendar xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" '
            'xmlns:a="http://apple.com/ns/ical/"><set><prop>'
            f"<displayname>{name.title()}</displayname><a:calendar-color>{colour}</a:calendar-color>"
            f'<c:supported-calendar-component-set><c:comp name="{kind}"/>'
            "</c:supported-calendar-component-set></prop></set></c:mkcalendar>"
        )
        assert self.send("MKCALENDAR", path, body) == 201
        return path

    def put(self, path: str, name: str, *events: str) -> None:
        """Write the parts of one event."""
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", *events, "END:VCALENDAR", ""]
        assert self.send("PUT", f"{path}{name}.ics", "\r\n".join(lines)) in {201, 204}


def event(uid: str, start: str, end: str, *more: str) -> str:
    """Return a VEVENT."""
    times = (f"DTSTART:{start}", f"DTEND:{end}", "DTSTAMP:20261101T000000Z")
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *times, *more, "END:VEVENT"])


@contextmanager
def radicale(folder: Path, authority: trustme.CA) -> Iterator[Radicale]:
    """Run a server with its files in ``folder``."""
    key, chain, users, root = (folder / name for name in ("key.pem", "chain.pem", "users", "ca.pem"))
    own = authority.issue_cert("localhost")
    own.private_key_pem.write_to_path(str(key))
    for part in own.cert_chain_pems:
        part.write_to_path(str(chain), append=True)
    authority.cert_pem.write_to_path(str(root))
    users.write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "server": {"hosts": f"127.0.0.1:{port}", "ssl": "True", "certificate": str(chain), "key": str(key)},
        "auth": {
            "type": "htpasswd",
            "htpasswd_filename": str(users),
            "htpasswd_encryption": "plain",
            "delay": "0",
        },
        "storage": {"filesystem_folder": str(folder / "collections")},
    }
    config = folder / "config"
    written = ConfigParser(interpolation=None)
    written.read_dict(settings)
    with config.open("w", encoding="utf-8") as file:
        written.write(file)
    command = [sys.executable, "-m", "radicale", "--config", str(config)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        told: list[str] = []
        for line in process.stderr:
            told.append(line)
            if "server ready" in line:
                break
        assert process.poll() is None, "".join(told)
        # What it tells later must be read too, or it waits for that. It is not kept: a soak has days of it.
        rest = Thread(target=deque, args=(process.stderr, 0))
        rest.start()
        try:
            yield Radicale(port, root)
        finally:
            process.kill()
            rest.join()

"""Real servers on loopback, with certificates of their own, whose answers a test decides."""

import socket
import ssl
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from select import select
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any

import trustme

from intermezzo.core.override import override

CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)

Reply = Callable[["Exchange"], None]


class Exchange(BaseHTTPRequestHandler):
    """One request to a server and its answer."""

    protocol_version = "HTTP/1.1"
    server: "_HttpServer"

    def answer(self, status: int = 200, body: bytes = b"", **headers: str) -> None:
        """Send a whole answer; ``Content_Type="…"`` is the header ``Content-Type``."""
        self.send_response_only(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _serve(self) -> None:
        self.close_connection = True
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.seen.append(Seen(self.command, self.path, dict(self.headers), self.body))
        self.server.reply(self)

    do_GET = do_PROPFIND = do_REPORT = do_CONNECT = _serve  # noqa: N815 - the names that http.server calls

    @override
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its own name
        """Print nothing."""


@dataclass(frozen=True)
class Seen:
    """A request as a server has seen it."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


class _QuietServer(ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    @override
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients of these servers often go before the end."""


class _HttpServer(_QuietServer, ThreadingHTTPServer):
    reply: Reply
    seen: list[Seen]


@dataclass
class Server:
    """A running server."""

    scheme: str
    port: int
    host: str = "localhost"
    seen: list[Seen] = field(default_factory=list)

    def url(self, path: str = "/c.ics", host: str = "") -> str:
        """Return an address on it."""
        return f"{self.scheme}://{host or self.host}:{self.port}{path}"


class Servers:
    """Starts servers; they run until it is closed."""

    def __init__(self, authority: trustme.CA) -> None:
        self._stack = ExitStack()
        self._authority = authority
        self._own = self.context(authority.issue_cert("localhost", "127.0.0.1", "::1"))

    def close(self) -> None:
        self._stack.close()

    def certificate(self, *names: str, **how: Any) -> ssl.SSLContext:
        """Return a certificate of the trusted authority."""
        return self.context(self._authority.issue_cert(*names, **how))

    @staticmethod
    def context(certificate: trustme.LeafCert) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        return context

    def http(
        self,
        reply: Reply,
        *,
        tls: bool = True,
        certificate: ssl.SSLContext | None = None,
        host: str = "127.0.0.1",
    ) -> Server:
        """Start a server that answers requests with ``reply``."""
        server = _HttpServer((host, 0), Exchange)
        server.reply = reply
        server.seen = []
        return self._run(server, (certificate or self._own) if tls else None, server.seen)

    def raw(self, talk: Callable[[socket.socket], None], *, tls: bool = False) -> Server:
        """Start a server that gets each connection as a socket."""

        class Handler(BaseRequestHandler):
            @override
            def handle(self) -> None:
                talk(self.request)

        return self._run(_QuietServer(("127.0.0.1", 0), Handler), self._own if tls else None, [])

    def _run(self, server: _QuietServer, context: ssl.SSLContext | None, seen: list[Seen]) -> Server:
        if context is not None:
            server.socket = context.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        stop, stopped = socket.socketpair()
        thread = Thread(target=_serve, args=(server, stopped), daemon=True)
        thread.start()
        self._stack.callback(server.server_close)
        self._stack.callback(thread.join)
        self._stack.callback(stop.close)
        return Server("http" if context is None else "https", server.server_address[1], seen=seen)


def _serve(server: _QuietServer, stopped: socket.socket) -> None:
    """Serve until the other end of ``stopped`` is closed.

    ``serve_forever`` looks for its end many times a second, which the servers of a whole run do at once.
    """
    with stopped:
        while stopped.fileno() not in select([server.fileno(), stopped.fileno()], [], [])[0]:
            server.handle_request()

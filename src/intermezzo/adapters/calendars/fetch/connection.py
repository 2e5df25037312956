"""One guarded HTTP connection: direct or through the system's proxy, with the system's certificates."""

import base64
import socket
import ssl
import urllib.request
from functools import cache
from http.client import HTTPConnection

from intermezzo.adapters.calendars.fetch import guard
from intermezzo.adapters.calendars.fetch.protocol import SECONDS, FetchStage
from intermezzo.adapters.calendars.fetch.url import Login, Url, parse
from intermezzo.core.faults import Fault
from intermezzo.core.override import override


class GuardedConnection(HTTPConnection):
    """Connects to the host of a URL if the guard allows it; every operation has a time limit."""

    def __init__(self, url: Url, allowed_host: str, stage: FetchStage) -> None:
        self._url = url
        self._allowed_host = allowed_host
        self._stage = stage
        self._proxy = _proxy_of(url)
        self.target = url.path
        """What a request line names."""
        self.headers: dict[str, str] = {}
        """To be sent with every request."""
        if self._proxy is None:
            super().__init__(url.host, url.port)
            return
        proxy, login = self._proxy
        super().__init__(proxy.host, proxy.port)
        permission = {"Proxy-Authorization": basic(login)} if login is not None else {}
        if url.encrypted:
            self.set_tunnel(url.host, url.port, permission)
        else:
            self.target, self.headers = url.whole, permission

    @override
    def connect(self) -> None:
        if self._proxy is None:
            self.sock = guard.connect(self._url, self._allowed_host, self._stage, SECONDS)
        else:
            guard.check_name(self._url, self._allowed_host)
            self._stage.code = "fetch.slow_connection"
            self.sock = socket.create_connection((self.host, self.port), SECONDS)
        self._stage.code = "fetch.slow_answer"
        if not self._url.encrypted:
            return
        if self._proxy is not None:
            try:
                self._tunnel()  # type: ignore[attr-defined]
            except OSError as error:
                raise error if error.errno else Fault("fetch.proxy_refused") from None
        self.sock = _certificates().wrap_socket(self.sock, server_hostname=self._url.host)


def basic(login: Login) -> str:
    """Return the value of a header for Basic authentication."""
    return "Basic " + base64.b64encode(f"{login.user}:{login.password}".encode()).decode("ascii")


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()


def _proxy_of(url: Url) -> tuple[Url, Login | None] | None:
    """Return the proxy for a URL as the environment or the system names it; None without one.

    Raise Fault if it is no HTTP proxy: to connect without it could reveal what it should hide.
    """
    proxies = urllib.request.getproxies()
    address = proxies.get(url.scheme) or proxies.get("all")
    if not address or urllib.request.proxy_bypass(url.netloc):
        return None
    try:
        proxy, login = parse(address if "://" in address else f"http://{address}")
    except Fault:
        raise Fault("fetch.proxy_kind") from None
    if proxy.encrypted:
        raise Fault("fetch.proxy_kind")
    return proxy, login

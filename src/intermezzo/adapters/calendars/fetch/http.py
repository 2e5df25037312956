"""An HTTP client that treats every server as hostile: hosts, redirects, sizes and times are limited.

The total time of a request is limited by the child that sends it, because it ends with its thread. What went
wrong is named with nothing of the address in it.
"""

import errno
import http.client
import socket
import ssl
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message as Headers
from email.utils import parsedate_to_datetime

from intermezzo import __version__
from intermezzo.adapters.calendars.fetch import guard
from intermezzo.adapters.calendars.fetch.authentication import Authentication
from intermezzo.adapters.calendars.fetch.connection import GuardedConnection
from intermezzo.adapters.calendars.fetch.protocol import DOCUMENT_BYTES, FetchStage
from intermezzo.adapters.calendars.fetch.url import Login, Url
from intermezzo.core.faults import Fault, Message, message

REDIRECTS = 5
_REDIRECT = frozenset({301, 302, 303, 307, 308})
_CHUNK = 64 * 1024
_LONGEST_WAIT = 24 * 3600.0
"""Of what a server may ask for, in seconds."""
_CERTIFICATE = {
    9: "fetch.certificate_date",
    10: "fetch.certificate_date",
    62: "fetch.certificate_name",
    64: "fetch.certificate_name",
}
"""By OpenSSL's X509_V_ERR codes."""
_NO_NETWORK = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})
_BY_STATUS = {
    403: message("fetch.forbidden"),
    404: message("fetch.not_found"),
    407: message("fetch.proxy_refused"),
    410: message("fetch.gone"),
    429: message("fetch.too_often"),
    511: message("fetch.captive"),
}


@dataclass(frozen=True, slots=True)
class Received:
    """A server's answer. ``body`` is decompressed, and empty unless the status is 200 or 207."""

    url: Url
    status: int
    headers: Headers = field(repr=False)
    body: bytes = field(default=b"", repr=False)


class Client:
    """Sends the requests for one calendar. Credentials are only sent to the origin they were given for."""

    def __init__(self, home: Url, login: Login | None, stage: FetchStage, *, local_network: bool) -> None:
        self._allowed_host = home.host if local_network else ""
        self._authentication = Authentication(home.origin, login) if login is not None else None
        self._stage = stage

    def trusts(self, url: Url) -> bool:
        """Return whether the server of ``url`` may have the credentials."""
        return self._authentication is not None and self._authentication.covers(url)

    def send(self, url: Url, method: str, headers: Mapping[str, str], body: bytes = b"") -> Received:
        """Send a request, follow its redirects and return the answer, whatever its status.

        Raise Fault if there is no answer, or none that may be read.
        """
        for redirects in range(REDIRECTS + 1):
            try:
                received = self._authenticated(url, method, headers, body)
            except Fault as fault:
                if redirects and fault.message.code in guard.REFUSALS:
                    raise Fault("fetch.forbidden_redirect") from None
                raise
            if received.status not in _REDIRECT:
                return received
            url = _redirected(received)
        raise Fault("fetch.too_many_redirects", limit=REDIRECTS)

    def _authenticated(self, url: Url, method: str, headers: Mapping[str, str], body: bytes) -> Received:
        """Send a request, and once more with credentials if the server asks for them."""
        authentication = self._authentication
        if authentication is None or not self.trusts(url):
            return self._exchange(url, method, headers, body)
        known = authentication.header(url, method)
        received = self._exchange(url, method, {**headers, **known}, body)
        if received.status == 401 and authentication.challenged(received.headers):
            received = self._exchange(url, method, {**headers, **authentication.header(url, method)}, body)
        return received

    def _exchange(self, url: Url, method: str, headers: Mapping[str, str], body: bytes) -> Received:
        connection = GuardedConnection(url, self._allowed_host, self._stage)
        sent = {
            "Host": url.netloc,
            "User-Agent": f"Intermezzo/{__version__}",
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **connection.headers,
            **headers,
        }
        try:
            connection.request(method, connection.target, body or None, sent)
            response = connection.getresponse()
            self._stage.code = "fetch.slow_body"
            content = _body(response) if response.status in {200, 207} else b""
            self._stage.retry_after = _retry_after(response) if response.status >= 400 else 0.0
            return Received(url, response.status, response.headers, content)
        except (OSError, http.client.HTTPException) as error:
            raise fault_of(error, self._stage) from None
        finally:
            connection.close()


def _redirected(received: Received) -> Url:
    """Return where a redirect leads. Raise Fault if it may not be followed."""
    location = received.headers.get("Location", "")
    try:
        url = received.url.join(location) if location else None
    except Fault:
        url = None
    if url is None:
        raise Fault("fetch.bad_redirect")
    if received.url.encrypted and not url.encrypted:
        raise Fault("fetch.unencrypted_redirect")
    return url


def _retry_after(response: http.client.HTTPResponse) -> float:
    """Return after how many seconds the server wants to be asked again; 0 if it says nothing."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return min(float(value[:9]), _LONGEST_WAIT)
    try:
        # A date counts from the server's own clock.
        wait = parsedate_to_datetime(value) - parsedate_to_datetime(response.headers.get("Date", ""))
    except (ValueError, TypeError):
        return 0.0
    return min(max(wait.total_seconds(), 0.0), _LONGEST_WAIT)


def _body(response: http.client.HTTPResponse) -> bytes:
    """Return the whole body, decompressed. Raise Fault if it is too large, damaged or incomplete."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        raise Fault("fetch.bad_encoding")
    inflate = zlib.decompressobj(wbits=31) if "gzip" in encoding else None
    left = response.length
    content = bytearray()
    while left is None or left > 0:
        # read1 returns what has arrived; a chunk of a false size cannot make it read without end.
        data = response.read1(_CHUNK)
        if not data:
            break
        if left is not None:
            left -= len(data)
        if inflate is not None:
            try:
                data = inflate.decompress(data, DOCUMENT_BYTES + 1 - len(content))
            except zlib.error:
                raise Fault("fetch.bad_encoding") from None
        content += data
        if len(content) > DOCUMENT_BYTES:
            raise Fault("fetch.too_large", limit=DOCUMENT_BYTES)
        if inflate is not None and inflate.eof:
            return bytes(content)
    if left or (inflate is not None and content):
        raise Fault("fetch.cut_short")
    return bytes(content)


def fault_of(error: OSError | http.client.HTTPException, stage: FetchStage) -> Fault:
    """Return the Fault for an error of the network, of TLS or of HTTP, with nothing of the address in it."""
    match error:
        case ssl.SSLCertVerificationError():
            return Fault(_CERTIFICATE.get(error.verify_code, "fetch.certificate_unknown"))
        case ssl.SSLError():
            return Fault("fetch.tls")
        case socket.gaierror():
            return Fault("fetch.no_network" if error.errno == socket.EAI_AGAIN else "fetch.no_host")
        case TimeoutError():
            return Fault(stage.code)
        case ConnectionRefusedError():
            return Fault("fetch.refused")
        case ConnectionError():
            return Fault("fetch.connection_lost")
        case http.client.IncompleteRead():
            return Fault("fetch.cut_short")
        case http.client.HTTPException():
            return Fault("fetch.not_http")
    return Fault("fetch.no_network" if error.errno in _NO_NETWORK else "fetch.unreachable")


def status_fault(status: int, *, with_password: bool = False) -> Message | None:
    """Return the fault that a status stands for; None for 200 and 207.

    ``with_password``: a user name and a password were given, so the address is not the secret.
    """
    if status in {200, 207}:
        return None
    if status == 401:
        return message("fetch.password" if with_password else "fetch.sign_in")
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    return message("fetch.server_error" if status >= 500 else "fetch.unexpected", status=status)

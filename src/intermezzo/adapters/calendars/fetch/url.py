"""Parse and check the addresses that people paste and that servers redirect to."""

import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urljoin, urlsplit

from intermezzo.core.faults import Fault

_SCHEMES = {"https": "https", "http": "http", "webcal": "https", "webcals": "https"}
_PORTS = {"https": 443, "http": 80}
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|[0-9a-f:.]+(%[a-z0-9]+)?")
_HAS_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?![0-9]+(/|$))")
"""``example.org:8443/`` has none: what follows is a port."""
_LONGEST = 8000
"""Characters of an address."""


@dataclass(frozen=True, slots=True)
class Login:
    """A user name and a password."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Url:
    """A checked https or http URL. ``path`` includes the query and is percent-encoded."""

    scheme: str
    host: str
    port: int
    path: str = field(default="/", repr=False)

    @property
    def origin(self) -> tuple[str, str, int]:
        """Return what credentials belong to."""
        return self.scheme, self.host, self.port

    @property
    def encrypted(self) -> bool:
        """Return whether the connection uses TLS."""
        return self.scheme == "https"

    @property
    def netloc(self) -> str:
        """Return host and port as in a URL."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def whole(self) -> str:
        """Return the URL as text."""
        return f"{self.scheme}://{self.netloc}{self.path}"

    def join(self, reference: str) -> "Url":
        """Return the URL that a server names relative to this one. Raise Fault if it is not a web address."""
        try:
            return parse(urljoin(self.whole, reference))[0]
        except ValueError:
            raise Fault("fetch.bad_address") from None


def parse(address: str) -> tuple[Url, Login | None]:
    """Return the URL in an address as people paste it, and the user and password in it.

    ``webcal`` means https, and so does a missing scheme. Raise Fault if it is not a web address; the fault
    has no part of the address in it.
    """
    text = address.strip().strip("<>\"'").strip()
    if not _HAS_SCHEME.match(text):
        text = f"https://{text.removeprefix('//')}"
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").rstrip(".")
        if ":" not in host:
            host = host.encode("idna").decode("ascii").lower()
        port = parts.port
    except (ValueError, UnicodeError):
        raise Fault("fetch.bad_address") from None
    scheme = _SCHEMES.get(parts.scheme)
    if scheme is None:
        raise Fault("fetch.bad_scheme")
    if not _HOST.fullmatch(host) or len(text) > _LONGEST:
        raise Fault("fetch.bad_address")
    path = quote(parts.path or "/", safe="/%!$&'()*+,;=:@~-._")
    if parts.query:
        path += "?" + quote(parts.query, safe="/%!$&'()*+,;=:@~-._?")
    login = None
    if parts.username is not None:
        login = Login(unquote(parts.username), unquote(parts.password or ""))
    return Url(scheme, host, _PORTS[scheme] if port is None else port, path), login

"""Answer a server's request for a user name and a password: Digest if it offers that, else Basic."""

import hashlib
from email.message import Message as Headers
from typing import Any
from urllib import request

from intermezzo.adapters.calendars.fetch.connection import basic
from intermezzo.adapters.calendars.fetch.url import Login, Url
from intermezzo.core.override import override

_ALGORITHMS = {"MD5": "md5", "SHA": "sha1", "SHA-256": "sha256"}
_ONE_ACCOUNT = ".icloud.com"
"""The domain of a provider that spreads one account over several servers."""


class Authentication:
    """The credentials for one origin, and what its server has asked for."""

    def __init__(self, origin: tuple[str, str, int], login: Login) -> None:
        self._origin = origin
        self._login = login
        # Where nobody can listen, Basic is sent unasked: some servers hide what a stranger may not see.
        self._scheme = "basic" if origin[0] == "https" else ""
        self._challenge: dict[str, str] = {}
        passwords = request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, f"{origin[0]}://{origin[1]}:{origin[2]}/", login.user, login.password)
        self._digest = _Digest(passwords)

    def covers(self, url: Url) -> bool:
        """Return whether the credentials are for the server of ``url``."""
        if url.origin == self._origin:
            return True
        both = url, Url(*self._origin)
        return all(one.encrypted and one.host.endswith(_ONE_ACCOUNT) for one in both)

    def challenged(self, headers: Headers) -> bool:
        """Note what the server asks for; return whether that was new, so that it is worth an answer."""
        before = self._scheme, self._challenge.get("nonce")
        for offer in headers.get_all("WWW-Authenticate", []):
            scheme, _, parameters = offer.strip().partition(" ")
            if scheme.lower() == "digest":
                parts = request.parse_http_list(parameters)
                given = [part for part in parts if part.partition("=")[2]]
                self._scheme, self._challenge = "digest", request.parse_keqv_list(given)
                break
            if scheme.lower() == "basic":
                self._scheme = "basic"
        return (self._scheme, self._challenge.get("nonce")) != before

    def header(self, url: Url, method: str) -> dict[str, str]:
        """Return the header for a request; empty if the server has not asked, or in an unknown way."""
        if self._scheme == "basic":
            return {"Authorization": basic(self._login)}
        if self._scheme != "digest":
            return {}
        about = request.Request(url.whole, method=method)  # noqa: S310 - it is not opened
        try:
            value = self._digest.get_authorization(about, self._challenge)
        except OSError:  # a quality of protection that the standard library lacks
            return {}
        # Headers are sent as Latin-1, so this sends UTF-8.
        return {"Authorization": f"Digest {value}".encode().decode("latin-1")} if value else {}


class _Digest(request.AbstractDigestAuthHandler):
    """Computes digests of any text, not of ASCII only, and knows SHA-256 in every version of Python."""

    @override
    def get_algorithm_impls(self, algorithm: str) -> Any:
        name = _ALGORITHMS.get(algorithm.upper())
        if name is None:
            return None, None

        def digest(text: str) -> str:
            return hashlib.new(name, text.encode()).hexdigest()

        return digest, lambda secret, data: digest(f"{secret}:{data}")

"""Connect only to hosts that are allowed: what is checked is the IP address that is then connected to.

A name is resolved once for each connection, so it cannot resolve to one address for the check and to
another for the connection (DNS rebinding). Decimal, octal and hexadecimal forms of an address are resolved
like names.
"""

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from intermezzo.adapters.calendars.fetch.protocol import FetchStage
from intermezzo.adapters.calendars.fetch.url import Url
from intermezzo.core.faults import Fault

ATTEMPT_SECONDS = 5.0
"""For one of several addresses of a host; the last one has all the time that is left."""

REFUSALS = frozenset({"fetch.private_host", "fetch.forbidden_host", "fetch.not_encrypted"})
"""The codes of ``refusal``."""

_Address = IPv4Address | IPv6Address
_LOCAL = tuple(
    ip_network(one)
    for one in (
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",  # carrier-grade NAT, also used by private overlay networks
        "::1/128",
        "fc00::/7",
    )
)
_PUBLIC_IPV6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_6TO4_RELAYS = IPv4Network("192.88.99.0/24")
_LOCAL_NAMES = (".localhost", ".local", ".internal", ".lan", ".home", ".home.arpa", ".corp", ".intranet")


def connect(url: Url, allowed_host: str, stage: FetchStage, seconds: float) -> socket.socket:
    """Return a connection to the host of ``url``; each of its operations has a time limit of ``seconds``.

    ``allowed_host`` is the one host that may be in a private network. Raise Fault if no address of the host
    is allowed, and OSError if it cannot be reached.
    """
    stage.code = "fetch.slow_name"
    found = socket.getaddrinfo(url.host, url.port, type=socket.SOCK_STREAM)
    refusals = [refusal(ip_address(where[0]), url, allowed_host) for *_, where in found]
    usable = [one for one, refused in zip(found, refusals, strict=True) if not refused]
    if not usable:
        raise Fault(refusals[0])
    stage.code = "fetch.slow_connection"
    for family, kind, protocol, _, where in usable[:-1]:
        try:
            return _open(family, kind, protocol, where, min(ATTEMPT_SECONDS, seconds), seconds)
        except OSError:
            continue
    family, kind, protocol, _, where = usable[-1]
    return _open(family, kind, protocol, where, seconds, seconds)


def check_name(url: Url, allowed_host: str) -> None:
    """Check a host by its name only, because a proxy resolves it. Raise Fault if it is not allowed."""
    address = _literal(url.host)
    if address is not None:
        refused = refusal(address, url, allowed_host)
    elif "." not in url.host or f".{url.host}".endswith(_LOCAL_NAMES):
        refused = "" if url.host == allowed_host else "fetch.private_host"
    else:
        refused = "" if url.encrypted else "fetch.not_encrypted"
    if refused:
        raise Fault(refused)


def refusal(address: _Address, url: Url, allowed_host: str) -> str:
    """Return the code of why the address may not be connected to for ``url``; empty if it may."""
    inner = _embedded(address)
    if any(inner in network for network in _LOCAL if network.version == inner.version):
        return "" if url.host == allowed_host else "fetch.private_host"
    if not _is_public(inner):
        return "fetch.forbidden_host"
    return "" if url.encrypted else "fetch.not_encrypted"


def _embedded(address: _Address) -> _Address:
    """Return the IPv4 address that an IPv6 address leads to, or the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _is_public(address: _Address) -> bool:
    if isinstance(address, IPv4Address):
        return (
            address.is_global
            and not address.is_multicast
            and not address.is_reserved
            and address not in _6TO4_RELAYS
        )
    return address in _PUBLIC_IPV6 and address.is_global


def _literal(host: str) -> _Address | None:
    """Return the IP address that a host is written as, also in the old forms such as 2130706433 or 0x7f.1."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def _open(
    family: int, kind: int, protocol: int, where: tuple[object, ...], connecting: float, using: float
) -> socket.socket:
    connection = socket.socket(family, kind, protocol)
    try:
        connection.settimeout(connecting)
        connection.connect(where)
        connection.settimeout(using)
    except BaseException:
        connection.close()
        raise
    return connection

"""Whether this computer has a network: after sleep it comes back seconds later than the program."""

from pathlib import Path

ROUTES = Path("/proc/net")
"""The folder of the routing tables on Linux."""
_IPV4_DEFAULT, _IPV6_DEFAULT = "00000000", f"{'0' * 32} 00"


def has_route(routes: Path = ROUTES) -> bool:
    """Return whether there is a way out of this computer; True on systems that do not say."""
    tables = routes / "route", routes / "ipv6_route"
    try:
        ipv4, ipv6 = (path.read_text(encoding="ascii") if path.exists() else "" for path in tables)
    except OSError:
        return True
    if not ipv4:
        return True
    fields = (line.split() for line in ipv4.splitlines()[1:])
    return any(one[1] == _IPV4_DEFAULT for one in fields if len(one) > 1) or any(
        line.startswith(_IPV6_DEFAULT) and not line.endswith(" lo") for line in ipv6.splitlines()
    )

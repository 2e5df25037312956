"""Whether there is a way out, by the routing tables of Linux as its kernel writes them."""

from pathlib import Path

import pytest

from intermezzo.adapters.system.network import has_route

HEAD = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
LOCAL = "eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n"
DEFAULT = "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
ZERO = "0" * 32
NO_WAY = f"{ZERO} 00 {ZERO} 00 {ZERO} ffffffff 00000001 00000000 00200200       lo\n"
LOCAL6 = f"fd{'0' * 30} 40 {ZERO} 00 {ZERO} 00000100 00000001 00000000 00000001     eth0\n"
DEFAULT6 = f"{ZERO} 00 {ZERO} 00 fd{'0' * 29}1 00000400 00000003 00000000 00000003     eth0\n"


@pytest.mark.parametrize(
    ("ipv4", "ipv6", "out"),
    [
        (HEAD, "", False),
        (HEAD + LOCAL, LOCAL6, False),
        (HEAD, NO_WAY, False),
        (HEAD + LOCAL + DEFAULT, NO_WAY, True),
        (HEAD, NO_WAY + LOCAL6 + DEFAULT6, True),
        (HEAD + DEFAULT, DEFAULT6, True),
    ],
)
def test_a_default_route_is_a_way_out(tmp_path: Path, ipv4: str, ipv6: str, out: bool) -> None:
    (tmp_path / "route").write_text(ipv4)
    (tmp_path / "ipv6_route").write_text(ipv6)
    assert has_route(tmp_path) is out


def test_without_ipv6_the_other_table_counts(tmp_path: Path) -> None:
    (tmp_path / "route").write_text(HEAD)
    assert not has_route(tmp_path)
    (tmp_path / "route").write_text(HEAD + DEFAULT)
    assert has_route(tmp_path)


def test_a_system_that_does_not_say_may_have_a_way_out(tmp_path: Path) -> None:
    assert has_route(tmp_path)

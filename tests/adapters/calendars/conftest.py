"""An authority that the child trusts, and servers with its certificates."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from tests.adapters.calendars.fetch.servers import Servers


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def trusted(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Let programs that start from here trust the authority, as if it were in the system's certificates."""
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(path))
        for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
            patch.delenv(name, raising=False)
            patch.delenv(name.upper(), raising=False)
        yield path


@pytest.fixture(scope="session")
def session_servers(authority: trustme.CA, trusted: Path) -> Iterator[Servers]:
    """Servers that several tests ask."""
    servers = Servers(authority)
    yield servers
    servers.close()


@pytest.fixture
def servers(authority: trustme.CA, trusted: Path) -> Iterator[Servers]:
    """Servers of one test."""
    servers = Servers(authority)
    yield servers
    servers.close()

"""Name what went wrong on the way to a server, as a Fault with nothing of the address in it."""

import errno
import socket
import ssl
from http.client import HTTPException, IncompleteRead

from intermezzo.adapters.calendars.fetch.stage import FetchStage
from intermezzo.core.faults import Fault

_CERTIFICATE = {
    9: "fetch.certificate_date",
    10: "fetch.certificate_date",
    62: "fetch.certificate_name",
    64: "fetch.certificate_name",
}
"""By OpenSSL's X509_V_ERR codes."""
_NO_NETWORK = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})


def fault_of(error: OSError | HTTPException, stage: FetchStage) -> Fault:
    """Return the Fault for an error of the network, of TLS or of HTTP."""
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
        case IncompleteRead():
            return Fault("fetch.cut_short")
        case HTTPException():
            return Fault("fetch.not_http")
    return Fault("fetch.no_network" if error.errno in _NO_NETWORK else "fetch.unreachable")

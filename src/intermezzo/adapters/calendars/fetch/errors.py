"""Name what went wrong on the way to a server, or there, with nothing of the address in it."""

import errno
import socket
import ssl
from http.client import HTTPException, IncompleteRead

from intermezzo.adapters.calendars.fetch.protocol import FetchStage
from intermezzo.core.faults import Fault, Message, message

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

"""What an HTTP status means for a calendar."""

from intermezzo.core.faults import Message, message

_FAULTS = {
    403: message("fetch.forbidden"),
    404: message("fetch.not_found"),
    407: message("fetch.proxy_refused"),
    410: message("fetch.gone"),
    429: message("fetch.too_often"),
    511: message("fetch.captive"),
}


def status_fault(status: int, *, with_password: bool = False) -> Message | None:
    """Return the fault that a status stands for; None for 200 and 207.

    ``with_password``: a user name and a password were given, so the address is not the secret.
    """
    if status in {200, 207}:
        return None
    if status == 401:
        return message("fetch.password" if with_password else "fetch.sign_in")
    if status in _FAULTS:
        return _FAULTS[status]
    return message("fetch.server_error" if status >= 500 else "fetch.unexpected", status=status)

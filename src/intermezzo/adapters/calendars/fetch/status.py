"""What an HTTP status means for a calendar."""

from intermezzo.core.faults import Message, message


def status_fault(status: int, *, with_password: bool = False) -> Message | None:
    """Return the fault that a status stands for; None for 200 and 207.

    ``with_password``: a user name and a password were given, so the address is not the secret.
    """
    if status in {200, 207}:
        return None
    if status >= 500 and status != 511:
        return message("fetch.server_error", status=status)
    match status:
        case 401:
            return message("fetch.password" if with_password else "fetch.sign_in")
        case 403:
            return message("fetch.forbidden")
        case 404:
            return message("fetch.not_found")
        case 407:
            return message("fetch.proxy_refused")
        case 410:
            return message("fetch.gone")
        case 429:
            return message("fetch.too_often")
        case 511:
            return message("fetch.captive")
    return message("fetch.unexpected", status=status)

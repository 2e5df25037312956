"""Sentences about fetching a calendar: what happened, and how to mend it. Never a part of an address."""

from collections.abc import Callable, Mapping

from intermezzo.presenters import _, ngettext


def sentences() -> Mapping[str, str | Callable[..., str]]:
    """Return the sentences by code, in the user's language."""
    return {
        # the address
        "fetch.bad_address": _("This isn’t a web address. Copy the calendar’s address again."),
        "fetch.bad_scheme": _("Only addresses that begin with https or webcal can be read. Copy that one."),
        "fetch.not_encrypted": _(
            "This address isn’t encrypted (http). Use the one that begins with https, or ask for it."
        ),
        "fetch.private_host": _(
            "This address is on a private network. If the server is yours, allow it for this calendar."
        ),
        "fetch.forbidden_host": _("This address leads to no server that can have a calendar. Copy it again."),
        # redirects
        "fetch.too_many_redirects": _(
            "The server redirected more than {limit} times. Copy the calendar’s address again."
        ),
        "fetch.bad_redirect": _(
            "The server redirects to something that isn’t a web address. Copy the calendar’s address again."
        ),
        "fetch.unencrypted_redirect": _(
            "The server redirects to an address that isn’t encrypted, so it wasn’t followed. "
            "Copy the calendar’s address again."
        ),
        "fetch.forbidden_redirect": _(
            "The server redirects into a private network, so it wasn’t followed. "
            "Copy the calendar’s address again, or use the address inside that network."
        ),
        # the network
        "fetch.no_network": _("There is no connection to the internet. Intermezzo will try again."),
        "fetch.no_host": _("There is no server of this name. Check the address for a typing error."),
        "fetch.refused": _("The server refuses connections. Check the address, or wait until it’s back."),
        "fetch.unreachable": _("The server can’t be reached. Check the network, or wait until it’s back."),
        "fetch.connection_lost": _("The server closed the connection early. Intermezzo will try again."),
        "fetch.proxy_kind": _("The proxy in this computer’s settings isn’t an HTTP proxy. Set one, or none."),
        "fetch.proxy_refused": _("The proxy refused the connection. Check the proxy in the system settings."),
        "fetch.captive": _("This network asks you to sign in first. Do that in a web browser."),
        # encryption
        "fetch.certificate_date": _(
            "The server’s certificate has expired. Check this computer’s date, or tell the server’s owner."
        ),
        "fetch.certificate_name": _(
            "The server’s certificate is for another name. Check the address, or sign in to this network."
        ),
        "fetch.certificate_unknown": _(
            "This computer doesn’t trust the server’s certificate. Sign in to this network if it asks; "
            "if the server is yours, add its certificate to the system’s."
        ),
        "fetch.tls": _("No encrypted connection could be made. Check the address and its port."),
        # time
        "fetch.slow": _("Fetching it took too long. Intermezzo will try again."),
        "fetch.slow_name": _("The server’s name wasn’t found in time. Check the internet connection."),
        "fetch.slow_connection": _(
            "The server didn’t take the connection in time. Intermezzo will try again."
        ),
        "fetch.slow_answer": _("The server didn’t answer in time. Intermezzo will try again."),
        "fetch.slow_body": _(
            "The server was too slow to send the whole calendar. Intermezzo will try again; "
            "a calendar with fewer years is faster."
        ),
        "fetch.slow_keyring": _("The keyring didn’t answer in time. Log out and in again if that goes on."),
        # the answer
        "fetch.sign_in": _(
            "The server asks for a password. Copy the calendar’s secret or public address, which needs none."
        ),
        "fetch.password": _(
            "The server refused the user name or password. Enter them again; many want an app password."
        ),
        "fetch.forbidden": _("The server denies access. Check how the calendar is shared, and add it again."),
        "fetch.not_found": _("There is no calendar at this address any more. Add it again."),
        "fetch.gone": _("This calendar was deleted on the server. Remove it here, or copy a new address."),
        "fetch.too_often": _("The server wants to be asked less often. Intermezzo will wait as it asks."),
        "fetch.server_error": _("The server has a fault of its own ({status}). Intermezzo will try again."),
        "fetch.unexpected": _("The server gave an unexpected answer ({status}). Copy the address again."),
        "fetch.not_http": _("What answers there isn’t a web server. Check the address and its port."),
        "fetch.bad_encoding": _("The server’s answer can’t be unpacked. Intermezzo will try again."),
        "fetch.cut_short": _("The server’s answer stopped halfway. Intermezzo will try again."),
        "fetch.too_large": lambda limit: _(
            "It is larger than {size} MB. Share a calendar with fewer years of events."
        ).format(size=limit // 2**20),
        # the content
        "fetch.web_page": _(
            "The server sent a web page, perhaps one to sign in. Copy the address that ends in .ics, "
            "or sign in to this network."
        ),
        "fetch.not_a_calendar": _("What the server sent isn’t a calendar. Copy the calendar’s iCal address."),
        "fetch.empty": _("The server sent an empty answer. Copy the calendar’s address again."),
        # a CalDAV account
        "fetch.not_caldav": _(
            "No CalDAV account was found there. Check the server’s name, or enter the URL it tells you."
        ),
        "fetch.no_calendars": _("This account has no calendar with events. Check the user name."),
        "fetch.other_server": _("The account is at {server}. If you trust it, enter it as the server."),
        "fetch.no_app_passwords": _(
            "Google and Microsoft take no password for calendars. Use the calendar’s secret address, "
            "or sign in to Online Accounts in the system settings."
        ),
        "fetch.bad_xml": _("The server’s answer can’t be read. Intermezzo will try again."),
        "fetch.too_many_events": _(
            "The server sends only a part of this calendar, because it has too many events. "
            "Move old ones to another calendar."
        ),
        "fetch.without_data": lambda count: ngettext(
            "The server left out {n} event. Open it in the calendar and save it again.",
            "The server left out {n} events. Open them in the calendar and save them again.",
            count,
        ).format(n=count),
        # the keyring
        "fetch.secret_missing": _("The keyring has no address or password for it. Enter it again."),
        "fetch.keyring_locked": _("Waiting for the keyring. Unlock it, or press Test for this calendar."),
        "fetch.keyring_failed": _("The keyring reported a fault ({error}). Log out and in again."),
        "fetch.no_keyring": _(
            "This computer has no keyring, so it is remembered only until Intermezzo quits."
        ),
        # the child
        "fetch.stopped": _("Fetching it stopped halfway. Intermezzo will try again."),
        "fetch.broken": _("Something went wrong in Intermezzo: {error} ({where}). Please report it."),
    }

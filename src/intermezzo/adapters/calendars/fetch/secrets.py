"""Keep addresses and passwords in the system's keyring, and nowhere else.

A locked keyring asks the user for its password as soon as it is read. That may only happen while the user
waits for it, so ``unlock`` is a step of its own and everything else looks whether the keyring is locked.
"""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING

from intermezzo.adapters.calendars.fetch.protocol import PROMPT_SECONDS
from intermezzo.core.faults import Fault

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "intermezzo"


def import_keyring() -> None:
    """Import what the functions here use."""
    import_module("keyring.errors")
    if sys.platform == "linux":
        import_module("keyring.backends.SecretService")


def read(identity: str) -> str:
    """Return the secret of a calendar. Raise Fault if there is none, or the keyring is locked."""
    with _faults():
        secret = _open_keyring().get_password(SERVICE, identity) if is_available() else None
    if secret is None:
        raise Fault("fetch.secret_missing")
    return secret


def keep(identity: str, secret: str) -> None:
    """Store the secret of a calendar, in place of an older one. Raise Fault if the keyring is locked."""
    with _faults():
        _open_keyring().set_password(SERVICE, identity, secret)


def drop(identity: str) -> None:
    """Delete the secret of a calendar, if there is one. Raise Fault if the keyring is locked."""
    from keyring.errors import PasswordDeleteError

    with _faults(), suppress(PasswordDeleteError):
        _open_keyring().delete_password(SERVICE, identity)


def is_available() -> bool:
    """Return whether this computer has a keyring."""
    if sys.platform != "linux":
        return True
    import secretstorage

    try:
        with closing(secretstorage.dbus_init()) as bus:
            return secretstorage.check_service_availability(bus)
    except (OSError, secretstorage.SecretStorageException):
        return False  # there is no bus either


def unlock() -> None:
    """Let the keyring ask the user for its password, and wait for it. If it stays locked, ``read`` tells."""
    if sys.platform != "linux" or not is_available():
        return
    import secretstorage

    with (
        suppress(OSError, secretstorage.SecretStorageException),  # nobody has answered, or with no
        closing(secretstorage.dbus_init()) as bus,
    ):
        collection = secretstorage.get_default_collection(bus)
        if collection.is_locked():
            collection.unlock(timeout=PROMPT_SECONDS)


def _open_keyring() -> "KeyringBackend":
    """Return the keyring of this system. Raise Fault if it is locked."""
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring

        return WinVaultKeyring()
    if sys.platform == "darwin":
        from keyring.backends.macOS import Keyring as MacKeyring

        return MacKeyring()
    import secretstorage
    from keyring.backends.SecretService import Keyring

    with closing(secretstorage.dbus_init()) as bus:
        try:
            locked = secretstorage.Collection(bus).is_locked()
        except secretstorage.ItemNotFoundException:
            locked = True  # there is no collection yet; to make one, the keyring asks for a new password
    if locked:
        raise Fault("fetch.keyring_locked")
    return Keyring()  # type: ignore[no-untyped-call]


@contextmanager
def _faults() -> Iterator[None]:
    """Raise Fault for an error of the keyring. Its text may be anything, so only its type is told."""
    try:
        yield
    except Fault:
        raise
    except Exception as error:  # noqa: BLE001 - each backend raises errors of its own
        raise Fault("fetch.keyring_failed", error=type(error).__name__) from None

"""A server's password, or an encrypted data file's passphrase, in the operating system's own keyring and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import AppError
from desktop.store.engines import PROGRAM, address_of, server_url

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SAFE = 1.0
"""The priority from which `keyring` itself recommends a back-end; those that write plain files stand below it."""


def without_password(address: str) -> str:
    """The address as settings and people may see it."""
    return address_of(server_url(address)._replace(password=None))


def with_password(address: str) -> str:
    """The address with the password from the keyring, when it has none and the keyring knows one.

    Without either, PGPASSWORD and the user's .pgpass still work.
    """
    url = server_url(address)
    if url.password is not None or not url.username:
        return address_of(url)
    password = password_for(address)
    return address_of(url.set(password=password) if password else url)


def password_for(address: str) -> str | None:
    """The password the keyring holds for this login at this server; None when it holds none or there is no keyring."""
    return kept(_key(address))


def remember(address: str, password: str) -> None:
    """Put the password into the keyring. Raises AppError when this computer has none, or it won't take it."""
    keep(_key(address), password)


def forget(address: str) -> None:
    """Take the password out of the keyring; nothing happens when it holds none."""
    drop(_key(address))


def kept(name: str) -> str | None:
    """What the keyring holds under a name; None when it holds nothing or there is no keyring."""
    ring = _ring()
    if ring is None:
        return None
    from keyring.errors import KeyringError

    try:
        return ring.get_password(PROGRAM, name)
    except (KeyringError, OSError):
        return None


def keep(name: str, secret: str) -> None:
    """Put something into the keyring. Raises AppError when this computer has none, or it won't take it."""
    ring = _ring()
    if ring is None:
        raise AppError("password.no_keyring")
    from keyring.errors import KeyringError

    try:
        ring.set_password(PROGRAM, name, secret)
    except (KeyringError, OSError) as error:
        raise AppError("password.not_kept") from error


def drop(name: str) -> None:
    """Take something out of the keyring; nothing happens when it is not there."""
    ring = _ring()
    if ring is None:
        return
    from keyring.errors import KeyringError

    try:
        ring.delete_password(PROGRAM, name)
    except (KeyringError, OSError):
        return


def has_keyring() -> bool:
    """Whether this computer can keep a password."""
    return _ring() is not None


def _ring() -> KeyringBackend | None:
    """The best keyring of this computer that is one of the system's; None where there is none."""
    import keyring

    ring = keyring.get_keyring()
    rings = getattr(ring, "backends", None) or [ring]
    return max((each for each in rings if _priority(each) >= _SAFE), key=_priority, default=None)


def _priority(ring: KeyringBackend) -> float:
    try:
        return float(ring.priority)
    except (RuntimeError, TypeError, ValueError):  # how a back-end says that it does not work here
        return -1.0


def _key(address: str) -> str:
    """One password for each login at a server, whatever its databases are called."""
    url = server_url(address)
    host = url.host or url.query.get("host") or "localhost"
    return f"{url.username or ''}@{host if isinstance(host, str) else host[0]}:{url.port or 5432}"

"""A server shared by desks: setting it up, giving desks their logins, seeing how it stands.

Passwords come from the keyring where an address has none.
"""

from __future__ import annotations

from desktop.domain.errors import UnusableDatabase
from desktop.services import passwords
from desktop.store import server
from desktop.store.engines import address_of, is_server, place, server_url
from desktop.store.server import Connected, Login, Status

__all__ = ["Connected", "Login", "Status", "add_desk", "init", "log_in", "named", "place_of", "status"]


def init(address: str) -> bool:
    """Make a server's database ready, making it first if need be; True when it was made. Again: its rights are mended."""
    return server.init(passwords.with_password(address))


def add_desk(address: str, name: str, role: str = "desk") -> Login:
    """A login for a desk (or an organizer, or a viewer); its password is told this once."""
    return server.add_login(passwords.with_password(address), name, role)


def status(address: str) -> Status:
    """How the server stands."""
    return server.status(passwords.with_password(address))


def log_in(address: str, password: str) -> str:
    """Try this password, keep it in the keyring, say what the login may do. Raises AppError, and keeps nothing then."""
    url = server_url(address)
    role = server.test_login(address_of(url.set(password=password)))
    passwords.remember(address, password)
    return role


def named(location: str) -> str:
    """The server this is the address of. Raises UnusableDatabase for a file."""
    if not is_server(location):
        raise UnusableDatabase("server.none", file=location)
    return location


def place_of(address: str) -> str:
    """The server and the database, as people are told."""
    return place(server_url(address))

"""A server shared by desks: setting it up, giving desks their logins, seeing how it stands.

Passwords come from the keyring where an address has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.comparing import Compared
from desktop.domain.errors import UnusableDatabase
from desktop.domain.sources import refuse_password
from desktop.services import conferences, passwords
from desktop.services.attendance import comparing
from desktop.store import server
from desktop.store.engines import address_of, is_server, place, server_url
from desktop.store.server import Connected, Login, Status
from desktop.store.upgrade import open_database

__all__ = ["Connected", "Login", "Status", "add_desk", "check", "init", "log_in", "named", "place_of", "status"]


def init(address: str) -> bool:
    """Make a server's database ready, making it first if need be; True when it was made. Again: its rights are mended."""
    return server.init(passwords.with_password(address))


def add_desk(address: str, name: str, role: str = "desk", only: Sequence[str] = ()) -> Login:
    """A login for a desk (or an organizer, or a viewer); its password is told this once.

    `only` names conferences, by code or title: the login sees these and no others. Raises NotFound, Ambiguous.
    """
    address = passwords.with_password(address)
    if not only:
        return server.add_login(address, name, role)
    database = open_database(address)
    try:
        found = database.read(lambda tx: [conferences.find_conference(tx, each).id for each in only])
    finally:
        database.close()
    return server.add_login(address, name, role, found)


def check(address: str) -> Compared:
    """Whether the states on a server are what its marks come to, folded here. Raises UnusableDatabase."""
    database = open_database(passwords.with_password(address))
    try:
        return database.read(comparing.compare)
    finally:
        database.close()


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
    """The server this is the address of. Raises UnusableDatabase for a file, InvalidInput for an address with a password."""
    if not is_server(location):
        raise UnusableDatabase("server.none", file=location)
    refuse_password(location)
    return location


def place_of(address: str) -> str:
    """The server and the database, as people are told."""
    return place(server_url(address))

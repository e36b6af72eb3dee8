"""Where a database is: a data file, or a server's address with its parts. A password is kept apart from either."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from desktop.domain.errors import InvalidInput
from desktop.domain.lazy_dataclass import dataclass

PORT = 5432
OWN_SERVER = "may-ban-to-chuc.tap-huan.internal"
"""The invented name of a server that the program itself runs on the organizer's computer: its certificate bears it, and no
network knows it (`.internal`: ICANN, 2024). The address beside it says where that computer is."""
_SCHEME = re.compile(r"^postgres(?:ql)?(?:\+\w+)?://", re.IGNORECASE)


def is_server(location: object) -> bool:
    """Whether a data source is a server's address rather than a file."""
    return _SCHEME.match(str(location).strip()) is not None


@dataclass(frozen=True, slots=True)
class FoundServer:
    """What a server says of itself."""

    version: str
    role: str
    """What this login may do: organizer, desk or viewer; "" in a database without the program's tables."""
    conferences: int
    desks: int


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A PostgreSQL database and who asks for it."""

    host: str
    """A name, a number, or the folder of a socket on this computer."""
    database: str
    user: str = ""
    port: int = PORT
    options: tuple[tuple[str, str], ...] = ()
    """What else stood behind "?" (sslmode …)."""

    def url(self, password: str = "") -> str:
        """The address as a URL; without a password unless one is given."""
        who = quote(self.user, safe="")
        if password:
            who += f":{quote(password, safe='')}"
        options = list(self.options)
        where = ""
        if self.host.startswith("/"):
            options.insert(0, ("host", self.host))
        else:
            where = f"[{self.host}]" if ":" in self.host else self.host
        if self.port != PORT:
            if where:
                where += f":{self.port}"
            else:
                options.append(("port", str(self.port)))
        behind = f"?{urlencode(options, safe='/')}" if options else ""
        return f"postgresql://{who}{'@' if who else ''}{where}/{quote(self.database, safe='')}{behind}"

    @property
    def name(self) -> str:
        """Short words for a line: the server and its database."""
        if self.host == OWN_SERVER:
            return dict(self.options).get("hostaddr", self.host)
        host = "localhost" if self.host.startswith("/") or not self.host else self.host
        return f"{host}/{self.database}"


def is_own_server(location: object) -> bool:
    """Whether a data source is a server that the program runs on an organizer's computer, this one or another."""
    return is_server(location) and (urlsplit(str(location).strip()).hostname or "") == OWN_SERVER


def parse_server(text: str) -> tuple[ServerAddress, str]:
    """The parts of a pasted address, and the password that stood in it ("" when none did).

    Raises InvalidInput("record.bad_address").
    """
    stripped = text.strip()
    if not is_server(stripped):
        raise InvalidInput("record.bad_address", field="host", file=_shown(stripped))
    try:
        parts = urlsplit(stripped)
        port = parts.port
    except ValueError as error:
        raise InvalidInput("record.bad_address", field="host", file="postgresql") from error
    options = dict(parse_qsl(parts.query))
    password = unquote(parts.password or "") or options.pop("password", "")
    options.pop("password", None)
    host = options.pop("host", "") or unquote(parts.hostname or "")
    stated = options.pop("port", "")
    database = unquote(parts.path.strip("/")) or options.pop("dbname", "")
    misplaced = {"@", "/"} & set(parts.path.strip("/"))  # a piece of a password not written as an address wants it
    if not database or misplaced or (stated and not stated.isdecimal()):
        raise InvalidInput("record.bad_address", field="host", file="postgresql")
    user = unquote(parts.username or "") or options.pop("user", "")
    address = ServerAddress(host, database, user, port or int(stated or PORT), tuple(options.items()))
    return address, password


def without_password(location: object) -> str:
    """A data source as settings, lists and logs may hold it."""
    text = str(location)
    if not is_server(text):
        return text
    try:
        return parse_server(text)[0].url()
    except InvalidInput:
        return "postgresql://"


def refuse_password(location: object) -> None:
    """Refuse an address that holds a password, where others can read it. Raises InvalidInput with the way to do it right."""
    if not is_server(location):
        return
    try:
        address, password = parse_server(str(location))
    except InvalidInput:
        return  # whoever opens it says what is wrong with it
    if password:
        raise InvalidInput("server.password_in_address", address=address.url())


def with_password(location: object, password: str) -> str:
    """A server's address with a password put into it, for the connection alone."""
    address, _own = parse_server(str(location))
    return address.url(password)


def as_user(location: object, user: str) -> str:
    """The same database, asked for by another login; without a password."""
    address, _password = parse_server(str(location))
    return replace(address, user=user).url()


def source_name(location: object) -> str:
    """Short words for a data source: a file's name, a server's host and database."""
    if not is_server(location):
        return PurePath(str(location)).name
    try:
        return parse_server(str(location))[0].name
    except InvalidInput:
        return "postgresql"


def login_name(location: object) -> str:
    """A server's address in short words that tell two logins of one server apart."""
    try:
        address, _password = parse_server(str(location))
    except InvalidInput:
        return "postgresql"
    return f"{address.name} ({address.user})" if address.user else address.name


def _shown(text: str) -> str:
    return text.split("@")[-1]  # what may be a password stands before it

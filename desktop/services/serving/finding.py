"""Where a conference is when its note of that can't be read (`serving.where`): the server itself is asked.

Nothing is written into a data file meanwhile, and nothing is removed: whatever the server holds is whole, for it came in one
transaction.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from pathlib import Path

from desktop.domain.errors import AppError
from desktop.services import conferences
from desktop.services.serving import where
from desktop.services.serving.held import Held
from desktop.services.serving.where import Phase, Where
from desktop.store.own_server import LOOPBACK, PORT, OwnServer, free_port
from desktop.store.upgrade import open_database

_ADDRESSES = re.compile(r"^listen_addresses = '([^']*)'", re.MULTILINE)
_PORT = re.compile(r"^port = (\d+)", re.MULTILINE)


def put_right(path: Path) -> None:
    """Where the note can't be read, find out by the server whether it holds a conference of this data file; write that down.

    Where there is no server no conference can be at one: all are at home, and the note is put aside. Raises AppError: the
    server can't be asked, or holds what is of another data file; then all stays as it is.
    """
    if where.is_readable():
        return
    own = OwnServer()
    held = Held(own.home / "lock")
    try:
        _put_right(own, path)
    except OSError as error:
        raise AppError("serving.place_unreadable", file=str(own.home / "where.json")) from error
    finally:
        held.let_go()


def _put_right(own: OwnServer, path: Path) -> None:
    if not own.data.exists() and not (own.home / "keys.json").exists():
        where.set_aside()
        return
    host, port = _listened(own)
    own.stop()  # one that outlived its program may listen anywhere
    asked_at = free_port(LOOPBACK)
    own.start(LOOPBACK, asked_at)
    try:
        there = _held_by(own.owner_address(asked_at))
    finally:
        own.stop()
    if not there:
        where.set_aside()
        return
    file = open_database(path, new=False)
    try:
        mine = file.read(conferences.list_conferences)
    finally:
        file.close()
    shared = next((each for each in mine if each.id in there), None)
    if shared is None:
        raise AppError("serving.of_another_file", title=next(iter(there.values())), file=path.name)
    since = dt.datetime.now(dt.UTC)
    Where(shared.id, there[shared.id], path.absolute(), Phase.SERVED, host, port, since).save()


def _held_by(address: str) -> dict[object, str]:
    server = open_database(address)
    try:
        return {each.id: each.title for each in server.read(conferences.list_conferences)}
    finally:
        server.close()


def _listened(own: OwnServer) -> tuple[str, int]:
    """Where the desks found it last."""
    settings = ""
    with suppress(OSError):
        settings = (own.data / "postgresql.conf").read_text(encoding="utf-8", errors="replace")
    addresses, port = _ADDRESSES.search(settings), _PORT.search(settings)
    hosts = addresses[1].split(",") if addresses else []
    others = [each for each in hosts if each not in ("", LOOPBACK)]
    return next(iter(others), LOOPBACK), int(port[1]) if port else PORT

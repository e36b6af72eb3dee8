"""One chain for each desk: every line stands on the one before it, so none can change or go unseen.

A line's content is digested with a salt of its own, and only this digest is chained. So a person can be erased: content
and salt go, the chain still holds. Row images and what was undone lie outside: undo changes no line.
"""

from __future__ import annotations

import datetime as dt
import functools
import getpass
import hashlib
import json
import secrets
import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Insert,
    Integer,
    LargeBinary,
    String,
    Text,
    bindparam,
    cast,
    func,
    insert,
    literal,
    select,
    true,
)

from desktop.store import schema
from desktop.store.images import plain
from desktop.store.prepared import Prepared, placeholders, prefixed
from desktop.store.tables import AuditLine
from desktop.store.transaction import Transaction

_LINES = schema.table(AuditLine.__tablename__)
_GIVEN = ("at", "action", "token", "login", "conference_id", "details", "salt", "sealed")
"""The columns that a line brings; the others follow from the line before it."""

_TEXT = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_SIMPLE = frozenset({str, int})
"""Kinds that JSON hands back as they were."""


def sealed(
    salt: str,
    *,
    desk: str,
    at: dt.datetime,
    action: str,
    login: str,
    conference_id: uuid.UUID | None,
    token: uuid.UUID | None,
    details: Mapping[str, Any],
) -> str:
    """The digest of a line's content, hexadecimal; without the salt nobody can try out what it said."""
    told = {name: value for name, value in details.items() if name != "entry"}  # a number of this database alone
    content = [
        desk,
        at.astimezone(dt.UTC).isoformat(),
        action,
        login,
        None if conference_id is None else conference_id.hex,
        None if token is None else token.hex,
        told if _SIMPLE.issuperset(map(type, told.values())) else json.loads(json.dumps(told)),  # as it is read back
    ]
    return _sha256(_TEXT.encode([salt, content]))


def following(before: str, number: int, content: str) -> str:
    """The digest of a line: of the digest before it ("" for the first), its number and its sealed content."""
    return _sha256(f"{before}:{number}:{content}")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def new_line(
    tx: Transaction,
    action: str,
    details: Mapping[str, Any],
    *,
    at: dt.datetime,
    conference_id: uuid.UUID | None,
    token: uuid.UUID | None = None,
    desk: str | None = None,
) -> dict[str, Any]:
    """The parameters of `inserted`: a line that vouches for the entry `token` of the journal, or says `details` itself.

    `desk` is the entry's where that is another: it was copied here.
    """
    salt, login = secrets.token_hex(16), _login(tx)
    details = plain(dict(details))
    digest = sealed(
        salt,
        desk=tx.desk if desk is None else desk,
        at=at,
        action=action,
        login=login,
        conference_id=conference_id,
        token=token,
        details=details,
    )
    values = (at, action, token, login, conference_id, {} if token else details, salt, digest)
    return {**prefixed("audit", dict(zip(_GIVEN, values, strict=True))), "audit_chain": tx.desk}


def inserted(dialect: str, when: FromClause | None = None) -> Insert:
    """Put a line behind the last one of its chain, in one statement, so that a desk needs to read nothing else.

    With `when`, only if that has a row.

    Two programs of one desk on a server may both try; the second is refused by the key and begins again
    (`store.refusals.worth_retrying`).
    """
    desk = bindparam("audit_chain", type_=String())
    last = select(_LINES.c.number, _LINES.c.digest).where(_LINES.c.chain == desk)
    before = last.order_by(_LINES.c.number.desc()).limit(1).subquery("before")
    number = func.coalesce(before.c.number, 0) + 1
    given = placeholders(_LINES, "audit", without=("chain", "number", "digest"))
    text = func.coalesce(before.c.digest, "").concat(":").concat(cast(number, Text)).concat(":")
    digest = _digest(text.concat(bindparam("audit_sealed", type_=Text())), dialect)
    one = select(literal(1).label("one")).subquery("one") if when is None else when
    values = select(cast(desk, String), cast(number, Integer), *given.values(), digest)
    found = values.select_from(one.outerjoin(before, true()))
    return insert(_LINES).from_select(["chain", "number", *given, "digest"], found, include_defaults=False)


def _digest(text: ColumnElement[str], dialect: str) -> ColumnElement[str]:
    if dialect == "sqlite":
        return func.sha256_hex(text)
    return func.encode(func.sha256(func.convert_to(text, "UTF8", type_=LargeBinary())), "hex")


INSERT = Prepared(inserted)


def append(
    tx: Transaction,
    action: str,
    details: Mapping[str, Any],
    *,
    at: dt.datetime,
    conference_id: uuid.UUID | None,
    token: uuid.UUID | None = None,
    desk: str | None = None,
) -> None:
    """Write the next line of this desk's chain. Call it with the session flushed, last of all."""
    line = new_line(tx, action, details, at=at, conference_id=conference_id, token=token, desk=desk)
    INSERT.first(tx.connection(), line)


def _login(tx: Transaction) -> str:
    user = tx.get_bind().engine.url.username
    return user or _account()


@functools.cache
def _account() -> str:
    """Who is logged in on this computer; "" where it does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""

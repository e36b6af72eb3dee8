"""The office's emblem and the background of badges: kept in the record, for one conference or for all."""

from __future__ import annotations

import base64
import uuid
from pathlib import PurePath

from sqlalchemy import or_, select
from sqlalchemy.orm import undefer

from desktop.domain import pictures as domain
from desktop.domain.areas import Area
from desktop.domain.names import normalise
from desktop.domain.pictures import PictureKind
from desktop.services import journal, versions
from desktop.store.tables import Picture
from desktop.store.transaction import Transaction

_OFFICE = uuid.UUID("70696374-7572-4000-8000-000000000000")
_LONGEST = 255


def kept(tx: Transaction, conference_id: uuid.UUID | None = None) -> list[domain.Picture]:
    """The office's pictures, and this conference's."""
    query = select(Picture).options(undefer(Picture.data)).order_by(Picture.conference_id, Picture.kind)
    mine = or_(Picture.conference_id.is_(None), Picture.conference_id == conference_id)
    return [
        domain.Picture(PictureKind(row.kind), row.conference_id, row.name, row.data, row.version)
        for row in tx.scalars(query.where(mine))
    ]


def shown(tx: Transaction, conference_id: uuid.UUID, kind: PictureKind) -> str:
    """What a conference's papers show, a PNG in base64: its own, else the office's; "" for none."""
    query = select(Picture.data).where(Picture.kind == kind)
    own = tx.scalar(query.where(Picture.conference_id == conference_id))
    return own or tx.scalar(query.where(Picture.conference_id.is_(None))) or ""


def put(
    tx: Transaction,
    kind: PictureKind,
    name: str,
    png: bytes,
    *,
    conference_id: uuid.UUID | None = None,
    version: int | None = None,
) -> None:
    """Keep a picture that was made safe (`papers.pictures.taken`) in place of the one there was.

    Raises Conflict when another desk changed it since `version` (0: there was none); None overwrites.
    """
    short = normalise(PurePath(name).name)[-_LONGEST:]
    with journal.entry(
        tx, "picture.chosen", {Area.DOCUMENTS}, conference_id=conference_id, picture=str(kind), file=short
    ):
        row = _row(tx, kind, conference_id)
        if row is None:
            row = Picture(conference_id=conference_id, kind=str(kind), name=short, data="")
            if conference_id is None:
                row.id = uuid.uuid5(_OFFICE, kind)  # the one row, whichever desk writes it first
            tx.add(row)
        elif version is not None:
            versions.check(tx, row, version, name=row.name)
        row.name, row.data = short, base64.b64encode(png).decode()
        tx.flush()


def clear(tx: Transaction, kind: PictureKind, *, conference_id: uuid.UUID | None = None) -> bool:
    """Let go of a picture; False when there was none."""
    row = _row(tx, kind, conference_id)
    if row is None:
        return False
    with journal.entry(
        tx, "picture.cleared", {Area.DOCUMENTS}, conference_id=conference_id, picture=str(kind), file=row.name
    ):
        tx.delete(row)
        tx.flush()
    return True


def _row(tx: Transaction, kind: PictureKind, conference_id: uuid.UUID | None) -> Picture | None:
    query = select(Picture).options(undefer(Picture.data)).where(Picture.kind == kind)
    same = Picture.conference_id.is_(None) if conference_id is None else Picture.conference_id == conference_id
    return tx.scalars(query.where(same).with_for_update()).first()

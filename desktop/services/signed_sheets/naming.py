"""Which sheet of the record a paper is, by what its code says."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from desktop.domain.errors import InvalidInput
from desktop.domain.sheet_code import PageCode
from desktop.services import sheets
from desktop.store.tables import Conference, PrintedSheet
from desktop.store.transaction import Transaction


def number_of(tx: Transaction, conference_id: uuid.UUID, code: PageCode) -> int:
    """The number of the conference's sheet that a code names.

    A token decides: the conference may have got another number since, in a copy. Without one the conference's number must
    be right. Raises InvalidInput("paper.other_conference") for a paper of another conference here, and
    InvalidInput("paper.other_record") for one whose token no sheet of this number bears here: another office's, or made
    from another data file.
    """
    told = {"field": "sheet", "number": code.sheet}
    if not code.token:
        if code.conference not in ("", str(tx.scalar(select(Conference.number).where(Conference.id == conference_id)))):
            raise InvalidInput("paper.other_conference", value=code.conference, **told)
        return code.sheet
    query = (
        select(Conference.id, Conference.number)
        .join(PrintedSheet, PrintedSheet.conference_id == Conference.id)
        .where(PrintedSheet.kind == sheets.KIND, PrintedSheet.number == code.sheet, PrintedSheet.token == code.token)
    )
    found = {row.id: row.number for row in tx.execute(query)}
    if conference_id in found:
        return code.sheet
    if found:
        raise InvalidInput("paper.other_conference", value=str(min(found.values())), **told)
    raise InvalidInput("paper.other_record", **told)

"""Who is registered, in the order of groups and units; phones and emails only when the list shows them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select

from desktop.domain.documents.people import PersonOnPaper, blocks
from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.papers.registered_list.options import RegisteredListContent, RegisteredListOptions
from desktop.papers.registered_list.words import WORDS
from desktop.services import letterhead, people_on_paper, questions
from desktop.store.tables import Attendee, Person
from desktop.store.transaction import Transaction


def gather(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: RegisteredListOptions
) -> RegisteredListContent:
    """The list as it stands. Raises AppError("document.nobody"), NotFound for a question there is not."""
    row = letterhead.conference(tx, conference_id)
    chosen = people_on_paper.listed(tx, conference_id, selection, options.sort)
    if not chosen:
        raise AppError("document.nobody", document=WORDS.title())
    if options.phone or options.email:
        chosen = _with_contacts(tx, conference_id, chosen)
    asked, chosen = questions.on_paper(tx, conference_id, options.questions, chosen)
    found = tuple(blocks(chosen, group_by=options.group_by, sort=options.sort))
    return RegisteredListContent(row.title, letterhead.letterhead(tx, row), found, options, asked)


def _with_contacts(tx: Transaction, conference_id: uuid.UUID, people: Iterable[PersonOnPaper]) -> list[PersonOnPaper]:
    query = select(Attendee.id, Person.phone, Person.email).join(Person, Person.id == Attendee.person_id)
    found = tx.execute(query.where(Attendee.conference_id == conference_id))
    contacts = {key: (phone, email) for key, phone, email in found}
    return [replace(each, phone=contacts[each.id][0], email=contacts[each.id][1]) for each in people]

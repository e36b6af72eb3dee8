"""Whose citizen's card was laid down at the door. Nothing of a card is written, whatever comes of it."""

from __future__ import annotations

import uuid

from sqlalchemy import literal, or_, select

from desktop.domain.attendance import CheckIn, Outcome
from desktop.domain.identity_card import Fit, IdentityCard, fits
from desktop.domain.names import fold
from desktop.domain.people import AttendeeState
from desktop.services import joined
from desktop.services.attendance import looking
from desktop.store.tables import Attendee, Person
from desktop.store.transaction import Transaction

_SHOWN = 9
"""Candidates, as many as rows have numbers at the door."""


def holder(tx: Transaction, session_id: uuid.UUID, card: IdentityCard, *, born: bool) -> CheckIn:
    """The one attendee who surely holds a card (as `IN`, nothing written), or those to ask about.

    Sure are name and day of birth of one alone; AMBIGUOUS has those of whom it is only likely, and all where several are
    sure. `born` says whether birth dates may be read: the login of a desk may not, so that it is always asked.
    """
    conference_id = looking.conference_of(tx, session_id)
    birth = Person.birth if born else literal("")
    query = select(Attendee.id, Attendee.full_name, birth).where(
        Attendee.conference_id == conference_id, or_(Attendee.state != AttendeeState.REMOVED, joined.IS_GONE)
    )
    if born:
        query = query.join(Person, Person.id == Attendee.person_id)
    if card.whole:
        key = fold(card.full_name)
        named = or_(Attendee.name_key == key, Attendee.name_key.startswith(f"{key} ", autoescape=True))
        query = query.where(or_(named, Person.birth == card.birth) if born else named)
    found = {key: fits(card, name, known) for key, name, known in tx.execute(query.order_by(Attendee.sort_key))}
    sure = _standing(tx, [key for key, fit in found.items() if fit is Fit.SURE])
    if len(sure) == 1:
        return CheckIn(Outcome.IN, looking.those(tx, session_id, sure)[0])
    likely = _standing(tx, [*sure, *(key for key, fit in found.items() if fit is Fit.PERHAPS)])
    if not likely:
        return CheckIn(Outcome.NOT_FOUND)
    return CheckIn(Outcome.AMBIGUOUS, candidates=tuple(looking.those(tx, session_id, likely[:_SHOWN])))


def _standing(tx: Transaction, ids: list[uuid.UUID]) -> list[uuid.UUID]:
    """Those of them, or who stands for them, who are on the list."""
    if not ids:
        return []
    whole = joined.all_one(tx, ids)
    on_the_list = select(Attendee.id).where(Attendee.id.in_(whole), Attendee.state != AttendeeState.REMOVED)
    stays = set(tx.scalars(on_the_list))
    return [key for key in whole if key in stays]

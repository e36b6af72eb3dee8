"""Whom words at the door or on the command line mean."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import or_, select

from desktop.domain.attendance import CheckIn, DoorPerson, Outcome
from desktop.domain.codes import is_badge_code
from desktop.domain.finder import Finder
from desktop.domain.names import fold
from desktop.domain.people import AttendeeState
from desktop.domain.search import holds, tokens
from desktop.domain.typed_names import begins_words, names_whole
from desktop.services import joined, searching
from desktop.services.attendance import looking
from desktop.store.tables import Attendee
from desktop.store.transaction import Transaction


def find(tx: Transaction, session_id: uuid.UUID, text: str, limit: int = 20) -> list[DoorPerson]:
    """Those whom a badge number, name, unit or phone tail means; a whole badge number or a whole name alone wins."""
    return looking.those(tx, session_id, meant(tx, looking.conference_of(tx, session_id), text, limit))


def meant(tx: Transaction, conference_id: uuid.UUID, text: str, limit: int = 20) -> Sequence[uuid.UUID]:
    """The attendees of a conference whom a typed text means, in the order of `find`.

    Every word typed begins a word of theirs, with the accents that were typed: of one name none but those who have them.
    """
    digits = text.replace(" ", "")
    mine = (Attendee.conference_id == conference_id, or_(Attendee.state != AttendeeState.REMOVED, joined.IS_GONE))
    ids: Sequence[uuid.UUID] = []
    if digits.isascii() and digits.isdigit():
        ids = tx.scalars(select(Attendee.id).where(Attendee.code == digits, *mine)).all()
    if not ids:
        same = select(Attendee.id, Attendee.full_name).where(Attendee.name_key == fold(text), *mine)
        named = tx.execute(same.limit(limit)).all()
        ids = [row.id for row in named if names_whole(text, row.full_name)]
        if named and not ids:
            return []
    if ids:
        ids = joined.all_one(tx, ids)
        stays = select(Attendee.id).where(Attendee.id.in_(ids), Attendee.state != AttendeeState.REMOVED)
        return tx.scalars(stays).all()
    found = searching.hits(tx, conference_id, tokens(text), limit, phones=False)
    columns = (Attendee.id, Attendee.full_name, Attendee.unit_name, Attendee.search)
    rows = {row.id: row for row in tx.execute(select(*columns).where(Attendee.id.in_(found)))}
    numbers = " ".join(word for word in tokens(text) if word.isdigit())
    words = " ".join(word for word in text.split() if not fold(word).isdigit())
    return [
        key
        for key in found
        if (not words or begins_words(words, f"{rows[key].full_name} {rows[key].unit_name}"))
        and (not numbers or holds(rows[key].search, numbers.split()))
    ]


def who_is_named(tx: Transaction, session_id: uuid.UUID, text: str) -> CheckIn:
    """The one person whom the text names (as `IN`, nothing written), as at the door; else whom it could mean.

    Of several who bear the name the only one expected is meant. AMBIGUOUS has those several, or those of whose names and
    units the words are only a part; NOT_FOUND has those whom other accents would name.
    """
    if is_badge_code(text.replace(" ", "")):  # scanned, as a rule: nobody else need be read
        wearers = find(tx, session_id, text)
        return CheckIn(Outcome.IN, wearers[0]) if len(wearers) == 1 else CheckIn(Outcome.NOT_FOUND)
    finder = Finder(looking.door_people(tx, session_id))
    named = finder.named(text)
    expected = [person for person in named if person.expected]
    one = expected if len(expected) == 1 else named
    if len(one) == 1:
        return CheckIn(Outcome.IN, one[0])
    if named:
        return CheckIn(Outcome.AMBIGUOUS, candidates=tuple(named))
    near = finder.find(text) or find(tx, session_id, text)
    begun = tuple(person for person in near if begins_words(text, f"{person.full_name} {person.unit}"))
    if begun:
        return CheckIn(Outcome.AMBIGUOUS, candidates=begun)
    if len(near) == 1 and not finder.find(text):
        return CheckIn(Outcome.IN, near[0])  # by the name of who was joined into them
    alike = tuple(person for person in near if names_whole(fold(text), person.full_name))
    return CheckIn(Outcome.NOT_FOUND, candidates=alike)

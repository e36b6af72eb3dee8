"""Where what follows a conference names a person: found for whoever asks, and forgotten with them.

An invitation, point or task names people in words (whom to ask, who is responsible, who works on it, who told of progress), never by a key, and so does a
dialogue, a comment or a proposal; so a name that somebody else bears too is left alone when it is to be forgotten.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select, update

from desktop.store import schema
from desktop.store.tables import Change
from desktop.store.transaction import Transaction

_TEXTS: Mapping[str, tuple[str, ...]] = {
    "invitation": ("contact_name", "declined_reason", "sent_by"),
    "venue_point": ("contact_name", "responsible", "note"),
    "conclusion": ("concluded_by",),
    "task": ("responsible", "staff", "content", "target"),
    "task_progress": ("said_by", "text", "evidence"),
    "task_extension": ("reason",),
    "opinion_comment": ("text",),
    "dialogue": ("chair", "co_chair", "secretary", "invited", "content", "conclusion"),
    "dialogue_question": ("text", "answer", "who"),
    "procedure_proposal": ("reviewed_by", "reason", "changes", "sent_to", "answer"),
    "correction": ("reason",),
}
"""The texts in which a name may stand, by table."""


def naming(tx: Transaction, names: Sequence[str]) -> Iterator[tuple[str, uuid.UUID, str, str]]:
    """Each text that tells one of these names: table, row, field, the text."""
    for name, fields in _TEXTS.items() if names else ():
        columns = schema.table(name).c
        found = or_(*(columns[field].contains(each, autoescape=True) for field in fields for each in names))
        for key, *texts in tx.execute(select(columns.id, *(columns[field] for field in fields)).where(found)).all():
            for field, text in zip(fields, texts, strict=True):
                if any(each in text for each in names):
                    yield name, key, field, text


def forget(tx: Transaction, names: Sequence[str]) -> None:
    """Take these names out of all that, and out of what undo kept of them; nothing of it can be undone."""
    for name, key, field, text in list(naming(tx, names)):
        table = schema.table(name)
        values: dict[str, Any] = {field: without(text, names)}
        if field == "contact_name":
            values["contact_phone"] = ""
        if "version" in table.c:
            values["version"] = table.c.version + 1
        tx.execute(update(table).where(table.c.id == key).values(values))
    images = select(Change.id, Change.before).where(Change.entity.in_(_TEXTS), Change.before.is_not(None))
    for image, before in tx.execute(images).all() if names else ():
        told = without(before, names)
        if told != before:
            tx.execute(update(Change).where(Change.id == image).values(before=told))


def without(value: Any, names: Sequence[str]) -> Any:
    """A text, or a journal line's details, without these names."""
    if isinstance(value, str):
        for name in names:
            value = value.replace(name, "…")
        return value
    if isinstance(value, dict):
        return {key: without(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [without(each, names) for each in value]
    return value

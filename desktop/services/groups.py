"""Role groups of a conference: the five of a district's training to begin with, editable."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from desktop.domain.areas import Area
from desktop.domain.errors import InvalidInput, NotFound
from desktop.domain.names import fold, normalise
from desktop.domain.people import AttendeeState, GroupMerge, RoleGroupView
from desktop.domain.units import ROLE_GROUP_PRESETS
from desktop.services import journal, versions
from desktop.services.bulk import change_attendees
from desktop.store.tables import Attendee, Audience, JournalEntry, RoleGroup, TrainingSession
from desktop.store.transaction import OpenEntry, Transaction

_AREAS_OF_ALL = frozenset({Area.GROUPS, Area.ATTENDEES, Area.AGENDA})
_MERGED = "group.merged"
Preset = tuple[str, str]
"""A group to start with: its title and the unit kind that proposes it ("" for none)."""

PRESET: tuple[Preset, ...] = tuple((preset.title, str(preset.kind)) for preset in ROLE_GROUP_PRESETS)


def list_groups(tx: Transaction, conference_id: uuid.UUID) -> list[RoleGroupView]:
    """The groups in their order, each with how many attendees it has."""
    counted = (
        select(Attendee.role_group_id, func.count().label("people"))
        .where(Attendee.conference_id == conference_id, Attendee.state != AttendeeState.REMOVED)
        .group_by(Attendee.role_group_id)
        .subquery()
    )
    rows = tx.execute(
        select(
            RoleGroup.id,
            RoleGroup.version,
            RoleGroup.title,
            RoleGroup.unit_kind,
            RoleGroup.place,
            func.coalesce(counted.c.people, 0),
            RoleGroup.role_word,
        )
        .outerjoin(counted, counted.c.role_group_id == RoleGroup.id)
        .where(RoleGroup.conference_id == conference_id)
        .order_by(RoleGroup.place, RoleGroup.folded)
    )
    return [RoleGroupView(*row) for row in rows]


def add_group(
    tx: Transaction, conference_id: uuid.UUID, title: str, *, unit_kind: str = "", role_word: str = ""
) -> RoleGroupView:
    """A new group, last in order. Raises InvalidInput for an empty title or one that is there already."""
    title = _title(tx, conference_id, title)
    with journal.entry(tx, "group.added", {Area.GROUPS}, conference_id=conference_id, name=title):
        group = RoleGroup(
            conference_id=conference_id,
            title=title,
            folded=fold(title),
            unit_kind=unit_kind,
            role_word=normalise(role_word),
            place=_last_place(tx, conference_id) + 1,
        )
        tx.add(group)
        tx.flush()
    return _view(group)


def ensure_group(tx: Transaction, conference_id: uuid.UUID, title: str) -> tuple[uuid.UUID, bool]:
    """The group of this title, case and accents apart, and whether it had to be created."""
    found = tx.scalar(
        select(RoleGroup.id).where(RoleGroup.conference_id == conference_id, RoleGroup.folded == fold(title))
    )
    if found is not None:
        return found, False
    kind = next((kind for known, kind in PRESET if fold(known) == fold(title)), "")
    return add_group(tx, conference_id, title, unit_kind=kind).id, True


def edit_group(
    tx: Transaction, group_id: uuid.UUID, *, version: int, title: str, unit_kind: str, role_word: str | None = None
) -> RoleGroupView:
    """Rename a group, let another unit kind propose it, or give it another word on badges; attendees stay in it."""
    group = _get(tx, group_id)
    versions.check(tx, group, version, name=group.title)
    title = _title(tx, group.conference_id, title, but=group_id)
    with journal.entry(
        tx, "group.edited", {Area.GROUPS, Area.ATTENDEES}, conference_id=group.conference_id, name=title
    ):
        group.title, group.folded, group.unit_kind = title, fold(title), unit_kind
        if role_word is not None:
            group.role_word = normalise(role_word)
        tx.flush()
    return next(view for view in list_groups(tx, group.conference_id) if view.id == group_id)


def remove_group(tx: Transaction, group_id: uuid.UUID, into: uuid.UUID | None = None) -> int:
    """Remove a group; its attendees go into another of the conference, with its place in the agenda, or into none.

    Returns how many they were. Raises InvalidInput for a group that is not another of the same conference.
    """
    group = _get(tx, group_id)
    other = None if into is None else _another(tx, group, into)
    with journal.entry(tx, "group.removed", _AREAS_OF_ALL, conference_id=group.conference_id, name=group.title) as line:
        return _go_into(tx, line, group, other)


def merging(tx: Transaction, gone_id: uuid.UUID, keep_id: uuid.UUID) -> GroupMerge:
    """What merging the one into the other would change. Raises as `merge_groups`."""
    gone = _get(tx, gone_id, lock=False)
    keep = _another(tx, gone, keep_id, lock=False)
    views = {view.id: view for view in list_groups(tx, gone.conference_id)}
    expecting = select(TrainingSession.title).join(Audience).where(Audience.role_group_id == gone_id)
    titles = tx.scalars(expecting.order_by(TrainingSession.starts_at)).all()
    kind = gone.unit_kind
    others = {view.unit_kind for view in views.values() if view.id != gone_id}
    taken = kind if kind and not keep.unit_kind and kind not in others else ""
    lost = kind if kind and not taken and kind not in others else ""
    return GroupMerge(views[gone_id], views[keep_id], tuple(titles), taken, lost)


def merge_groups(tx: Transaction, gone_id: uuid.UUID, keep_id: uuid.UUID) -> GroupMerge:
    """Two groups that are the same become one: people, sessions and, where it has none, the kind of unit follow.

    A list that still names the one that went is taken for the one that stays (`merged`). Returns what changed. Raises
    InvalidInput for a group that is not another of the same conference.
    """
    gone = _get(tx, gone_id)
    keep = _another(tx, gone, keep_id)
    found = merging(tx, gone_id, keep_id)
    names = {"name": gone.title, "into": keep.title, "gone_id": gone.id.hex, "into_id": keep.id.hex}
    with journal.entry(tx, _MERGED, _AREAS_OF_ALL, conference_id=gone.conference_id, **names) as line:
        if found.kind:
            keep.unit_kind = found.kind
        _go_into(tx, line, gone, keep)
    return found


def merged(tx: Transaction, conference_id: uuid.UUID) -> dict[str, uuid.UUID]:
    """Folded titles of groups that went into another, and which stands for each now; merges taken back don't count."""
    query = select(JournalEntry.details).where(
        JournalEntry.conference_id == conference_id, JournalEntry.action == _MERGED, JournalEntry.undone_by.is_(None)
    )
    stands = {key: key for key in tx.scalars(select(RoleGroup.id).where(RoleGroup.conference_id == conference_id))}
    found: dict[str, uuid.UUID] = {}
    for details in reversed(tx.scalars(query.order_by(JournalEntry.id)).all()):
        into = stands.get(uuid.UUID(details["into_id"]))
        if into is not None:
            stands[uuid.UUID(details["gone_id"])] = into
            found.setdefault(fold(details["name"]), into)
    return found


def _go_into(tx: Transaction, line: OpenEntry, group: RoleGroup, other: RoleGroup | None) -> int:
    """Remove a group, its people and its place in the agenda with another or with none; how many people they were."""
    into = None if other is None else other.id
    ids = tx.scalars(select(Attendee.id).where(Attendee.role_group_id == group.id)).all()
    change_attendees(tx, line, ids, {"role_group_id": into})
    for audience in tx.scalars(select(Audience).where(Audience.role_group_id == group.id)).all():
        same = select(Audience.id).where(
            Audience.training_session_id == audience.training_session_id, Audience.role_group_id == into
        )
        if into is None or tx.scalar(same) is not None:
            tx.delete(audience)
        else:  # else a session for these alone would be one for everybody
            audience.role_group_id = into
    tx.flush()
    tx.delete(group)
    tx.flush()
    return len(ids)


def move_group(tx: Transaction, group_id: uuid.UUID, place: int) -> list[RoleGroupView]:
    """Put a group at `place` (from 0) among the conference's groups; the others close up."""
    group = _get(tx, group_id)
    groups = list(
        tx.scalars(
            select(RoleGroup)
            .where(RoleGroup.conference_id == group.conference_id)
            .order_by(RoleGroup.place, RoleGroup.folded)
        )
    )
    groups.remove(group)
    groups.insert(max(0, place), group)
    with journal.entry(
        tx, "group.moved", {Area.GROUPS, Area.ATTENDEES}, conference_id=group.conference_id, name=group.title
    ):
        for position, each in enumerate(groups, start=1):
            each.place = position
        tx.flush()
    return list_groups(tx, group.conference_id)


def add_presets(tx: Transaction, conference_id: uuid.UUID, presets: Sequence[Preset]) -> list[RoleGroup]:
    """The groups a new conference begins with; part of the caller's journal entry."""
    groups = [
        RoleGroup(conference_id=conference_id, title=title, folded=fold(title), unit_kind=kind, place=place)
        for place, (title, kind) in enumerate(presets, start=1)
    ]
    tx.add_all(groups)
    tx.flush()
    return groups


def take_role_words(tx: Transaction, words: Mapping[uuid.UUID, str]) -> None:
    """Give groups their words on badges; part of the caller's journal entry."""
    for key, word in words.items():
        if word:
            _get(tx, key).role_word = word
    tx.flush()


def group_of_kind(tx: Transaction, conference_id: uuid.UUID, unit_kind: str) -> uuid.UUID | None:
    """The group that a unit's kind proposes."""
    if not unit_kind:
        return None
    return tx.scalars(
        select(RoleGroup.id)
        .where(RoleGroup.conference_id == conference_id, RoleGroup.unit_kind == unit_kind)
        .order_by(RoleGroup.place)
        .limit(1)
    ).first()


def _get(tx: Transaction, group_id: uuid.UUID, *, lock: bool = True) -> RoleGroup:
    group = tx.get(RoleGroup, group_id, with_for_update=lock)
    if group is None:
        raise NotFound("group.not_found", what="role_group")
    return group


def _another(tx: Transaction, group: RoleGroup, key: uuid.UUID, *, lock: bool = True) -> RoleGroup:
    other = _get(tx, key, lock=lock)
    if other.id == group.id or other.conference_id != group.conference_id:
        raise InvalidInput("group.not_another", field="into", value=other.title)
    return other


def _title(tx: Transaction, conference_id: uuid.UUID, title: str, *, but: uuid.UUID | None = None) -> str:
    title = normalise(title)
    if not title:
        raise InvalidInput("field.missing", field="title")
    taken = tx.scalar(
        select(RoleGroup.id).where(RoleGroup.conference_id == conference_id, RoleGroup.folded == fold(title))
    )
    if taken is not None and taken != but:
        raise InvalidInput("group.exists", field="title", value=title)
    return title


def _last_place(tx: Transaction, conference_id: uuid.UUID) -> int:
    return tx.scalar(select(func.max(RoleGroup.place)).where(RoleGroup.conference_id == conference_id)) or 0


def _view(group: RoleGroup) -> RoleGroupView:
    return RoleGroupView(group.id, group.version, group.title, group.unit_kind, group.place, role_word=group.role_word)

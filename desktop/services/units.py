"""The directory of units: kept for years, renamed, merged, known under many spellings."""

from __future__ import annotations

import csv
import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import and_, func, or_, select

from desktop import paths
from desktop.domain.areas import Area
from desktop.domain.errors import InvalidInput, NotFound, UnreadableFile
from desktop.domain.names import collation_key, fold, normalise
from desktop.domain.people import AttendeeState, UnitView
from desktop.domain.search import holds
from desktop.domain.units import UnitKind, candidate_keys, kind_of, unit_key
from desktop.services import journal, unit_names, versions
from desktop.services.bulk import change_attendees, renew_search, touch
from desktop.services.known_units import take_in
from desktop.store.tables import (
    Attendee,
    Conference,
    Unit,
    UnitAlias,
    UnitName,
    UnitSuccession,
)
from desktop.store.transaction import OpenEntry, Transaction


def list_units(
    tx: Transaction,
    *,
    conference_id: uuid.UUID | None = None,
    kind: str = "",
    search: str = "",
    active_only: bool = False,
) -> list[UnitView]:
    """Units in the order of their list, with their other spellings and how many attendees the conference has of each."""
    query = select(Unit.id, Unit.version, Unit.kind, Unit.code, Unit.name, Unit.short_name, Unit.active)
    if kind:
        query = query.where(Unit.kind == kind)
    if active_only:
        query = query.where(Unit.active)
    rows = tx.execute(query.order_by(Unit.place == 0, Unit.place, Unit.sort_key)).all()
    aliases: dict[uuid.UUID, list[str]] = {}
    for unit_id, alias in tx.execute(select(UnitAlias.unit_id, UnitAlias.alias).order_by(UnitAlias.key)):
        aliases.setdefault(unit_id, []).append(alias)
    counts: dict[uuid.UUID | None, int] = {}
    if conference_id is not None:
        counted = (
            select(Attendee.unit_id, func.count())
            .where(Attendee.conference_id == conference_id, Attendee.state != AttendeeState.REMOVED)
            .group_by(Attendee.unit_id)
        )
        counts = {row[0]: row[1] for row in tx.execute(counted)}
    after: dict[uuid.UUID, list[str]] = {}
    followed = select(UnitSuccession.predecessor_id, Unit.name).join(Unit, Unit.id == UnitSuccession.successor_id)
    for unit_id, successor in tx.execute(followed.order_by(Unit.sort_key)):
        after.setdefault(unit_id, []).append(successor)
    views = [
        UnitView(
            *row,
            aliases=tuple(aliases.get(row.id, ())),
            attendee_count=counts.get(row.id, 0),
            followed_by=tuple(after.get(row.id, ())),
        )
        for row in rows
    ]
    words = fold(search).split()
    return [view for view in views if _matches(view, words)] if words else views


def _matches(view: UnitView, words: Sequence[str]) -> bool:
    text = fold(" ".join((view.name, view.short_name, view.code, *view.aliases)))
    return holds(text, words)


def get_unit(tx: Transaction, unit_id: uuid.UUID) -> UnitView:
    """One unit. Raises NotFound."""
    unit = _get(tx, unit_id)
    return _view(unit)


def find_unit(tx: Transaction, name: str) -> uuid.UUID | None:
    """The unit that a name as typed stands for: its present name, a former one, or a confirmed spelling."""
    keys = candidate_keys(name)
    found: dict[str, uuid.UUID] = {}
    for key, unit_id in [
        *tx.execute(select(UnitName.key, UnitName.unit_id).join(Unit).where(UnitName.key.in_(keys), Unit.active)),
        *tx.execute(select(Unit.key, Unit.id).where(Unit.key.in_(keys), Unit.active)),
        *tx.execute(select(UnitAlias.key, UnitAlias.unit_id).where(UnitAlias.key.in_(keys))),
    ]:
        found[key] = unit_id
    return next((found[key] for key in keys if key in found), None)


def add_unit(
    tx: Transaction, name: str, *, kind: str = "", short_name: str = "", code: str = "", aliases: Iterable[str] = ()
) -> UnitView:
    """A new unit, its kind told from the name unless given. Raises InvalidInput when there is one of that name."""
    name = normalise(name)
    _refuse_name(tx, name)
    with journal.entry(tx, "unit.added", {Area.UNITS}, name=name):
        unit = made_unit(name, kind or str(kind_of(name)), normalise(short_name), normalise(code))
        tx.add(unit)
        tx.flush()
        _replace_aliases(tx, unit, aliases)
        take_in(tx, unit, _keys(unit))
    return _view(unit)


def edit_unit(
    tx: Transaction,
    unit_id: uuid.UUID,
    *,
    version: int,
    name: str | None = None,
    kind: str | None = None,
    short_name: str | None = None,
    code: str | None = None,
    active: bool | None = None,
    aliases: Iterable[str] | None = None,
    since: dt.date | None = None,
    misspelt: bool = False,
) -> UnitView:
    """Change a unit; None leaves a field as it is.

    Another name is a renaming from the day `since` (None: today): the old one is kept as a name it bore, attendees of
    conferences that began before keep it. Or the old one was `misspelt`: every open conference gets it right. Closed
    conferences keep the name of then; the unit is found by either name.
    """
    unit = _get(tx, unit_id)
    versions.check(tx, unit, version, name=unit.name)
    with journal.entry(tx, "unit.edited", {Area.UNITS, Area.ATTENDEES}, name=unit.name) as line:
        old, new = unit.name, unit.name if name is None else normalise(name)
        if new != old:
            _refuse_name(tx, new, but=unit.id)
            if misspelt:
                unit_names.correct(tx, line, unit, new)
            else:
                unit_names.rename(tx, line, unit, new, since or dt.date.today())
            line.details["name"] = new
        unit.kind = unit.kind if kind is None else kind
        unit.short_name = unit.short_name if short_name is None else normalise(short_name)
        unit.code = unit.code if code is None else normalise(code)
        if active and not unit.active:
            _refuse_taken(tx, unit.name, but=unit.id)
        unit.active = unit.active if active is None else active
        tx.flush()
        if aliases is not None and _replace_aliases(tx, unit, aliases) and unit.version == version:
            touch(tx, line, unit)
        if misspelt and new != old and find_unit(tx, old) is None:
            remember_alias(tx, unit.id, old)
            tx.expire(unit, ["aliases"])
        take_in(tx, unit, _keys(unit))
    return _view(unit)


def _keys(unit: Unit) -> set[str]:
    """What the unit is known by."""
    return {unit.key, *(alias.key for alias in unit.aliases)}


def _refuse_name(tx: Transaction, name: str, *, but: uuid.UUID | None = None) -> None:
    if not name:
        raise InvalidInput("field.missing", field="name")
    _refuse_taken(tx, name, but=but)


def remember_alias(tx: Transaction, unit_id: uuid.UUID, spelling: str) -> bool:
    """Keep one more confirmed spelling; False when the unit is known by it already or another unit has it."""
    key = unit_key(spelling)
    taken = tx.scalar(select(UnitAlias.id).where(UnitAlias.key == key)) or tx.scalar(
        select(Unit.id).where(Unit.id == unit_id, Unit.key == key)
    )
    if taken is not None:
        return False
    tx.add(UnitAlias(unit_id=unit_id, alias=normalise(spelling), key=key))
    tx.flush()
    take_in(tx, tx.get_one(Unit, unit_id), {key})
    return True


def _replace_aliases(tx: Transaction, unit: Unit, aliases: Iterable[str]) -> bool:
    """Whether any spelling came or went."""
    wanted = {unit_key(alias): normalise(alias) for alias in aliases if normalise(alias)}
    wanted.pop(unit.key, None)
    gone = [alias for alias in unit.aliases if wanted.get(alias.key) != alias.alias]
    for alias in gone:
        _forget(tx, unit, alias)
    for alias in unit.aliases:
        del wanted[alias.key]
    tx.flush()
    for key, text in wanted.items():
        other = tx.scalar(
            select(Unit.name).where(or_(Unit.key == key, Unit.aliases.any(UnitAlias.key == key)), Unit.id != unit.id)
        )
        if other is not None:
            raise InvalidInput("unit.alias_taken", field="aliases", value=text, name=other)
        unit.aliases.append(UnitAlias(alias=text, key=key))
    tx.flush()
    return bool(gone or wanted)


def _forget(tx: Transaction, unit: Unit, alias: UnitAlias) -> None:
    """Deleted in so many words: the journal does not see rows that go as orphans."""
    unit.aliases.remove(alias)
    tx.delete(alias)


def remove_unit(tx: Transaction, unit_id: uuid.UUID, into: uuid.UUID | None = None) -> None:
    """Remove a unit, its quotas with it; its people are registered with another one from now on, which answers for its tasks.

    In closed conferences they keep the name of then. Raises InvalidInput where there are people and no other unit: it may
    also be merged, or set aside.
    """
    from desktop.services import unit_rows  # of tables that no start needs

    unit = _get(tx, unit_id)
    ids = tx.scalars(select(Attendee.id).where(Attendee.unit_id == unit_id)).all()
    if ids and into in (None, unit_id):
        raise InvalidInput("unit.in_use", name=unit.name, count=len(ids))
    tasks = unit_rows.tasks(tx, unit_id)
    if tasks and into in (None, unit_id):
        raise InvalidInput("unit.has_tasks", name=unit.name, count=len(tasks))
    other = None if into is None else _get(tx, into)
    successions = tx.scalars(
        select(UnitSuccession).where(
            or_(UnitSuccession.predecessor_id == unit_id, UnitSuccession.successor_id == unit_id)
        )
    )
    areas = {Area.UNITS, Area.DOCUMENTS, Area.REPLIES, Area.TASKS, Area.PROCEDURES, *([Area.ATTENDEES] if ids else ())}
    with journal.entry(tx, "unit.removed", areas, name=unit.name) as line:
        if other is not None:
            _register_with(tx, line, other, ids)
            unit_rows.hand_over(tx, unit_id, other.id)
        unit_rows.let_go(tx, unit_id)
        for row in (*unit_rows.hanging(tx, unit_id), *successions):
            tx.delete(row)
        tx.delete(unit)
        tx.flush()


def _register_with(tx: Transaction, line: OpenEntry, unit: Unit, ids: Sequence[uuid.UUID]) -> None:
    name, kind = unit.name, unit.kind
    change_attendees(tx, line, ids, {"unit_id": unit.id})
    still = select(Attendee.id).join(Conference, Conference.id == Attendee.conference_id)
    now = tx.scalars(still.where(Attendee.unit_id == unit.id, Conference.closed.is_(False))).all()
    moved = set(ids)
    shown = [key for key in now if key in moved]
    change_attendees(tx, line, shown, {"unit_name": name, "unit_kind": kind}, keep=("search",))
    renew_search(tx, shown)


def merge_units(tx: Transaction, keep_id: uuid.UUID, gone_id: uuid.UUID) -> UnitView:
    """Two units that are the same become one: attendees, quotas and tasks move, the name of then stays on their rows.

    The kept unit is from now on found by every spelling of the other, which is set aside with its succession written.
    """
    from desktop.services import unit_rows

    if keep_id == gone_id:
        raise InvalidInput("unit.merge_with_itself", field="unit")
    keep, gone = _get(tx, keep_id), _get(tx, gone_id)
    with journal.entry(
        tx,
        "unit.merged",
        {Area.UNITS, Area.ATTENDEES, Area.DOCUMENTS, Area.REPLIES, Area.TASKS, Area.PROCEDURES},
        name=gone.name,
        into=keep.name,
    ) as line:
        ids = tx.scalars(select(Attendee.id).where(Attendee.unit_id == gone_id)).all()
        change_attendees(tx, line, ids, {"unit_id": keep_id})
        unit_rows.hand_over(tx, gone_id, keep_id, with_quotas=True)
        gone.active = False
        tx.add(UnitSuccession(predecessor_id=gone_id, successor_id=keep_id, on=dt.date.today(), kind="merge"))
        take_spellings(tx, keep, gone)
    return _view(keep)


def take_spellings(tx: Transaction, keep: Unit, gone: Unit) -> None:
    """Let a unit be found by every spelling of the one that it follows; part of the caller's journal entry."""
    spellings = {former.key: former.name for former in gone.names}
    spellings.update({gone.key: gone.name, **{alias.key: alias.alias for alias in gone.aliases}})
    for alias in list(gone.aliases):
        _forget(tx, gone, alias)
    tx.flush()
    taken = set(tx.scalars(select(UnitAlias.key).where(UnitAlias.key.in_(spellings)))) | {keep.key}
    keep.aliases.extend(UnitAlias(alias=name, key=key) for key, name in spellings.items() if key not in taken)
    tx.flush()
    take_in(tx, keep, _keys(keep))


def _refuse_taken(tx: Transaction, name: str, *, but: uuid.UUID | None = None) -> None:
    """Raise InvalidInput for a name by which another unit in use is found."""
    key = unit_key(name)
    others = Unit.active if but is None else and_(Unit.active, Unit.id != but)
    taken = tx.scalar(select(Unit.name).where(Unit.key == key, others))
    if taken is not None:
        raise InvalidInput("unit.exists", field="name", value=name, name=taken)
    spelt = tx.scalar(select(Unit.name).where(Unit.aliases.any(UnitAlias.key == key), others))
    if spelt is not None:
        raise InvalidInput("unit.alias_taken", field="name", value=name, name=spelt)


def _get(tx: Transaction, unit_id: uuid.UUID) -> Unit:
    unit = tx.get(Unit, unit_id, with_for_update=True)
    if unit is None:
        raise NotFound("unit.not_found", what="unit")
    return unit


def made_unit(name: str, kind: str, short_name: str = "", code: str = "", place: int = 0) -> Unit:
    """A unit with its keys and its first name, not in the database yet; the caller has seen that the name is free."""
    if kind not in tuple(UnitKind):
        raise InvalidInput("unit.unknown_kind", field="kind", value=kind)
    key = unit_key(name)
    return Unit(
        id=uuid.uuid4(),
        kind=kind,
        code=code,
        name=name,
        short_name=short_name,
        key=key,
        sort_key=collation_key(name),
        place=place,
        active=True,
        names=[UnitName(name=name, key=key)],
    )


def _view(unit: Unit) -> UnitView:
    aliases = tuple(sorted(alias.alias for alias in unit.aliases))
    return UnitView(unit.id, unit.version, unit.kind, unit.code, unit.name, unit.short_name, unit.active, aliases)


# -- lists of units -------------------------------------------------------------------------------------------------

STARTER_LISTS = {"hai-ba-trung": "units-hai-ba-trung-2018.csv"}
"""Lists that come with the program, by name: files of resources/units."""


def is_empty(tx: Transaction) -> bool:
    """Whether the database has no unit yet: a first start offers a list."""
    return tx.scalar(select(Unit.id).limit(1)) is None


def seed_units(tx: Transaction, source: str | Path | None) -> int:
    """Add the units of a starter list or of an own CSV file that are not there yet; None adds nothing.

    Returns how many were added. An own file has a heading row with at least "name" ("Tên đơn vị"), or is a plain list
    of names, one a line; a kind that is not given is told from the name.
    """
    if source is None:
        return 0
    path = paths.resources() / "units" / STARTER_LISTS[source] if source in STARTER_LISTS else Path(source)
    rows = read_list(path)
    present = set(tx.scalars(select(Unit.key).where(Unit.active)))
    place = tx.scalar(select(func.max(Unit.place))) or 0
    added: list[Unit] = []
    for row in rows:
        key = unit_key(row["name"])
        if key in present:
            continue
        present.add(key)
        place += 1
        kind = row["kind"] or str(kind_of(row["name"]))
        added.append(made_unit(row["name"], kind, row["short_name"], row["code"], place))
    if added:
        with journal.entry(tx, "unit.list_added", {Area.UNITS}, count=len(added), file=path.name):
            tx.add_all(added)
            tx.flush()
    return len(added)


_LIST_HEADINGS = {
    "name": ("name", "ten don vi", "ten", "don vi", "co quan", "co quan, don vi", "unit"),
    "kind": ("kind", "loai", "loai don vi", "khoi"),
    "code": ("code", "ma", "ma don vi"),
    "short_name": ("short_name", "short name", "ten tat", "viet tat", "ten viet tat"),
}
_KIND_WORDS = {
    "phuong": UnitKind.WARD,
    "xa": UnitKind.WARD,
    "co quan chuyen mon": UnitKind.SPECIALISED_AGENCY,
    "don vi su nghiep": UnitKind.PUBLIC_SERVICE_UNIT,
    "truong cong lap": UnitKind.PUBLIC_SCHOOL,
    "truong hoc": UnitKind.PUBLIC_SCHOOL,
    "don vi hiep quan": UnitKind.MANAGED_UNIT,
    "khac": UnitKind.OTHER,
}


def read_list(path: Path) -> list[dict[str, str]]:
    """The units of a CSV file: kind, code, name and short_name, "" where the file says nothing.

    Raises UnreadableFile when it can't be read or holds no names.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise UnreadableFile("file.missing", file=path.name) from None
    except UnicodeDecodeError:
        raise UnreadableFile("units.not_utf8", file=path.name) from None
    except OSError as error:
        raise UnreadableFile("units.cannot_open", file=path.name) from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    lines = [[normalise(cell) for cell in line] for line in csv.reader(text.splitlines(), delimiter=delimiter)]
    lines = [line for line in lines if any(line)]
    columns = _list_columns(lines[0]) if lines else {}
    if columns:
        del lines[0]
    rows = []
    for line in lines:
        row = {
            field: line[columns[field]] if field in columns and columns[field] < len(line) else ""
            for field in _LIST_HEADINGS
        }
        if not columns:
            row["name"] = line[0]
        row["kind"] = _kind(row["kind"], path)
        if row["name"]:
            rows.append(row)
    if not rows:
        raise UnreadableFile("units.no_names", file=path.name)
    return rows


def _list_columns(headings: Sequence[str]) -> dict[str, int]:
    folded = [fold(heading) for heading in headings]
    columns = {}
    for field, words in _LIST_HEADINGS.items():
        position = next((folded.index(word) for word in words if word in folded), None)
        if position is not None:
            columns[field] = position
    return columns if "name" in columns else {}


def _kind(text: str, path: Path) -> str:
    if not text or text in tuple(UnitKind):
        return text
    kind = _KIND_WORDS.get(fold(text))
    if kind is None:
        raise InvalidInput("units.unknown_kind_in_list", field="kind", value=text, file=path.name)
    return str(kind)

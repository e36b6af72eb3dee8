"""The journal: one line for each change, and what an undo takes back of it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from desktop.domain.areas import Area
from desktop.domain.errors import Conflict
from desktop.services import journal, undoing
from desktop.store.database import Database
from desktop.store.tables import Conference, JournalEntry, RoleGroup, Unit, UnitAlias


def _unit(tx, name="UBND phường Thử", **values):
    unit = Unit(kind="ward", name=name, key=name, sort_key=name, **values)
    tx.add(unit)
    tx.flush()
    return unit.id


def _rename(key, name):
    def work(tx):
        with journal.entry(tx, "unit.edited", {Area.UNITS}) as line:
            tx.get(Unit, key).name = name
        return line.id

    return work


def _name(database, key):
    return database.read(lambda tx: tx.get(Unit, key).name)


def test_a_removed_row_comes_back_whole(database: Database):
    key = database.write(lambda tx: _unit(tx, code="00244"))

    def remove(tx):
        with journal.entry(tx, "unit.removed", {Area.UNITS}) as line:
            tx.delete(tx.get(Unit, key))
        return line.id

    removed = database.write(remove)
    assert database.read(lambda tx: tx.get(Unit, key)) is None
    database.write(lambda tx: undoing.undo(tx, removed))
    assert database.read(lambda tx: tx.get(Unit, key).code) == "00244"


def test_undoing_in_reverse_order_restores_the_start(database: Database):
    key = database.write(_unit)
    ids = [database.write(_rename(key, name)) for name in "ABC"]
    for entry_id in reversed(ids):
        database.write(lambda tx, entry_id=entry_id: undoing.undo(tx, entry_id))
    assert _name(database, key) == "UBND phường Thử"


def test_a_later_edit_is_never_overwritten_by_an_undo(database: Database):
    key = database.write(_unit)
    first = database.write(_rename(key, "A"))
    database.write(_rename(key, "B"))
    with pytest.raises(Conflict):
        database.write(lambda tx: undoing.undo(tx, first))
    result = database.write(lambda tx: undoing.undo(tx, first, keep_later=True))
    assert result.kept == (("unit", key),)
    assert _name(database, key) == "B"


def test_an_added_row_that_was_edited_later_is_kept_and_named(database: Database):
    def add(tx):
        with journal.entry(tx, "unit.added", {Area.UNITS}) as line:
            key = _unit(tx)
            _unit(tx, "Khác")
        return line.id, key

    entry_id, key = database.write(add)
    database.write(_rename(key, "Sửa sau"))
    result = database.write(lambda tx: undoing.undo(tx, entry_id, keep_later=True))
    assert (result.removed, result.kept) == (1, (("unit", key),))
    assert database.read(lambda tx: tx.scalars(select(Unit.name)).all()) == ["Sửa sau"]


def test_an_undo_can_itself_be_undone_and_then_again(database: Database):
    key = database.write(_unit)
    first = database.write(_rename(key, "Mới"))
    for _round in range(2):
        database.write(lambda tx: undoing.undo(tx, first))
        assert _name(database, key) == "UBND phường Thử"
        newest = database.read(journal.latest)
        database.write(lambda tx, newest=newest: undoing.undo(tx, newest))
        assert _name(database, key) == "Mới"
    assert database.read(lambda tx: tx.get(JournalEntry, first).undone_by) is None


def test_a_value_set_without_having_been_read_goes_back_too(database: Database):
    key = database.write(_unit)

    def rename(tx):
        with journal.entry(tx, "unit.edited", {Area.UNITS}) as line:
            unit = tx.get(Unit, key)
            tx.expire(unit)
            unit.name = "Mới"
        return line.id

    entry_id = database.write(rename)
    database.write(lambda tx: undoing.undo(tx, entry_id))
    assert _name(database, key) == "UBND phường Thử"


def test_what_goes_with_an_added_row_comes_back_with_it(database: Database):
    def add(tx):
        with journal.entry(tx, "unit.added", {Area.UNITS}) as line:
            key = _unit(tx)
        return line.id, key

    def spell(tx):
        with journal.entry(tx, "unit.edited", {Area.UNITS}):
            tx.add(UnitAlias(unit_id=key, alias="P. Thử", key="p thu"))

    entry_id, key = database.write(add)
    database.write(spell)
    database.write(lambda tx: undoing.undo(tx, entry_id))
    assert database.read(lambda tx: tx.scalars(select(UnitAlias.key)).all()) == []
    newest = database.read(journal.latest)
    database.write(lambda tx: undoing.undo(tx, newest))
    assert database.read(lambda tx: tx.scalars(select(UnitAlias.key)).all()) == ["p thu"]


def test_an_undo_is_no_later_edit_but_the_undo_of_something_earlier_is(database: Database):
    key = database.write(_unit)
    first, second = database.write(_rename(key, "A")), database.write(_rename(key, "B"))
    database.write(lambda tx: undoing.undo(tx, second))
    undone = database.read(journal.latest)
    database.write(lambda tx: undoing.undo(tx, first))
    with pytest.raises(Conflict):  # "B" again would overwrite what stood before "A"
        database.write(lambda tx: undoing.undo(tx, undone))
    assert _name(database, key) == "UBND phường Thử"


def _groups(database: Database):
    """A conference's two groups, and a function that makes a change to one of them."""

    def work(tx):
        conference = Conference(number=101, title="Tập huấn")
        tx.add(conference)
        tx.flush()
        for name in ("Phường", "Trường"):
            tx.add(RoleGroup(conference_id=conference.id, title=name, folded=name))
        tx.flush()
        return {group.title: group.id for group in tx.scalars(select(RoleGroup))}

    return database.write(work)


def test_a_value_that_another_row_took_meanwhile_is_not_fought_over(database: Database):
    keys = _groups(database)

    def rename(title, to):
        def work(tx):
            with journal.entry(tx, "group.edited", {Area.GROUPS}) as line:
                tx.get(RoleGroup, keys[title]).folded = to
            return line.id

        return work

    first = database.write(rename("Phường", "Xã"))
    database.write(rename("Trường", "Phường"))
    with pytest.raises(Conflict):
        database.write(lambda tx: undoing.undo(tx, first))
    undone = database.write(lambda tx: undoing.undo(tx, first, keep_later=True))
    assert (undone.restored, undone.kept) == (0, (("role_group", keys["Phường"]),))
    assert sorted(database.read(lambda tx: tx.scalars(select(RoleGroup.folded)).all())) == ["Phường", "Xã"]


def test_a_row_does_not_come_back_to_what_is_gone(database: Database):
    key = database.write(_unit)

    def spell(tx):
        tx.add(UnitAlias(unit_id=key, alias="P. Thử", key="p thu"))

    def forget(tx):
        with journal.entry(tx, "unit.edited", {Area.UNITS}) as line:
            tx.delete(tx.scalars(select(UnitAlias)).one())
        return line.id

    def remove(tx):
        with journal.entry(tx, "unit.removed", {Area.UNITS}):
            tx.delete(tx.get(Unit, key))

    database.write(spell)
    forgotten = database.write(forget)
    database.write(remove)
    with pytest.raises(Conflict):
        database.write(lambda tx: undoing.undo(tx, forgotten))
    assert database.write(lambda tx: undoing.undo(tx, forgotten, keep_later=True)).restored == 0

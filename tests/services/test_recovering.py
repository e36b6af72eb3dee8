"""Damaged data files: noticed, and what can be read of them saved, said honestly."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.areas import Area
from desktop.domain.attendance import Status
from desktop.domain.backups import Holds, Reason
from desktop.domain.errors import AppError
from desktop.services import agenda, attendance, backups, conferences, journal, recovering
from desktop.services.opening import open_location
from desktop.store import backup
from desktop.store.engines import connect
from desktop.store.pages import Pages
from desktop.store.upgrade import open_database
from tests.attacks import backups as attacks

PAGE = 4096


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample conference, closed."""
    return attacks.sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def path(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(sample, tmp_path / "data.db"))


NOISE = random.Random(3)


def damage(path: Path, *pages: int, by: Callable[[int], bytes] = NOISE.randbytes) -> None:
    with path.open("r+b") as file:
        for page in pages:
            file.seek(page * PAGE)
            file.write(by(PAGE))


def whole(path: Path) -> Holds:
    found = backup.holds(path)
    assert found is not None
    return found


def pages_of(path: Path, table: str) -> list[int]:
    """The pages of a table, its root first."""
    with connect(path) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    connection.close()
    read = Pages(path)
    list(read.rows_under(root))
    return [root, *sorted(read.seen - {root})]


def test_a_sound_file_gives_every_row(path: Path):
    recovery = recovering.recover(path)
    assert recovery.salvaged.read == whole(path) == whole(recovery.fresh)
    assert not recovery.salvaged.broken
    with connect(path) as one, connect(recovery.fresh) as other:
        for (table,) in one.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            query = f"SELECT * FROM {table} ORDER BY 1"
            if table not in ("journal_entry", "attendance", "audit_line"):
                assert one.execute(query).fetchall() == other.execute(query).fetchall(), table
    one.close()
    other.close()


def test_the_page_that_leads_to_all_others_is_not_needed(path: Path):
    before = whole(path)
    damage(path, pages_of(path, "attendee")[0] - 1)
    recovery = recovering.recover(path)
    assert recovery.salvaged.read == before
    assert recovery.salvaged.broken == 1


def test_without_its_first_page_the_file_is_still_ours_and_read(path: Path):
    before = whole(path)
    damage(path, 0)
    with pytest.raises(AppError) as told:
        open_location(path)
    assert told.value.code == "record.damaged"
    assert recovering.recover(path).salvaged.read == before


def test_a_lost_page_costs_its_own_rows_and_the_backup_has_them(path: Path):
    before = whole(path)
    leaves = pages_of(path, "attendee")[1:]
    without = recovering.recover(_damaged(path, leaves[2] - 1)).salvaged
    assert 0 < before.attendees - without.read.attendees < before.attendees // 4
    path.unlink()


def _damaged(path: Path, page: int) -> Path:
    damage(path, page)
    return path


def test_what_is_lost_comes_from_the_backup_but_not_what_was_deleted_since(path: Path):
    database = open_database(path)
    (conference, *_others) = database.read(conferences.list_conferences)
    at = dt.datetime(2018, 5, 23, 18)

    def add(title: str) -> uuid.UUID:
        times = {"starts_at": at, "ends_at": at + dt.timedelta(hours=1)}
        return database.write(lambda tx: agenda.add_session(tx, conference.id, title=title, **times)).id

    add("Còn")
    gone = add("Đã xóa")
    backups.make(path, Reason.ASKED)
    database.write(lambda tx: agenda.remove_session(tx, gone))
    database.close()
    with connect(path) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'training_session'").fetchone()
    connection.close()
    damage(path, root - 1)
    recovery = recovering.recover(path)
    assert recovery.backup is not None
    recovering.accept(recovery)
    again = open_location(path)
    titles = {each.title for each in again.read(lambda tx: agenda.list_sessions(tx, conference.id))}
    again.close()
    assert "Còn" in titles
    assert "Đã xóa" not in titles


def test_rows_that_stood_on_lost_ones_do_not_stay_behind(path: Path):
    damage(path, *[page - 1 for page in pages_of(path, "attendee")])
    recovery = recovering.recover(path)
    assert recovery.salvaged.read.attendees == 0
    with connect(recovery.fresh) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_the_recovered_file_takes_the_place_and_the_damaged_one_is_kept(path: Path):
    damage(path, 5)
    broken = path.read_bytes()
    aside = recovering.accept(recovering.recover(path))
    assert aside.read_bytes() == broken
    database = open_location(path)
    line = database.read(journal.recent)[0]
    database.close()
    assert line.action == "backup.recovered"
    assert Area.ATTENDEES in line.areas
    assert {file.suffix for file in path.parent.iterdir()} == {".db"}


def test_an_emptied_file_with_backups_is_not_begun_anew(path: Path):
    backups.make(path, Reason.ASKED)
    path.write_bytes(b"")
    with pytest.raises(AppError) as told:
        open_location(path)
    assert told.value.code == "record.damaged"


def test_of_a_file_of_noise_nothing_is_claimed(path: Path):
    path.write_bytes(random.Random(5).randbytes(200_000))
    with pytest.raises(AppError) as told:
        recovering.recover(path)
    assert told.value.code == "backup.nothing_readable"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_of_noise_is_recovered_as_the_newest_backup_alone(path: Path):
    before = whole(path)
    backups.make(path, Reason.ASKED)
    path.write_bytes(random.Random(5).randbytes(200_000))
    recovery = recovering.recover(path)
    assert recovery.salvaged.read.nothing
    assert recovery.salvaged.filled == before
    recovering.accept(recovery)
    open_location(path).close()
    assert whole(path) == before


def test_what_only_the_log_holds_is_read_too(path: Path, tmp_path: Path):
    database = open_database(path)
    database.write(lambda tx: conferences.create_conference(tx, title="Chỉ trong nhật ký"))
    copy = tmp_path / "killed" / "data.db"
    copy.parent.mkdir()
    for ending in ("", "-wal"):
        shutil.copyfile(f"{path}{ending}", f"{copy}{ending}")
    database.close()
    assert recovering.recover(copy).salvaged.read.conferences == 2


@pytest.mark.parametrize("number", range(12))
def test_whatever_is_overwritten_or_cut_off_ends_in_words_or_a_sound_file(path: Path, number: int):
    chance = random.Random(number)
    before, size = whole(path), path.stat().st_size
    backups.make(path, Reason.ASKED)
    if number % 3:
        damage(
            path, *(chance.randrange(size // PAGE) for _page in range(chance.choice((1, 4, 40)))), by=chance.randbytes
        )
    else:
        path.write_bytes(path.read_bytes()[: chance.randrange(1, size)])
    if not backup.found_damaged(path):
        open_location(path).close()
        assert whole(path) == before
        return
    with pytest.raises(AppError):
        backups.make(path, Reason.ASKED)
    recovery = recovering.recover(path)
    recovering.accept(recovery)
    database = open_location(path)
    (conference,) = database.read(conferences.list_conferences)
    (session, *_others) = database.read(lambda tx: agenda.list_sessions(tx, conference.id))
    states = database.read(lambda tx: attendance.door_states(tx, session.id))
    assert sum(Status(state.status) in (Status.PRESENT, Status.LATE) for state in states) == attacks.IN
    database.close()
    assert whole(path) == before

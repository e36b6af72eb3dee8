"""The disk attacked: full at every step of commands and of a desk that waits for its server, files gone while open.

`python -m tests.attacks.disk [COMMANDS [DESKS [MOVES]]]` prints the figures. A really full disk is a small tmpfs, which only
root may mount; without, the first two are passed over. `tests/store/test_opened_file.py` and
`tests/services/desks/test_set_aside.py` state the same rules for the suite.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select

from desktop import cli, i18n
from desktop.domain.attendance import THERE
from desktop.domain.attendance import Outcome as Answer
from desktop.domain.errors import AppError
from desktop.log import log
from desktop.services import agenda, attendance, conferences, demo
from desktop.services.desks.server_database import ServerDatabase, open_server
from desktop.services.opening import open_location
from desktop.store.database import Database
from desktop.store.integrity import damaged
from desktop.store.opened_file import log_of
from desktop.store.tables import AttendanceMark, Conference, JournalEntry
from desktop.store.transaction import Transaction
from desktop.store.upgrade import open_database
from tests.attacks.outcome import Outcome
from tests.postgresql import Server, binaries
from tests.services.attendance.crowd import Crowd, gather, let_in, marks

COMMANDS, DESKS, MOVES = 300, 51, 60
_KIB = 1024
_FULL = "đầy"
"""The word that every sentence about a full disk has."""
_MOST_FREE = 600


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path | None]:
    """A disk of its own; None where this user may not mount one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "disk"
        folder.mkdir()
        words = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
        if shutil.which("mount") is None or subprocess.run(words, capture_output=True, check=False).returncode:
            yield None
            return
        try:
            yield folder
        finally:
            subprocess.run(["umount", "--lazy", str(folder)], check=False)


def leave_free(disk: Path, kib: int) -> None:
    """Fill the disk but for so many KiB."""
    ballast = disk / "ballast"
    ballast.unlink(missing_ok=True)
    room = os.statvfs(disk)
    ballast.write_bytes(bytes(max(0, room.f_bavail * room.f_bsize - kib * _KIB)))


def make_room(disk: Path) -> None:
    """Take the ballast away."""
    (disk / "ballast").unlink(missing_ok=True)


def frees(tries: int, chance: random.Random) -> Iterator[int]:
    """How many KiB are free at each try: mostly none or next to none, sometimes enough for the first steps."""
    for _try in range(tries):
        yield 4 * chance.randrange(5 if chance.random() < 0.6 else _MOST_FREE // 4)


# -- commands -----------------------------------------------------------------------------------------------------------


def full_disk_under_commands(tries: int, chance: random.Random) -> Outcome:
    """Every command with 0–600 KiB free where its data, its folder and its temporary files are."""
    outcome = Outcome("a full disk under commands")
    with small_disk(24) as disk:
        if disk is None:
            outcome.notes["not mounted"] = 1
            return outcome
        home = disk / "home"
        home.mkdir()
        with _at_home(home):
            path = demo.new_sample(home / "taphuan.db").path
            conference, session, code = _known(path)
            for number, free in enumerate(frees(tries, chance)):
                words = _commands(conference, session, code, disk)[number % len(_commands("", "", "", disk))]
                _one_command(outcome, path, words, disk, free)
    return outcome


@contextmanager
def _at_home(home: Path) -> Iterator[None]:
    before, temporary = os.environ.get("TAP_HUAN_HOME"), tempfile.tempdir
    os.environ["TAP_HUAN_HOME"] = str(home)
    tempfile.tempdir = str(home)
    try:
        yield
    finally:
        tempfile.tempdir = temporary
        if before is None:
            del os.environ["TAP_HUAN_HOME"]
        else:
            os.environ["TAP_HUAN_HOME"] = before


def _known(path: Path) -> tuple[str, str, str]:
    """A conference, one of its sessions, and somebody's badge code."""
    database = open_database(path)

    def find(tx: Transaction) -> tuple[str, str, str]:
        conference_id = conferences.list_conferences(tx)[0].id
        session_id = agenda.list_sessions(tx, conference_id)[0].id
        return str(conference_id), str(session_id), attendance.door_people(tx, session_id)[0].code

    try:
        return database.read(find)
    finally:
        database.close()


def _commands(conference: str, session: str, code: str, disk: Path) -> list[list[str]]:
    out = str(disk / "out.xlsx")
    return [
        ["conference", "list"],
        ["conference", "new", f"Hội nghị {uuid.uuid4()}"],
        ["walk-in", conference, "--name", f"Trần Thị {uuid.uuid4().hex[:6]}"],
        ["check-in", conference, session, code, "--anyway"],
        ["undo-mark", conference, session, code],
        ["attendees", conference],
        ["export", conference, "-o", out],
        ["sheet", conference, "-o", str(disk / "out.pdf")],
        ["template", conference, "-o", out],
        ["desk", "export", "--conference", conference, str(disk / "desk.json")],
        ["import", conference, *map(str, demo.workbooks()[:1])],
    ]


def _one_command(outcome: Outcome, path: Path, words: list[str], disk: Path, free: int) -> None:
    outcome.tries += 1
    before = _counts(path)
    came = words[0] == "check-in" and _is_in(path, words)
    leave_free(disk, free)
    said, talk = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(talk):
        code = cli.main(["--data", str(path), *words])
    make_room(disk)
    log.handlers.clear()
    name = " ".join(words[:2]) if words[0] in ("conference", "desk") else words[0]
    if code == 0:
        outcome.notes["done"] += 1
    elif _FULL in talk.getvalue() and code == 1:
        outcome.notes["told that it is full"] += 1
    elif code == 2 and words[0] == "undo-mark":
        outcome.notes["nothing to undo"] += 1
    elif code == 1 and came:
        outcome.notes["in already"] += 1
    else:
        outcome.faults.append(f"{name}, {free} KiB free, exit {code}: {talk.getvalue().strip()[-200:]}")
    if damaged(path, thoroughly=True):
        outcome.faults.append(f"{name}, {free} KiB free: the file is damaged")
    after = _counts(path)
    if any(now < then for now, then in zip(after, before, strict=True)):
        outcome.losses.append(f"{name}, {free} KiB free: {before} → {after}")
    for left in (disk / "out.xlsx", disk / "out.pdf", disk / "desk.json"):
        left.unlink(missing_ok=True)
    for left in disk.glob("home/*backup*/*"):
        left.unlink()


def _is_in(path: Path, words: list[str]) -> bool:
    """Whether whom a check-in names stands as there: an undo before it may have met a full disk."""
    _command, _conference, session, code, *_anyway = words
    database = open_database(path)
    try:
        people = database.read(lambda tx: attendance.door_people(tx, uuid.UUID(session)))
    finally:
        database.close()
    return any(person.code == code and person.status in THERE for person in people)


def _counts(path: Path) -> tuple[int, ...]:
    database = open_database(path)
    try:
        return database.read(
            lambda tx: tuple(
                tx.scalar(select(func.count()).select_from(table)) or 0
                for table in (Conference, AttendanceMark, JournalEntry)
            )
        )
    finally:
        database.close()


# -- a desk that waits for its server ---------------------------------------------------------------------------------


def full_disk_under_a_desk(tries: int, chance: random.Random) -> Outcome:
    """A desk fills its disk while its server is away, is started again on the full disk, and sends when all is well."""
    outcome = Outcome("a full disk under a desk that waits")
    installed = binaries()
    with small_disk(8) as disk:
        if disk is None or installed is None:
            outcome.notes["not mounted" if disk is None else "no PostgreSQL"] = 1
            return outcome
        server = Server(installed, safe=True)
        try:
            with _at_home(disk):
                address = server.fresh()
                office = open_database(address, desk="Văn phòng")
                crowd = gather(office, tries * 4 + 20)
                office.close()
                people = iter(crowd.people)
                for free in frees(tries, chance):
                    _one_desk(outcome, server, address, crowd, people, disk, free)
        finally:
            server.stop()
    return outcome


def _one_desk(
    outcome: Outcome,
    server: Server,
    address: str,
    crowd: Crowd,
    people: Iterator[uuid.UUID],
    disk: Path,
    free: int,
) -> None:
    outcome.tries += 1
    desk = open_server(address, desk="Bàn 1")
    desk.copy_now()
    server.kill()
    acknowledged: dict[uuid.UUID, uuid.UUID] = {}
    _queue(outcome, desk, crowd, next(people), acknowledged)
    leave_free(disk, free)
    for _each in range(3):
        _queue(outcome, desk, crowd, next(people), acknowledged)
    desk.close()
    again = _opened(outcome, address)
    if again is not None:
        if again.pending() != len(acknowledged):
            outcome.losses.append(f"{free} KiB free: {again.pending()} of {len(acknowledged)} wait")
        again.close()
    full_when_back = outcome.tries % 2
    if not full_when_back:
        make_room(disk)
    server.start()
    back = _opened(outcome, address)
    if back is not None:
        with contextlib.suppress(AppError):
            back.send()
        back.close()
    make_room(disk)
    office = open_database(address)
    there = {mark.id for own in marks(office, crowd.session_id).values() for mark in own}
    office.close()
    last = open_server(address, desk="Bàn 1")
    waiting = {each.id for each in last.waiting()}
    last.close()
    if gone := set(acknowledged) - there - waiting:
        outcome.losses.append(f"{free} KiB free: {len(gone)} of {len(acknowledged)}")
    outcome.notes["marks acknowledged"] += len(acknowledged)
    if list((disk / "desks").glob("*.damaged.*")):
        outcome.faults.append(f"{free} KiB free: a healthy file was put aside")


def _opened(outcome: Outcome, address: str) -> ServerDatabase | None:
    try:
        return open_server(address, desk="Bàn 1")
    except AppError as told:
        if told.code != "record.disk_full":
            outcome.faults.append(f"opening: {told}")
        outcome.notes["opening refused: full"] += 1
        return None


def _queue(
    outcome: Outcome, desk: Database, crowd: Crowd, person: uuid.UUID, acknowledged: dict[uuid.UUID, uuid.UUID]
) -> None:
    token = uuid.uuid4()
    try:
        answer, _waits = desk.write_or_queue(
            lambda tx: attendance.check_in(
                tx, training_session_id=crowd.session_id, attendee_id=person, token=token, anyway=True
            )
        )
    except AppError as told:
        if told.code != "record.disk_full":
            outcome.faults.append(f"check-in: {told}")
        outcome.notes["told that it is full"] += 1
    else:
        if answer.outcome is not Answer.IN:
            outcome.faults.append(f"check-in: {answer.outcome}")
        acknowledged[token] = person


# -- files that go while they are open ----------------------------------------------------------------------------------


def _replaced(path: Path) -> None:
    other = path.with_name("other.db")
    open_database(other).close()
    other.replace(path)


_MOVES: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "renamed": lambda path: path.rename(path.with_name("moved.db")),
    "replaced": _replaced,
    "log deleted": lambda path: log_of(path).unlink(),
    "folder deleted": lambda path: shutil.rmtree(path.parent),
    "folder renamed": lambda path: path.parent.rename(path.parent.with_name("moved")),
}


def files_gone_while_open(tries: int, chance: random.Random) -> Outcome:
    """The data file goes before or within a check-in: whatever was acknowledged stands in a file that the program names."""
    outcome = Outcome("a data file gone while open")
    for number in range(tries):
        outcome.tries += 1
        name, move = list(_MOVES.items())[number % len(_MOVES)]
        with tempfile.TemporaryDirectory() as folder, _at_home(Path(folder) / "home"):
            place = Path(folder) / "data"
            place.mkdir()
            path = place / "taphuan.db"
            database = open_location(path, desk="Bàn 1")
            assert database.path is not None
            crowd = gather(database, 20)
            _gone(outcome, database, crowd, partial_move(move, path), name, chance.randrange(1, 10), path)
            database.close()
    return outcome


def partial_move(move: Callable[[Path], object], path: Path) -> Callable[[], object]:
    """The move of this path."""
    return lambda: move(path)


def _gone(
    outcome: Outcome,
    database: Database,
    crowd: Crowd,
    move: Callable[[], object],
    name: str,
    after: int,
    path: Path,
) -> None:
    acknowledged, copies = 0, set()
    for number, person in enumerate(crowd.people):
        if number == after:
            move()
        try:
            let_in(database, crowd.session_id, person)
            acknowledged += 1
        except AppError as told:
            if told.code != "record.moved":
                outcome.faults.append(f"{name}: {told}")
                return
            copies.add(str(told.details["copy"]))
    if len(copies) != 1:
        outcome.faults.append(f"{name}: saved in {len(copies)} files")
        return
    saved = open_database(Path(copies.pop()), new=False)
    found = len(marks(saved, crowd.session_id))
    saved.close()
    if found < acknowledged:
        outcome.losses.append(f"{name}: {found} of {acknowledged}")
    outcome.notes["marks acknowledged"] += acknowledged
    if name in ("deleted", "renamed") and path.exists():
        outcome.faults.append(f"{name}: made anew")


def main(words: list[str]) -> int:
    """Run all three; exit 1 when there was a fault or a loss."""
    i18n.install("vi")
    given = [int(word) for word in words]
    commands, desks, moves = [*given, *(COMMANDS, DESKS, MOVES)[len(given) :]]
    chance = random.Random(20180523)
    bad = 0
    for attack, tries in (
        (files_gone_while_open, moves),
        (full_disk_under_commands, commands),
        (full_disk_under_a_desk, desks),
    ):
        outcome = attack(tries, chance)
        print(outcome.line(), flush=True)  # noqa: T201
        for words_of in (*outcome.faults, *outcome.losses):
            print(f"  {words_of}")  # noqa: T201
        bad += len(outcome.faults) + len(outcome.losses)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

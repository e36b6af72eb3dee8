"""Backups attacked: killed in a backup and in a restore, data files overwritten and cut off.

`python -m tests.attacks.backups [TRIES [FILES]]` prints how many tries there were, how many faults (a traceback, a broken
file, a file that is damaged and is not said to be) and how many losses (a conference, an attendee or a mark that was
saved, is in no backup either, and is gone).
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from desktop.domain.attendance import Method
from desktop.domain.attendance import Outcome as Answer
from desktop.domain.backups import Holds, Reason
from desktop.domain.errors import AppError
from desktop.services import agenda, attendance, attendees, backups, conferences, demo, recovering
from desktop.services.opening import open_location
from desktop.store import backup
from desktop.store.engines import connect
from desktop.store.integrity import damaged
from desktop.store.transaction import Transaction
from tests.attacks.outcome import Outcome

TRIES, FILES = 200, 150
IN = 90
"""So many of the sample's people are let in."""
_PAGE = 4096
_LONGEST = 0.35
"""Seconds after which a child is killed at the latest; a backup of the sample takes a tenth of a second, a restore three."""
_CHILD = """
import sys
from pathlib import Path
from desktop.domain.backups import Reason
from desktop.services import backups, recovering
from desktop.store.upgrade import open_database
what, path = sys.argv[1], Path(sys.argv[2])
print("ready", flush=True)
if what == "backup":
    while True:
        backups.make(path, Reason.ASKED)
elif what == "restore":
    names = [Path(name) for name in sys.argv[3:]]
    while True:
        for name in names:
            backups.restore(path, name)
else:
    backups.restore(path, Path(sys.argv[3]))
"""


def sample(folder: Path) -> Path:
    """The sample conference with ninety marks, closed."""
    path = demo.new_sample(folder / "data.db").path
    database = open_location(path, desk="Bàn 1")
    (conference,) = database.read(conferences.list_conferences)
    session = database.read(lambda tx: agenda.list_sessions(tx, conference.id))[0].id
    people = database.read(lambda tx: attendees.list_attendees(tx, conference.id))[:IN]

    def let_in(tx: Transaction) -> None:
        for person in people:
            answer = attendance.check_in(
                tx,
                training_session_id=session,
                attendee_id=person.id,
                token=uuid.uuid4(),
                method=Method.SCAN,
                anyway=True,
            )
            assert answer.outcome is Answer.IN

    database.write(let_in)
    database.close()
    return path


def holds(path: Path) -> Holds | None:
    """What a data file holds, as far as it is whole."""
    return None if damaged(path) else backup.holds(path)


def _killed(chance: random.Random, *words: object) -> None:
    child = subprocess.Popen([sys.executable, "-c", _CHILD, *map(str, words)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    try:
        child.wait(chance.uniform(0, _LONGEST))
    except subprocess.TimeoutExpired:
        child.kill()
    child.wait()
    child.stdout.close()


def kill_in_backup(original: Path, folder: Path, tries: int, chance: random.Random) -> Outcome:
    """Backups of one file, each run killed at some moment: the file and every backup listed are whole."""
    outcome, path = Outcome("killed in a backup"), Path(shutil.copyfile(original, folder / "data.db"))
    want = holds(original)
    for _try in range(tries):
        outcome.tries += 1
        _killed(chance, "backup", path)
        if holds(path) != want:
            outcome.losses.append("the data file changed")
        listed = backups.list_backups(path)
        outcome.faults += [each.name for each in listed if not each.good or each.holds != want]
    try:
        backups.make(path, Reason.ASKED)
    except AppError as error:
        outcome.faults.append(f"no backup afterwards: {error}")
    outcome.notes["backups left"] = len(backups.list_backups(path))
    return outcome


def kill_in_restore(original: Path, folder: Path, tries: int, chance: random.Random) -> Outcome:
    """Two states restored over each other, by turns: after each kill the file is one of them, whole."""
    outcome, path = Outcome("killed in a restore"), Path(shutil.copyfile(original, folder / "data.db"))
    first = Path(shutil.copyfile(backups.make(path, Reason.ASKED), folder / "first.db"))
    database = open_location(path)
    database.write(lambda tx: conferences.create_conference(tx, title="Sau bản sao lưu"))
    database.close()
    second = Path(shutil.copyfile(backups.make(path, Reason.ASKED), folder / "second.db"))
    states = {str(holds(first)): "older", str(holds(second)): "newer"}
    for _try in range(tries):
        outcome.tries += 1
        _killed(chance, "restore", path, first, second)
        found = states.get(str(holds(path)))
        if found is None:
            outcome.faults.append(f"neither the one nor the other: {holds(path)}")
            shutil.copyfile(second, path)
        outcome.notes[found or "neither"] += 1
        outcome.faults += [each.name for each in backups.list_backups(path)[:3] if not each.good]
    return outcome


def kill_over_damaged(original: Path, folder: Path, tries: int, chance: random.Random) -> Outcome:
    """A backup restored over a damaged file: there is always a file, the damaged one or the whole one, and neither is lost."""
    outcome = Outcome("killed in a restore over a damaged file")
    noise = bytearray(original.read_bytes())
    noise[5 * _PAGE : 9 * _PAGE] = chance.randbytes(4 * _PAGE)
    broken, want = bytes(noise), holds(original)
    for number in range(tries):
        outcome.tries += 1
        own = folder / str(number)
        own.mkdir()
        path = own / "data.db"
        path.write_bytes(broken)
        _killed(chance, "over", path, original)
        if not path.exists():
            outcome.losses.append("no file")
        elif path.read_bytes() == broken:
            outcome.notes["still damaged"] += 1
        else:
            outcome.notes["restored"] += 1
            if holds(path) != want:
                outcome.faults.append("half restored")
            if not any(each.read_bytes() == broken for each in own.glob("data.damaged.*.db")):
                outcome.losses.append("the damaged file is gone")
        shutil.rmtree(own)
    return outcome


def corrupt_files(original: Path, folder: Path, files: int, chance: random.Random, *, with_backup: bool) -> Outcome:
    """Files overwritten or cut off at random: each is noticed or unharmed, and all that can be read is saved."""
    outcome = Outcome(f"corrupted files, {'with' if with_backup else 'without'} a backup")
    want, content = holds(original), _content(original)
    assert want is not None
    saved = 0
    for number in range(files):
        outcome.tries += 1
        own = folder / str(number)
        own.mkdir()
        path = Path(shutil.copyfile(original, own / "data.db"))
        if with_backup:
            backups.make(path, Reason.ASKED)
        _ruin(path, chance)
        try:
            got = _got(path, content, outcome)
        except AppError as error:
            outcome.notes[error.code] += 1
            got = Holds(0, 0, 0)
        except Exception as error:  # noqa: BLE001 - what is looked for
            outcome.faults.append(f"traceback {error!r}")
            continue
        saved += got.attendees + got.marks
        if with_backup and got != want:
            outcome.losses.append(str(got))
        shutil.rmtree(own)
    outcome.notes["% of attendees and marks saved"] = round(100 * saved / files / (want.attendees + want.marks))
    return outcome


def _ruin(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    pages = len(data) // _PAGE
    kind = chance.choice(("noise", "noise", "noise", "zeros", "cut"))
    if kind == "cut":
        path.write_bytes(data[: chance.randrange(1, len(data))])
        return
    for _page in range(chance.choice((1, 1, 3, 10, pages // 4))):
        place = chance.randrange(pages) * _PAGE
        data[place : place + _PAGE] = bytes(_PAGE) if kind == "zeros" else chance.randbytes(_PAGE)
    path.write_bytes(data)


def _got(path: Path, content: set[str], outcome: Outcome) -> Holds:
    """What the file holds after it was opened as the program does, recovered if it is found damaged."""
    try:
        open_location(path).close()
    except AppError as error:
        outcome.notes[error.code] += 1
        broken = path.read_bytes()
        aside = recovering.accept(recovering.recover(path))
        if aside.read_bytes() != broken:
            outcome.losses.append("the damaged file was changed")
        open_location(path).close()
    else:
        outcome.notes["unharmed"] += 1
        if _content(path) != content:
            outcome.faults.append("damaged and not said to be")
    found = holds(path)
    if found is None:
        raise AppError("record.damaged")
    return found


def _content(path: Path) -> set[str]:
    with closing(connect(path)) as connection:
        return set(connection.iterdump())


Kill = Callable[[Path, Path, int, random.Random], Outcome]
KILLS: tuple[Kill, ...] = (kill_in_backup, kill_in_restore, kill_over_damaged)


def attack(tries: int, files: int, seed: int = 11) -> list[Outcome]:
    """All of them, in folders of their own."""
    outcomes = []
    with tempfile.TemporaryDirectory() as place:
        original = sample(Path(place))

        def folder() -> Path:
            return Path(tempfile.mkdtemp(dir=place))

        outcomes += [kill(original, folder(), tries, random.Random(seed)) for kill in KILLS]
        for with_backup in (False, True):
            outcomes.append(corrupt_files(original, folder(), files, random.Random(seed), with_backup=with_backup))
    return outcomes


def main(words: list[str]) -> int:
    """Attack and print the figures; 1 when something was found."""
    tries, files = [*map(int, words), *(TRIES, FILES)[len(words) :]]
    outcomes = attack(tries, files)
    for outcome in outcomes:
        sys.stdout.write(outcome.line() + "\n")
        for each in [*outcome.faults, *outcome.losses][:10]:
            sys.stdout.write(f"  {each}\n")
    return int(any(outcome.faults or outcome.losses for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

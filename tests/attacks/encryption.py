"""Encryption attacked: killed while a data file and its backups are encrypted, given another passphrase and decrypted.

`python -m tests.attacks.encryption [TRIES]` prints how many tries there were, how many faults (a traceback, something
plain that should be encrypted) and how many losses (the file or a backup that no passphrase opens, or that holds less).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

from desktop.domain.backups import Holds, Reason
from desktop.services import backups, encryption
from desktop.store import backup, resealing, sealing
from desktop.store.integrity import damaged
from tests.attacks.backups import sample
from tests.attacks.outcome import Outcome

TRIES = 200
PASSPHRASES = ("mật khẩu thứ nhất", "mật khẩu thứ hai")
_LONGEST = 2.0
"""Seconds after which a child is killed at the latest: a whole round takes about that."""
_CHEAP = 2**10


def work(path: Path) -> None:
    """The child: encrypt, change and decrypt without end, saying each step."""
    sealing._SCRYPT["n"] = _CHEAP
    _open(path)
    resealing.clear_away(path)
    first, second = PASSPHRASES
    for passphrase, anew in cycle(((second, False), (first, True), (second, True), (first, False))):
        if not encryption.is_encrypted(path):
            _say("encrypt")
            encryption.encrypt(path, passphrase, _quiet)
            continue
        _say("change-key --anew" if anew else "change-key")
        encryption.change_passphrase(path, passphrase, _quiet, anew=anew)
        if not anew:
            _say("decrypt")
            encryption.decrypt(path, _quiet)


def _say(step: str) -> None:
    sys.stdout.write(f"{step}\n")
    sys.stdout.flush()


def _quiet(_done: int, _total: int) -> None:
    pass


def _open(path: Path) -> bool:
    """Whether a file is plain, or one of the passphrases opens it."""
    return not encryption.is_encrypted(path) or any(encryption.opens(path, each) for each in PASSPHRASES)


def _all(path: Path) -> list[Path]:
    return [path, *(each.path for each in backup.backups_in(backup.folder_of(path), path))]


def attack(original: Path, folder: Path, tries: int, dice: random.Random) -> Outcome:
    """Kill the child at random moments, and look into every file after each."""
    outcome = Outcome("killed while encrypting, changing, decrypting")
    path = folder / "data.db"
    backup.copy(original, path)
    for _number in range(2):
        backups.make(path, Reason.ASKED)
    expected, count = backup.holds(path), len(_all(path))
    for _try in range(tries):
        outcome.tries += 1
        command = [sys.executable, "-m", "tests.attacks.encryption", "--child", str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            begun = process.stdout.readline().strip()
            time.sleep(dice.uniform(0, _LONGEST))
            process.kill()
            said, failed = process.communicate()
        step = (said.splitlines() or [begun])[-1]
        outcome.notes[step or "nothing"] += 1
        if failed:
            outcome.faults.append(f"{step}: {failed.splitlines()[-1]}")
        _look(path, expected, count, step, outcome)
    return outcome


def _look(path: Path, expected: Holds | None, count: int, step: str, outcome: Outcome) -> None:
    sealing.forget_keys()
    files = _all(path)
    if len(files) != count:
        outcome.losses.append(f"{step}: {count - len(files)} files are gone")
    for file in files:
        if not _open(file):
            outcome.losses.append(f"{step}: no passphrase opens {file.name}")
        elif damaged(file, thoroughly=True) or backup.holds(file) != expected:
            outcome.losses.append(f"{step}: {file.name} holds less")
    resealing.clear_away(path)
    encryption.finish(path)
    if encryption.is_encrypted(path) and not all(map(encryption.is_encrypted, files)):
        outcome.faults.append(f"{step}: a backup stays plain")
    if left := list(path.parent.glob("*.replaced")):
        outcome.faults.append(f"{step}: {left[0].name} is left")


def main(arguments: list[str]) -> int:
    """Run the attack; 1 when it found anything."""
    if arguments[:1] == ["--child"]:
        work(Path(arguments[1]))
    sealing._SCRYPT["n"] = _CHEAP
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TAP_HUAN_HOME"] = folder
        place = Path(folder, "tập huấn")
        place.mkdir()
        tries = int(arguments[0]) if arguments else TRIES
        outcome = attack(sample(Path(folder)), place, tries, random.Random(2018))
    for line in (outcome.line(), *outcome.faults, *outcome.losses):
        sys.stdout.write(f"{line}\n")
    return 1 if outcome.faults or outcome.losses else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

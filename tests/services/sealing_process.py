"""A process that encrypts, changes the passphrase and decrypts again and again, until it is killed."""

from __future__ import annotations

import sys
from itertools import cycle
from pathlib import Path

from desktop.services import encryption
from desktop.store import resealing, sealing

PASSPHRASES = ("mật khẩu thứ nhất", "mật khẩu thứ hai")


def main(path: Path) -> None:
    """Work on the file without end, saying each step."""
    sealing._SCRYPT["n"] = 2**10
    resealing.finish(path)
    if encryption.is_encrypted(path):
        assert any(encryption.opens(path, each) for each in PASSPHRASES), "no passphrase opens it"
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


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Where the passphrase of an encrypted data file comes from. Every start looks here, so that it imports little."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop.domain.errors import InvalidInput
from desktop.store import sealing
from desktop.store.sealing import Passphrases

KEY_FILE_VARIABLE = "TAP_HUAN_KEY_FILE"
"""Names a text whose first line is the passphrase, for every command and the window."""
LOCKED = frozenset({"seal.locked", "seal.wrong_key", "seal.key_file_lost"})
"""The codes of an encrypted file whose key is still wanted."""
_LONGEST_LINE = 4096


def begin(*more: Passphrases) -> None:
    """Look for passphrases in the file that the environment names, in the keyring, then where the start itself says."""
    sealing.ask(_from_environment, _from_keyring, *more)


def first_line(file: Path) -> str:
    """The passphrase in a text: its first line. Raises InvalidInput when it can't be read, or is empty."""
    try:
        with file.open("rb") as stream:
            line = stream.readline(_LONGEST_LINE)
        passphrase = line.decode("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput("seal.no_passphrase_file", file=file.name) from error
    if not passphrase:
        raise InvalidInput("seal.no_passphrase_file", file=file.name)
    return passphrase


def from_environment() -> str | None:
    """The passphrase in the file that the environment names, if it names one. Raises InvalidInput when that can't be read."""
    named = os.environ.get(KEY_FILE_VARIABLE)
    return first_line(Path(named)) if named else None


def _from_environment(_path: Path, _identity: bytes) -> Iterator[str]:
    if passphrase := from_environment():
        yield passphrase


def _from_keyring(_path: Path, identity: bytes) -> Iterable[str]:
    from desktop.services import passwords

    found = passwords.kept(ring_name(identity))
    return [found] if found else []


def ring_name(identity: bytes) -> str:
    """The name under which the keyring holds the passphrase of a key."""
    return f"data file {identity.hex()}"


def remember(path: Path, passphrase: str) -> None:
    """Keep an encrypted file's passphrase in the keyring. Raises AppError when there is none."""
    from desktop.services import passwords

    seal = sealing.seal_of(path)
    if seal is not None:
        passwords.keep(ring_name(seal.identity), passphrase)

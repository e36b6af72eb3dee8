"""Encrypted data files: which are, by which key, and where that key comes from.

A data file is encrypted with a random secret, its data key. The secret is what the recovery sheet shows; beside the file
stands a key file ("taphuan.db.seal.json") that holds it wrapped by a passphrase, so that changing the passphrase changes
that alone. The first 16 bytes of an encrypted file, SQLCipher's salt, say that it is one and by which key: so a wrong key
is told from damage before anything is read, and the secret alone opens a file whose key file was lost.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
import threading
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from desktop import own_files, scratch
from desktop.domain import recovery_keys
from desktop.domain.errors import InvalidInput, UnusableDatabase
from desktop.domain.lazy_dataclass import dataclass
from desktop.store.sealed_text import Seal, may_be_sealed, seal_on

PLAIN = b"SQLite format 3\x00"
"""How every plain data file begins."""
MAGIC = b"TapHuan\x01"
"""How every encrypted one begins; the identity of its key follows."""
IDENTITY_BYTES = 8
SHORTEST = 8
"""Characters that a passphrase has at least."""

KEY_FILE = ".seal.json"
"""How the names of key files end."""

_FORMAT = "tap-huan-seal"
_VERSION = 1
_SCRYPT = {"n": 2**17, "r": 8, "p": 1}
"""What trying one passphrase costs: 128 MB and about half a second."""
_DEAREST = {"n": 2**20, "r": 32, "p": 16}
_LARGEST_KEY_FILE = 64 * 1024


class Locked(UnusableDatabase):
    """An encrypted file whose key nobody has given yet (details: file, path)."""

    def __init__(self, path: Path, code: str = "seal.locked") -> None:
        super().__init__(code, file=path.name, path=str(path))

    def __reduce__(self) -> tuple[object, ...]:
        return Locked, (Path(str(self.details["path"])), self.code)


@dataclass(frozen=True, slots=True)
class DataKey:
    """What a data file is encrypted with."""

    secret: bytes = field(repr=False)

    @classmethod
    def new(cls) -> DataKey:
        """A key that nobody has yet."""
        return cls(secrets.token_bytes(recovery_keys.SECRET_BYTES))

    def derived(self, purpose: str) -> bytes:
        """32 bytes for one purpose, which tell nothing of the secret or of those for another."""
        return hmac.digest(self.secret, f"tap-huan {purpose}".encode(), "sha256")

    @property
    def identity(self) -> bytes:
        """What tells this key from others and may be seen by anybody."""
        return self.derived("identity")[:IDENTITY_BYTES]

    @property
    def sqlcipher(self) -> str:
        """The key as SQLCipher takes it: raw, with the salt that makes the file's first bytes."""
        return f"x'{self.derived('data file').hex()}{(MAGIC + self.identity).hex()}'"

    @property
    def spelled(self) -> str:
        """As the recovery sheet shows it."""
        return recovery_keys.spelled(self.secret)


# -- the key file ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wrap:
    """A data key wrapped by a passphrase: AES-256-GCM under a key that scrypt makes of the passphrase."""

    identity: bytes
    salt: bytes
    cost: dict[str, int]
    wrapped: bytes

    @classmethod
    def of(cls, key: DataKey, passphrase: str) -> Wrap:
        """Wrap a key anew."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        salt, nonce, cost = secrets.token_bytes(16), secrets.token_bytes(12), dict(_SCRYPT)
        sealed = AESGCM(_stretched(passphrase, salt, cost)).encrypt(nonce, key.secret, _FORMAT.encode() + key.identity)
        return cls(key.identity, salt, cost, nonce + sealed)

    def opened(self, passphrase: str) -> DataKey | None:
        """The key, or None for a passphrase that is not the right one."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce, sealed = self.wrapped[:12], self.wrapped[12:]
        try:
            stretched = _stretched(passphrase, self.salt, self.cost)
            key = DataKey(AESGCM(stretched).decrypt(nonce, sealed, _FORMAT.encode() + self.identity))
        except (InvalidTag, ValueError):
            return None
        return key if key.identity == self.identity else None

    def written(self) -> dict[str, object]:
        """As a part of JSON."""
        return {
            "id": self.identity.hex(),
            "kdf": {"name": "scrypt", "salt": self.salt.hex(), **self.cost},
            "wrapped": base64.b64encode(self.wrapped).decode(),
        }

    @classmethod
    def read(cls, told: dict[str, object]) -> Wrap:
        """What `written` gave. Raises ValueError, KeyError or TypeError for anything else."""
        kdf = told["kdf"]
        if not isinstance(kdf, dict) or kdf["name"] != "scrypt":
            raise ValueError(kdf)
        cost = {name: int(kdf[name]) for name in _SCRYPT}
        if any(not 1 <= cost[name] <= most for name, most in _DEAREST.items()):
            raise ValueError(cost)  # a stranger's file must not keep the computer busy for ever
        identity, salt = bytes.fromhex(str(told["id"])), bytes.fromhex(str(kdf["salt"]))
        return cls(identity, salt, cost, base64.b64decode(str(told["wrapped"]), validate=True))


def _stretched(passphrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    password = unicodedata.normalize("NFC", passphrase).encode()
    room = 256 * cost["n"] * cost["r"]
    return hashlib.scrypt(password, salt=salt, **cost, maxmem=room, dklen=32)


def key_file(path: Path) -> Path:
    """The file beside a data file that holds its wrapped key."""
    return path.with_name(path.name + KEY_FILE)


def shared_key_file(folder: Path, identity: bytes) -> Path:
    """The key file of all backups in a folder that are encrypted with one key."""
    return folder / (identity.hex() + KEY_FILE)


def read_key_file(file: Path) -> dict[bytes, Wrap]:
    """The wrapped keys in a key file by identity; none when it is missing, damaged or no such file."""
    try:
        with file.open("rb") as stream:
            told = json.loads(stream.read(_LARGEST_KEY_FILE))
        if told["format"] != _FORMAT or told["version"] != _VERSION:
            return {}
        return {wrap.identity: wrap for wrap in map(Wrap.read, told["keys"])}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def write_key_file(file: Path, wraps: Iterable[Wrap]) -> None:
    """Write a key file, whole and on the disk before anything relies on it. Raises UnusableDatabase."""
    told = {"format": _FORMAT, "version": _VERSION, "keys": [wrap.written() for wrap in wraps]}
    fresh = scratch.beside(file)
    try:
        with fresh.open("wb") as stream:
            stream.write(json.dumps(told, indent=1).encode())
            stream.flush()
            os.fsync(stream.fileno())
        own_files.narrow(fresh)
        fresh.replace(file)
        flush_folder(file.parent)
    except OSError as error:
        raise UnusableDatabase("seal.no_key_file_written", file=file.name) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """See to it that the names in a folder are on the disk, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def wrap_for(path: Path, identity: bytes) -> Wrap | None:
    """The wrapped key of an encrypted file: from its own key file, or from the one that backups share."""
    for file in (key_file(path), shared_key_file(path.parent, identity)):
        if (found := read_key_file(file).get(identity)) is not None:
            return found
    return None


def copy_key(path: Path, copy: Path) -> None:
    """Give a copy of an encrypted file a key file of its own. Raises UnusableDatabase."""
    identity = identity_of(copy)
    wrap = wrap_for(path, identity) if identity else None
    if wrap is not None:
        write_key_file(key_file(copy), [wrap])


def share_key(path: Path, folder: Path) -> None:
    """Let the backups in a folder be opened by the passphrase that opens their data file now. Raises UnusableDatabase."""
    for identity, wrap in read_key_file(key_file(path)).items():
        shared = shared_key_file(folder, identity)
        if read_key_file(shared).get(identity) != wrap:
            write_key_file(shared, [wrap])


# -- what a file is ----------------------------------------------------------------------------------------------------

_held: dict[Path, bytes] = {}
_holders: Counter[Path] = Counter()
_lock = threading.RLock()


def beginning(path: Path) -> bytes:
    """A file's first 16 bytes; fewer when it is shorter. Raises OSError.

    Of a file that is open here they are remembered: to read it would let go of SQLite's locks. One that was empty when it
    was opened has got them since.
    """
    whole = path.absolute()
    with _lock:
        if _held.get(whole):
            return _held[whole]
        with whole.open("rb") as stream:
            first = stream.read(len(PLAIN))
        if whole in _held:
            _held[whole] = first
        return first


def identity_of(path: Path) -> bytes | None:
    """Which key an encrypted file needs; None for a plain file, for one of another kind and for none at all."""
    try:
        first = beginning(path)
    except OSError:
        return None
    if first.startswith(MAGIC) and len(first) == len(PLAIN):
        return first[len(MAGIC) :]
    if not first or first == PLAIN:
        return None
    return next(iter(read_key_file(key_file(path))), None)  # its beginning was overwritten: SQLCipher does without


def hold(path: Path) -> None:
    """Remember what a file is as long as it is open here.

    Looking again would close a file that SQLite has open too, and with that, on POSIX, give up SQLite's locks on it.
    """
    whole = path.absolute()
    with _lock:
        if not _holders[whole]:
            with suppress(OSError):
                _held[whole] = beginning(whole)
        _holders[whole] += 1


def let_go(path: Path) -> None:
    """The file is closed here."""
    whole = path.absolute()
    with _lock:
        _holders[whole] -= 1
        if _holders[whole] <= 0:
            del _holders[whole]
            _held.pop(whole, None)


def look_again(path: Path) -> None:
    """Another file stands there now, which nobody has open."""
    whole = path.absolute()
    with _lock:
        if _held.pop(whole, None) is not None:
            with suppress(OSError):
                _held[whole] = beginning(whole)


# -- keys known to this run --------------------------------------------------------------------------------------------

Passphrases = Callable[[Path, bytes], Iterable[str]]
"""Tells passphrases to try for an encrypted file with this key, the likeliest first."""

_known: dict[bytes, DataKey] = {}
_sources: list[Passphrases] = []


def know(key: DataKey) -> None:
    """Open files of this key without asking, until the program ends."""
    _known[key.identity] = key


def known(identity: bytes) -> DataKey | None:
    """The key of this identity, if this run has it."""
    return _known.get(identity)


def forget_keys() -> None:
    """Ask for every key again."""
    _known.clear()


def ask(*sources: Passphrases) -> None:
    """Where passphrases come from when a file's key is not known yet: each source in turn."""
    _sources[:] = sources


def seal_of(path: Path) -> Seal | None:
    """The seal of an encrypted data file or a sealed text; None for any other file."""
    identity = identity_of(path)
    if identity is not None:
        return Seal(identity, wrap_for(path, identity))
    try:
        return seal_on(path) if may_be_sealed(beginning(path)) else None
    except OSError:
        return None


def key_of(path: Path) -> DataKey | None:
    """The key of a file that is encrypted, None for one that is not. Raises Locked when it is not to be had."""
    identity = identity_of(path)
    if identity in _known:
        return _known[identity]
    seal = seal_of(path)
    if seal is None or seal.identity in _known:
        return _known[seal.identity] if seal is not None else None
    code = "seal.key_file_lost" if seal.wrap is None else "seal.locked"
    for source in _sources:
        for passphrase in source(path, seal.identity):
            try:
                return unlock(path, passphrase)
            except InvalidInput as error:
                code = error.code
    raise Locked(path, code)


def unlock(path: Path, passphrase: str) -> DataKey:
    """The key of an encrypted file by its passphrase or its recovery key, known from now on.

    Raises InvalidInput("seal.wrong_key"), or "seal.key_file_lost" when only the recovery key can open it.
    """
    seal = seal_of(path)
    if seal is None:
        raise UnusableDatabase("seal.not_encrypted", file=path.name)
    secret = recovery_keys.read(passphrase)
    key = DataKey(secret) if secret else None
    if key is None or key.identity != seal.identity:
        if seal.wrap is None:
            raise InvalidInput("seal.key_file_lost", field="passphrase", file=path.name)
        key = seal.wrap.opened(passphrase)
    if key is None:
        raise InvalidInput("seal.wrong_key", field="passphrase", file=path.name)
    know(key)
    return key

"""encrypt | change-key | decrypt: the data file encrypted at rest, and where every command takes its passphrase from."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import paths
from desktop.commands import output
from desktop.commands.subcommands import Subcommands, add
from desktop.domain.sources import refuse_password
from desktop.i18n import _
from desktop.services import passphrases
from desktop.settings import Settings

if TYPE_CHECKING:
    from desktop.services.encryption import Change, Done

_TRIES = 3


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    made = add(commands, "encrypt", encrypt, _("encrypt the data file and its backups"), json=True)
    _take_key_file(made, _("text whose first line is the passphrase; asked for without it"))
    _take_sheet(made)
    changed = add(commands, "change-key", change, _("protect the encrypted data file by another passphrase"), json=True)
    _take_key_file(
        changed,
        _(
            "text whose first line is the new passphrase, when TAP_HUAN_KEY_FILE or the keyring knows the present one; "
            "otherwise the present one"
        ),
    )
    changed.add_argument(
        "--new-key-file", metavar=_("FILE"), default="", help=_("text whose first line is the new passphrase")
    )
    changed.add_argument(
        "--anew", action="store_true", help=_("encrypt everything anew: the old passphrase and sheet open nothing more")
    )
    _take_sheet(changed)
    plain = add(commands, "decrypt", decrypt, _("let the data file and its backups be plain again"), json=True)
    plain.set_defaults(sheet="")
    _take_key_file(plain, _("text whose first line is the passphrase; asked for without it"))


def _take_key_file(command: argparse.ArgumentParser, text: str) -> None:
    command.add_argument("--key-file", metavar=_("FILE"), default="", help=text)


def _take_sheet(command: argparse.ArgumentParser) -> None:
    command.add_argument("--sheet", metavar=_("FILE.pdf"), default="", help=_("write the recovery sheet there"))


def ask(path: Path, _identity: bytes) -> Iterator[str]:
    """The passphrase of an encrypted file, asked for on a terminal, three times at most."""
    if not sys.stdin.isatty():
        return
    for left in reversed(range(_TRIES)):
        yield getpass.getpass(_("Passphrase of {file}: ").format(file=path.name))
        if left:
            output.say(_("That is not the passphrase."))


def _location(args: argparse.Namespace) -> str | Path:
    refuse_password(args.data)
    return args.data or Settings.load().data_file or paths.default_database()


def _file(args: argparse.Namespace) -> Path:
    from desktop.services import encryption

    return encryption.file_of(_location(args))


def encrypt(args: argparse.Namespace) -> int:
    """Encrypt the data file and its backups."""
    from desktop.services import encryption

    path = _file(args)
    passphrase = _given(args.key_file) or passphrases.from_environment() or _asked_twice()
    with output.progress(_("Encrypting")) as progress:
        done = encryption.encrypt(path, passphrase, progress)
    _note(args, encryption.Change.ENCRYPTED)
    output.say(_("Encrypted: {file}").format(file=path.name))
    return _tell(args, path, done)


def change(args: argparse.Namespace) -> int:
    """Protect the encrypted data file by another passphrase."""
    from desktop.services import encryption

    path = _file(args)
    given, new = _given(args.key_file), _given(args.new_key_file)
    if given and encryption.opens(path, given):  # what opens the file is the present one
        given = ""
    elif given and new:
        _unlock(path, given)
    encryption.recovery_key(path)  # the present one is asked for first
    with output.progress(_("Encrypting")) as progress:
        passphrase = new or given or _asked_twice()
        done = encryption.change_passphrase(path, passphrase, progress, anew=args.anew)
    _note(args, encryption.Change.KEY_CHANGED)
    output.say(_("The passphrase of {file} was changed.").format(file=path.name))
    return _tell(args, path, done)


def decrypt(args: argparse.Namespace) -> int:
    """Let the data file and its backups be plain again."""
    from desktop.services import encryption

    path = _file(args)
    if given := _given(args.key_file):
        _unlock(path, given)
    with output.progress(_("Decrypting")) as progress:
        done = encryption.decrypt(path, progress)
    _note(args, encryption.Change.DECRYPTED)
    output.say(_("No longer encrypted: {file}").format(file=path.name))
    return _tell(args, path, done)


def _note(args: argparse.Namespace, change: Change) -> None:
    from desktop.domain.errors import AppError
    from desktop.log import log
    from desktop.services import encryption
    from desktop.services.opening import open_location

    try:
        database = open_location(_location(args), desk=Settings.load().desk, new=False)
    except AppError as error:
        log.warning("%s is in no audit: %s", change, error.code)
        return
    try:
        encryption.note(database, change)
    finally:
        database.close()


def _tell(args: argparse.Namespace, path: Path, done: Done) -> int:
    if done.left:
        output.say(_("These backups are damaged and stay as they were: {names}").format(names=", ".join(done.left)))
    sheet = args.sheet if done.recovery_key else ""
    if sheet:
        from desktop.papers import recovery_sheet
        from desktop.whole_file import write_whole

        write_whole(Path(sheet), recovery_sheet.pdf(path.name, done.recovery_key))
    if args.json:
        document = {"file": str(path), "recovery_key": done.recovery_key, "backups": done.backups, "left": done.left}
        output.document({**document, "sheet": sheet})
    elif done.recovery_key:
        output.result(done.recovery_key)
        output.say(
            _("Recovery key: whoever has it opens the data. Print it, keep it in a safe, and not on this computer.")
        )
    return 0


def _unlock(path: Path, passphrase: str) -> None:
    from desktop.domain.errors import InvalidInput, UnusableDatabase
    from desktop.services import encryption

    try:
        encryption.unlock(path, passphrase)
    except InvalidInput as error:
        raise UnusableDatabase(error.code, **error.details) from error


def _given(file: str) -> str:
    return passphrases.first_line(Path(file)) if file else ""


def _asked_twice() -> str:
    from desktop.domain.errors import InvalidInput

    if not sys.stdin.isatty():
        raise InvalidInput("seal.no_passphrase")
    passphrase = getpass.getpass(_("New passphrase: "))
    if getpass.getpass(_("Once more: ")) != passphrase:
        raise InvalidInput("seal.not_the_same")
    return passphrase

"""Sentences about encrypted data files: their keys, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.i18n import _

SENTENCES: Mapping[str, Callable[[], str]] = {
    "seal.locked": lambda: _(
        "“{file}” is encrypted: its passphrase or recovery key is needed. On the command line TAP_HUAN_KEY_FILE names a"
        " text whose first line is the passphrase."
    ),
    "seal.wrong_key": lambda: _(
        "That is not the passphrase of “{file}”, nor its recovery key. Check the keyboard and capital letters, and try again."
    ),
    "seal.key_file_lost": lambda: _(
        "“{file}” is encrypted, and its key file “{file}.seal.json” is missing or damaged: the passphrase alone can't open"
        " it. Put the key file back beside it, or type the recovery key from the printed sheet."
    ),
    "seal.no_key_file_written": lambda: _(
        "The key file “{file}” could not be written: nothing was changed. Make room on the disk, or choose a place where"
        " you may write."
    ),
    "seal.not_encrypted": lambda: _("“{file}” is not encrypted."),
    "seal.encrypted_already": lambda: _("“{file}” is encrypted already."),
    "seal.in_use": lambda: _(
        "“{file}” is open in another program or window: nothing was changed. Close it there, and try again."
    ),
    "seal.too_short": lambda: _("A passphrase has at least {least} characters: several words are easy to remember."),
    "seal.is_recovery_key": lambda: _("This is a recovery key: choose a passphrase of your own."),
    "seal.not_the_same": lambda: _("The two passphrases are not the same."),
    "seal.no_passphrase": lambda: _(
        "A passphrase is needed: name a text whose first line is the passphrase with --key-file or TAP_HUAN_KEY_FILE."
    ),
    "seal.no_passphrase_file": lambda: _(
        "“{file}” can't be read, or its first line is blank: it must be a text whose first line is the passphrase (UTF-8)."
    ),
}

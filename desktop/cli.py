"""Composition root of the command line: the same services as the window's, plain text or JSON.

Nothing heavy is imported before a command is known, and the window only when a command ends in it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from desktop import __version__, full_disk, i18n, own_files, paths
from desktop.awake import awake
from desktop.commands import (
    arguments,
    attendance,
    attendance_sheet,
    attendees,
    audit,
    backups,
    badges,
    certificate_codes,
    certificates,
    checkin,
    conferences,
    demo,
    desk,
    documents,
    encryption,
    importing,
    inspecting,
    move_marks,
    output,
    person,
    questions,
    quotas,
    rates,
    registration_form,
    reviewing,
    role_groups,
    seating,
    server,
    sign_check,
    signed_sheets,
    subcommands,
    tasks,
    templates,
    tidying,
    training,
    version,
    walk_ins,
    word_forms,
)
from desktop.domain.errors import Ambiguous, AppError, InvalidInput, NotFound
from desktop.i18n import _
from desktop.services import passphrases
from desktop.settings import Settings

DONE, REFUSED, WRONG_CALL = 0, 1, 2
_CANCELLED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 some rows or files refused or something went wrong, 2 wrong call."""
    words = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    own_files.narrow_all()
    i18n.install(_language(words) or Settings.load().language or None)
    arguments.speak()
    try:
        args = parser().parse_args(words)
        passphrases.begin(encryption.ask)
        with awake():
            code: int = args.run(args)
        sys.stdout.flush()
        return _open_window(args) if "window_on" in args else code
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else DONE
    except (NotFound, Ambiguous, InvalidInput) as problem:
        return _refuse(problem, WRONG_CALL)
    except AppError as problem:
        return _refuse(problem, REFUSED)
    except KeyboardInterrupt:
        output.say(_("Cancelled. Nothing was changed."))
        return _CANCELLED
    except BrokenPipeError:  # whoever read the result has seen enough
        _silence()
        return DONE
    except Exception as problem:  # noqa: BLE001 - the last door: into the log, and one sentence
        return _no_room() if full_disk.is_full(problem) else _unexpected()


def _open_window(args: argparse.Namespace) -> int:
    """Go on in the window, on the data file that the command made."""
    from desktop import app

    return app.main(["--data", str(args.window_on), "--language", i18n.language()])


def _refuse(problem: AppError, code: int) -> int:
    from desktop import wording

    output.say(wording.error(problem))
    return code


def _silence() -> None:
    """Nothing more reaches the standard output, nor fails there at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _no_room() -> int:
    try:
        sys.stdout.flush()
    except OSError:  # the result itself was going to the full disk
        _silence()
    return _refuse(AppError("disk.full"), REFUSED)


def _unexpected() -> int:
    from desktop.log import log, open_log

    open_log()
    log.exception("unexpected")
    output.say(_("Something unexpected happened. The log has the details: {file}").format(file=paths.log_file()))
    return REFUSED


def _speak_utf8() -> None:
    """A Windows console or an odd locale must not stop a Vietnamese sentence."""
    for stream in (sys.stdout, sys.stderr):
        encoding = (getattr(stream, "encoding", "") or "").lower().replace("-", "")
        reconfigure = getattr(stream, "reconfigure", None)
        if encoding != "utf8" and reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _language(words: Sequence[str]) -> str:
    """The language asked for: needed before the parser is built, because it speaks it."""
    for position, word in enumerate(words):
        option, given, value = word.partition("=")
        if option == "--language":
            return value if given else "".join(words[position + 1 : position + 2])
    return ""


# -- the commands -----------------------------------------------------------------------------------------------------


def parser() -> argparse.ArgumentParser:
    """Every command with its options, in the language in force."""
    top = subcommands.Parser(
        prog="tap-huan",
        formatter_class=arguments.Formatter,
        description=_("Training conferences of public offices: attendees, sessions, attendance sheets."),
        epilog=_(
            "CONFERENCE is an id, a code or a part of the title that fits only one. Without a command the window opens."
        ),
    )
    top.add_argument("--version", action="version", version=f"tap-huan {__version__}")
    subcommands.common(top, None)
    commands = top.add_subparsers(metavar=_("COMMAND"), dest="name", required=True)
    for topic in (
        demo,
        conferences,
        importing,
        inspecting,
        attendees,
        registration_form,
        reviewing,
        tidying,
        training,
        attendance_sheet,
        signed_sheets,
        documents,
        badges,
        certificates,
        certificate_codes,
        seating,
        templates,
        questions,
        role_groups,
        quotas,
        rates,
        checkin,
        move_marks,
        walk_ins,
        attendance,
        desk,
        server,
        backups,
        encryption,
        word_forms,
        sign_check,
        tasks,
        person,
        audit,
        version,
    ):
        topic.add_to(commands)
    return top

"""word-form and word-check: an office's own Word files with fields."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands import output
from desktop.commands.subcommands import Subcommands, add
from desktop.i18n import _
from desktop.wording import word_forms as words

if TYPE_CHECKING:
    from desktop.domain.documents.word import FormCheck


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    known = _("document that has a Word form: invitation, report")
    saved = add(commands, "word-form", form, _("save the Word form of a document, to be changed in Word"))
    saved.add_argument("document", metavar=_("NAME"), help=known)
    saved.add_argument("-o", "--output", metavar="OUT.docx", default="", help=_("file to write"))
    checked = add(commands, "word-check", check, _("list the fields of a Word form"), json=True)
    checked.add_argument("file", metavar="FILE.docx", help=_("Word form to look through"))
    checked.add_argument("--document", metavar=_("NAME"), required=True, help=known)


def form(args: argparse.Namespace) -> int:
    """Save the program's own Word form of a document, to be changed in Word."""
    from desktop.papers.word import forms, own
    from desktop.whole_file import write_whole

    own.path(args.document)  # tells which documents have one
    path = Path(args.output or f"{args.document}.docx")
    path = path if path.suffix.lower() == ".docx" else path.with_name(f"{path.name}.docx")  # Word opens nothing else
    write_whole(path, forms.form(args.document))
    output.result(str(path))
    return 0


def check(args: argparse.Namespace) -> int:
    """List the fields found in a Word form; 1 when it can't be filled."""
    from desktop.papers.word import own, reading

    own.path(args.document)
    checked = reading.check(Path(args.file), args.document)
    if args.json:
        output.document({**dataclasses.asdict(checked), "fits": checked.fits})
    else:
        _say(checked, args.document)
    return 0 if checked.fits else 1


def _say(checked: FormCheck, document: str) -> None:
    output.table([(name, words.meaning(document, name)) for name in checked.found])
    for one in checked.problems:
        output.say(words.problem(one))
    for unknown in checked.unknown:
        output.say(words.unknown(unknown))
    output.say(words.found(checked))
    if checked.unused:
        output.say(_("Left out: {fields}").format(fields=", ".join(checked.unused)))

"""word-form and word-check."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path

from desktop.commands import output
from desktop.domain.documents.word import FormCheck
from desktop.i18n import _
from desktop.papers.word import own
from desktop.whole_file import write_whole
from desktop.wording import word_forms as words


def form(given: argparse.Namespace) -> int:
    """Save the program's own Word form of a document, to be changed in Word."""
    from desktop.papers.word import forms

    own.path(given.document)  # tells which documents have one
    path = Path(given.output or f"{given.document}.docx")
    path = path if path.suffix.lower() == ".docx" else path.with_name(f"{path.name}.docx")  # Word opens nothing else
    write_whole(path, forms.form(given.document))
    output.result(str(path))
    return 0


def check(given: argparse.Namespace) -> int:
    """List the fields found in a Word form; 1 when it can't be filled."""
    from desktop.papers.word import reading

    own.path(given.document)
    told = reading.check(Path(given.file), given.document)
    if given.json:
        output.document({**dataclasses.asdict(told), "fits": told.fits})
    else:
        _say(told, given.document)
    return 0 if told.fits else 1


def _say(told: FormCheck, document: str) -> None:
    output.table([(name, words.meaning(document, name)) for name in told.found])
    for one in told.problems:
        output.say(words.problem(one))
    for unknown in told.unknown:
        output.say(words.unknown(unknown))
    output.say(words.found(told))
    if told.unused:
        output.say(_("Left out: {fields}").format(fields=", ".join(told.unused)))

"""opinions print-sheets | scan | undo-scan: questionnaires with bubbles, printed, and read back from pictures."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.domain.scanned_sheets import PageResult
from desktop.i18n import _, ngettext
from desktop.wording import scanned_opinions as words

if TYPE_CHECKING:
    from desktop.domain.scanned_opinions import OpinionScan, ReadPaper
    from desktop.services.opening import Database
    from desktop.services.scanned_opinions import EnteredPapers


def add_to(family: Subcommands) -> None:
    """Add them to the commands about opinions."""
    text = _("make a questionnaire with circles to be filled, each copy with its own number")
    printed = add_on_database(family, "print-sheets", print_sheets, text, json=True)
    arguments.conference(printed)
    printed.add_argument("-o", "--output", metavar="OUT.pdf", required=True, help=_("file to write"))
    printed.add_argument(
        "--round", metavar="N", type=int, help=_("number of the round (as last time unless told; 0: newest)")
    )
    printed.add_argument("--copies", metavar="N", type=int, help=_("how many copies (as last time unless told)"))
    printed.add_argument("--lines", metavar="N", type=int, help=_("lines for each open question"))
    text = _("read photographs and scans of filled questionnaires: which marks, and which papers are to be looked at")
    scanned = add_on_database(family, "scan", scan, text, json=True)
    arguments.conference(scanned)
    scanned.add_argument("files", nargs="+", metavar=_("FILE"), help=_("photograph, scan, PDF, or a folder of them"))
    scanned.add_argument(
        "--apply", action="store_true", help=_("enter the papers on which nothing is to be looked at or typed")
    )
    text = _("with --apply: enter also papers with answers in words, without these words")
    scanned.add_argument("--skip-words", action="store_true", help=text)
    scanned.add_argument("--dry-run", action="store_true", help=_("write nothing, also with --apply"))
    arguments.desk(scanned)
    undone = add_on_database(
        family, "undo-scan", undo, _("undo the questionnaires that were entered last from pictures")
    )
    arguments.conference(undone)
    arguments.desk(undone)


def print_sheets(database: Database, args: argparse.Namespace) -> int:
    """Make the copies, as the document on the page of documents."""
    from desktop.commands import documents
    from desktop.domain.documents import fields
    from desktop.domain.documents.selection import Selection
    from desktop.papers import making
    from desktop.papers.opinion_sheet import DOCUMENT

    told = {"round": args.round, "copies": args.copies, "lines": args.lines}
    chosen = {name: value for name, value in told.items() if value is not None}
    written = documents.make_document(
        database,
        DOCUMENT,
        args.conference,
        Path(args.output),
        selection=lambda _tx, _key: Selection(),
        options=lambda tx, key: fields.changed(making.kept(tx, key, DOCUMENT), chosen),
    )
    return documents.tell(written, json=args.json)


def scan(database: Database, args: argparse.Namespace) -> int:
    """Read the pictures; 1 when anything is to be looked at or typed, unreadable, foreign or missing."""
    from desktop.commands import marking
    from desktop.services import conferences, scanned_opinions, scanned_sheets

    view = database.read(lambda tx: conferences.find_conference(tx, args.conference))
    known = database.read(lambda tx: scanned_opinions.known(tx, view.id))
    with output.progress(_("Reading pictures")) as told:
        files = scanned_sheets.files_in(map(Path, args.files))
        found = scanned_opinions.read(files, known, progress=told)
    found = database.read(lambda tx: scanned_opinions.with_owners(tx, view.id, found))
    applied = None
    papers = scanned_opinions.sure(found, skip_words=args.skip_words) if args.apply and not args.dry_run else []
    if papers:
        applied = database.write(
            lambda tx: scanned_opinions.confirm(tx, marking.conference_at_desk(tx, args).id, papers)
        )
    left = len(found.papers) - len(papers)
    if args.json:
        output.document(_plain(view.title, found, applied, left))
    else:
        _tell(found, applied, left)
    return 1 if found.refused or (left if applied is not None else found.is_open) else 0


def undo(database: Database, args: argparse.Namespace) -> int:
    """Take back what was entered last."""
    from desktop.commands import marking
    from desktop.services import scanned_opinions

    database.write(lambda tx: scanned_opinions.undo_last(tx, marking.conference_at_desk(tx, args).id))
    output.result(_("The questionnaires entered from the pictures are undone."))
    return 0


def _plain(title: str, found: OpinionScan, applied: EnteredPapers | None, left: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "conference": title,
        "pages": [
            {
                "file": page.file,
                "page_in_file": page.page_in_file,
                "result": str(page.result),
                "page": page.page or None,
                "message": words.page_message(page),
            }
            for page in found.pages
        ],
        "papers": [_plain_paper(each) for each in found.papers],
        "totals": {
            "pages": sum(page.result is PageResult.READ for page in found.pages),
            "papers": len(found.papers),
            "empty": found.empty,
            "marks": sum(len(paper.marks) for paper in found.papers),
            "ask": found.asked,
            "words": found.words,
        },
    }
    if applied is not None:
        told["applied"] = {"written": applied.written, "left": left, "undoable": applied.undoable}
    return told


def _plain_paper(paper: ReadPaper) -> dict[str, Any]:
    """A paper; questions by their numbers on it."""
    marks = paper.marks
    items = range(len(paper.asked.items))
    group = marks[None].level if None in marks else None
    return {
        "pages": [{"file": page.file, "page_in_file": page.page_in_file} for page in paper.pages],
        "marks": [marks[item].level for item in items],
        "ask": [item + 1 for item in items if marks[item].ask],
        "group": paper.asked.groups[group - 1] if group else "",
        "ask_group": None in marks and marks[None].ask,
        "words": [question + 1 for question in paper.words],
        "missing": list(paper.missing),
    }


def _tell(found: OpinionScan, applied: EnteredPapers | None, left: int) -> None:
    for page in found.pages:
        if message := words.page_message(page):
            output.result(f"{page.called}: {message}")
    for paper in found.papers:
        if line := words.paper_line(paper):
            output.result(f"{paper.called}: {line}")
    output.result(words.counted(found))
    if applied is None:
        output.result(_("Nothing was written."))
        return
    text = ngettext("Entered {count} paper.", "Entered {count} papers.", applied.written)
    output.result(text.format(count=applied.written))
    if left:
        text = ngettext(
            "{count} paper is left for the window: something is to be looked at or typed.",
            "{count} papers are left for the window: something is to be looked at or typed.",
            left,
        )
        output.say(text.format(count=left))
    output.say(_("“opinions undo-scan” undoes all of it.") if applied.undoable else words.not_undoable())

"""What is said of filled questionnaires that pictures show."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.opinions import FEWEST
from desktop.domain.scanned_opinions import OpinionPage, OpinionScan, ReadPaper
from desktop.domain.scanned_sheets import PageResult
from desktop.domain.signed_sheet import write_numbers
from desktop.i18n import _, ngettext

SENTENCES: Mapping[str, Callable[[], str]] = {
    "opinion.paper_no_code": lambda: _(
        "No square of a questionnaire was found: photograph the whole page with its lower right corner, sharp and well lit."
    ),
    "opinion.paper_nothing": lambda: _("Nothing is asked on this page of the questionnaire."),
    "opinion.paper_foreign": lambda: _(
        "This questionnaire was not printed from this data file: it belongs to another office, or to another copy of the data."
    ),
    "opinion.paper_of_other": lambda: _("This questionnaire belongs to the conference “{conference}”."),
    "opinion.paper_signed": lambda: _(
        "This is a sheet to be signed, not a questionnaire: read it under “Signed sheets from pictures”."
    ),
    "opinion.paper_no_places": lambda: _(
        "The program does not know where the circles of this questionnaire stand, for it was printed with an office's own "
        "template: enter the paper by hand."
    ),
    "opinion.paper_known": lambda: _("This paper was entered before."),
    "opinion.paper_copied": lambda: _(
        "It bears the same number as {other} but other marks: a photocopy. Enter it by hand; print a copy for everybody next time."
    ),
    "opinion.paper_changed": lambda: _(
        "The questions of “{title}” were changed after these papers were printed: change them back, or enter the papers by hand."
    ),
    "opinion.paper_entered_meanwhile": lambda: _(
        "Somebody entered some of these papers meanwhile: read the pictures again."
    ),
    "opinion.scan_nothing_to_undo": lambda: _(
        "No questionnaires were entered from pictures in this conference, or it was undone already, or they were fewer than five."
    ),
    "scan.questionnaire": lambda: _(
        "This is a filled questionnaire, not a sheet to be signed: read it under “Questionnaires from pictures”."
    ),
}


def page_message(page: OpinionPage) -> str:
    """Why a page does not count, "" where it does."""
    from desktop.wording import sentence

    if page.reason:
        return sentence(page.reason, page.details)
    return _("The same page again") if page.result is PageResult.DUPLICATE else ""


def paper_line(paper: ReadPaper) -> str:
    """What is to be done about a paper: "look at questions 3, 7; type 1 answer"; "" for one that is sure."""
    parts = []
    if paper.missing:
        parts.append(_("page {page} is missing").format(page=write_numbers(list(paper.missing))))
    asked = [item + 1 for item, mark in paper.marks.items() if mark.ask and item is not None]
    if asked and not paper.missing:
        parts.append(_("look at question {numbers}").format(numbers=write_numbers(asked)))
    if None in paper.marks and paper.marks[None].ask:
        parts.append(_("look at who answers"))
    if count := len(paper.words):
        parts.append(ngettext("type {count} answer", "type {count} answers", count).format(count=count))
    return "; ".join(parts)


def counted(found: OpinionScan) -> str:
    """How many papers were read, and what is to be done: one line."""
    count = len(found.papers)
    parts = [ngettext("{count} paper", "{count} papers", count).format(count=count)]
    if found.empty:
        parts.append(ngettext("{count} empty", "{count} empty", found.empty).format(count=found.empty))
    asked, written = found.asked, found.words
    if asked:
        parts.append(ngettext("{count} mark to look at", "{count} marks to look at", asked).format(count=asked))
    if written:
        parts.append(
            ngettext("{count} answer to be typed", "{count} answers to be typed", written).format(count=written)
        )
    return ", ".join(parts)


def not_undoable() -> str:
    """Why a few papers can't be taken back."""
    return _("Fewer than {count} papers leave no line, so that nobody is found out: they can't be undone.").format(
        count=FEWEST
    )

"""Words of the list of documents received."""

from __future__ import annotations

from desktop.i18n import _, pgettext
from desktop.papers.documents_received.options import ReceivedContent
from desktop.papers.option_words import BLANK_LINES, GROUPING, LANDSCAPE
from desktop.papers.words import DocumentWords, OptionWords
from desktop.wording.frame import DOTS

WORDS = DocumentWords(
    title=lambda: _("Documents received"),
    purpose=lambda: _("To sign for the documents handed out."),
    options={
        "documents": OptionWords(
            lambda: _("Documents, one a line"),
            hint=lambda: _("Up to three have a column each; more are named above the table and counted as one set."),
        ),
        "quantity": OptionWords(
            lambda: _("Copies for each person"), hint=lambda: _("0 leaves room to write the number.")
        ),
        **GROUPING,
        **LANDSCAPE,
        **BLANK_LINES,
    },
)


def title() -> str:
    """In capitals."""
    return _("List of documents received").upper()


def lines(content: ReceivedContent) -> tuple[str, ...]:
    """Above the table: the documents that have no column of their own."""
    if content.columns or not content.documents:
        return ()
    return (_("Documents: {names}").format(names="; ".join(content.documents)),)


def headings(content: ReceivedContent) -> tuple[str, ...]:
    """The headings of the columns of quantities."""
    return content.columns or (_("Sets") if content.documents else pgettext("documents", "Quantity"),)


def total_text(content: ReceivedContent) -> str:
    """Under the list: how many people, and room for how many were handed out."""
    return _("On the list: {total}. Received by: {received} Left over: {left}").format(
        total=content.total or DOTS, received=DOTS, left=DOTS
    )

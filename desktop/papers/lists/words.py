"""Words of the lists that go with an office's papers: who is registered, quotas, documents received."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.dates import PartialDate
from desktop.domain.documents.frame import Letterhead
from desktop.domain.names import normalise
from desktop.domain.phones import format_phone
from desktop.i18n import _, ngettext, pgettext
from desktop.papers.arranging_words import BLANK_LINES, GROUPING, LANDSCAPE
from desktop.papers.lists.options import ListRow, QuotaAnnexContent, ReceivedContent, RegisteredListContent
from desktop.papers.words import KindWords, OptionWords
from desktop.wording.attendance import in_the_place_of
from desktop.wording.formats import attendees_text, full_name_text
from desktop.wording.frame import DOTS, FrameWords, frame_words

# Options that several lists share


def _annex() -> dict[str, OptionWords]:
    return {
        "annex": OptionWords(
            lambda: _("Number of the annex"), hint=lambda: _("1 prints “Annex I”; 0 when it is the only annex.")
        ),
        "paper": OptionWords(
            lambda: _("Enclosed with"),
            hint=lambda: _("For example: Giấy mời số 05/GM-UBND ngày 10/5/2018 của UBND quận"),
        ),
    }


def _signature() -> dict[str, OptionWords]:
    return {
        "signature": OptionWords(
            lambda: _("Signatures at the end"), hint=lambda: _("An annex is signed on the paper it belongs to.")
        )
    }


def _personal() -> str:
    return _("Personal data: only on a list that stays inside the office.")


KINDS: Mapping[str, KindWords] = {
    "registered-list": KindWords(
        title=lambda: _("List of attendees"),
        purpose=lambda: _("Who is registered or summoned, as an annex to a plan, an invitation or a report."),
        options={
            "form": OptionWords(
                lambda: _("Form"),
                {
                    "annex": lambda: _("Annex to another paper"),
                    "letter": lambda: _("Paper with the office's letterhead"),
                },
            ),
            "called": OptionWords(
                lambda: _("Title"),
                {
                    "registered": lambda: _("List of registered attendees"),
                    "summoned": lambda: _("List of summoned attendees"),
                },
            ),
            **_annex(),
            **GROUPING,
            **LANDSCAPE,
            **BLANK_LINES,
            "birth": OptionWords(
                lambda: _("Date of birth, under male or female"),
            ),
            "position": OptionWords(lambda: _("Position")),
            "phone": OptionWords(lambda: _("Phone"), hint=_personal),
            "email": OptionWords(lambda: _("Email"), hint=_personal),
            "note": OptionWords(lambda: _("Note")),
            **_signature(),
        },
    ),
    "quota-annex": KindWords(
        title=lambda: _("Quota annex"),
        purpose=lambda: _("How many people each unit is to send and who they are to be, for the summons."),
        options={
            **_annex(),
            "by_kind": OptionWords(lambda: _("Units under their kind")),
            "registered": OptionWords(
                lambda: _("Column with how many are registered"),
                hint=lambda: _("For the office itself: shows who sent too few or too many."),
            ),
            **_signature(),
            "landscape": OptionWords(lambda: _("Landscape paper")),
        },
    ),
    "documents-received": KindWords(
        title=lambda: _("Documents received"),
        purpose=lambda: _("To sign for the documents handed out."),
        options={
            "documents": OptionWords(
                lambda: _("Documents, one a line"),
                hint=lambda: _(
                    "Up to three have a column each; more are named above the table and counted as one set."
                ),
            ),
            "quantity": OptionWords(
                lambda: _("Copies for each person"), hint=lambda: _("0 leaves room to write the number.")
            ),
            **GROUPING,
            **LANDSCAPE,
            **BLANK_LINES,
        },
    ),
}


# What stands on the papers


def framed(letterhead: Letterhead) -> FrameWords:
    """The official frame, with somebody to confirm the list even when no signer is known."""
    frame = frame_words(letterhead)
    return frame if frame.signer_lines else replace(frame, signer_lines=(_("Confirmed by").upper(),))


def name_text(row: ListRow) -> str:
    """The name with its honorific; on a line below, in whose place somebody comes."""
    name = normalise(full_name_text(row))
    return f"{name}\n{in_the_place_of(normalise(row.substitute_for))}" if row.substitute_for else name


def birth_text(row: ListRow) -> str:
    """The date as precisely as it is known; a cross where only the gender is."""
    if row.birth:
        return PartialDate.parse(row.birth).display()
    return "x" if row.gender else ""


def phone_text(row: ListRow) -> str:
    """The number as people read it."""
    return format_phone(row.phone)


def unknown_paper() -> str:
    """The line under an annex's title, to be filled in by hand, where nobody said to which paper it belongs."""
    return _("(Enclosed with {dots} no. {dots} dated {dots} of {dots})").format(dots=DOTS)


def registered_title(content: RegisteredListContent) -> str:
    """In capitals."""
    known = {
        "registered": lambda: _("List of registered attendees"),
        "summoned": lambda: _("List of summoned attendees"),
    }
    return known[content.options.called]().upper()


def total_text(count: int) -> str:
    """Under a list of people."""
    people = attendees_text(count)
    return _("Total: {people}.").format(people=people)


def quota_title() -> str:
    """In capitals."""
    return _("Quota of attendees of the units").upper()


def quota_total(content: QuotaAnnexContent) -> str:
    """What stands in the last row, beside the number of people."""
    return ngettext("Total ({count} unit)", "Total ({count} units)", content.total).format(count=content.total)


def received_title() -> str:
    """In capitals."""
    return _("List of documents received").upper()


def received_lines(content: ReceivedContent) -> tuple[str, ...]:
    """Above the table: the documents that have no column of their own."""
    if content.columns or not content.documents:
        return ()
    return (_("Documents: {names}").format(names="; ".join(content.documents)),)


def received_heading(content: ReceivedContent) -> tuple[str, ...]:
    """The headings of the columns of quantities."""
    return content.columns or (_("Sets") if content.documents else pgettext("documents", "Quantity"),)


def received_total(content: ReceivedContent) -> str:
    """Under the list: how many people, and room for how many were handed out."""
    return _("On the list: {total}. Received by: {received} Left over: {left}").format(
        total=content.total or DOTS, received=DOTS, left=DOTS
    )

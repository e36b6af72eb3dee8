"""Words of the list of attendees."""

from __future__ import annotations

from desktop.domain.dates import PartialDate
from desktop.domain.documents.people import PersonOnPaper
from desktop.domain.phones import format_phone
from desktop.i18n import _
from desktop.papers.lists.words import ANNEX, SIGNATURE
from desktop.papers.option_words import GROUPING, LANDSCAPE, QUESTIONS
from desktop.papers.registered_list.options import RegisteredListContent
from desktop.papers.words import DocumentWords, OptionWords
from desktop.wording.formats import attendees_text


def _personal() -> str:
    return _("Personal data: only on a list that stays inside the office.")


WORDS = DocumentWords(
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
        **ANNEX,
        **GROUPING,
        **LANDSCAPE,
        "birth": OptionWords(
            lambda: _("Date of birth, under male or female"),
        ),
        "position": OptionWords(lambda: _("Position")),
        "phone": OptionWords(lambda: _("Phone"), hint=_personal),
        "email": OptionWords(lambda: _("Email"), hint=_personal),
        "note": OptionWords(lambda: _("Note")),
        **QUESTIONS,
        **SIGNATURE,
    },
)


def birth_text(row: PersonOnPaper) -> str:
    """The date as precisely as it is known; a cross where only the gender is."""
    if row.birth:
        return PartialDate.parse(row.birth).display()
    return "x" if row.gender else ""


def phone_text(row: PersonOnPaper) -> str:
    """The number as people read it."""
    return format_phone(row.phone)


def title(content: RegisteredListContent) -> str:
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

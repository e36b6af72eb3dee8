"""Words of the list of payments."""

from __future__ import annotations

from desktop.domain.names import normalise
from desktop.domain.number_words import amount_words
from desktop.i18n import _, ngettext
from desktop.papers.option_words import GROUPING, LANDSCAPE
from desktop.papers.payment.options import PaymentContent, PaymentRow
from desktop.papers.words import DocumentWords, OptionWords
from desktop.wording.formats import full_name_text

WORDS = DocumentWords(
    title=lambda: _("Payment list"),
    purpose=lambda: _("To sign for the food subsidy of those who draw no salary from the state."),
    options={
        "counted": OptionWords(
            lambda: _("Days counted"),
            {
                "attended": lambda: _("On which they came"),
                "registered": lambda: _("For which they are registered"),
            },
            lambda: _("Before any attendance is recorded, the days registered count."),
        ),
        "measure": OptionWords(
            lambda: _("Counted in"),
            {"day": lambda: _("Days"), "half": lambda: _("Half-days, at half the rate")},
        ),
        **GROUPING,
        **LANDSCAPE,
        "content": OptionWords(
            lambda: _("What is paid"), hint=lambda: _("Empty: the food subsidy of delegates without a state salary")
        ),
    },
)


def title() -> str:
    """In capitals."""
    return _("List of payments received").upper()


def lines(content: PaymentContent) -> tuple[str, ...]:
    """Under the title: what is paid, and on which papers the rates stand."""
    what = normalise(content.options.content) or _("Food subsidy of delegates who draw no salary from the state")
    bases = list(dict.fromkeys(normalise(rate.basis) for rate in content.rates if normalise(rate.basis)))
    based = (_("({basis})").format(basis="; ".join(bases)),) if bases else ()
    return (_("For: {what}").format(what=what), *based)


def name_text(row: PaymentRow) -> str:
    """The name with its honorific."""
    return normalise(full_name_text(row.person))


def count_heading(content: PaymentContent) -> str:
    """Over the column of days."""
    return _("Number of half-days") if content.options.measure == "half" else _("Number of days")


def total_text(content: PaymentContent) -> str:
    """Beside the sum."""
    return ngettext("Total ({count} person)", "Total ({count} people)", content.total).format(count=content.total)


def in_words(content: PaymentContent) -> str:
    """Bằng chữ; the amount itself is in Vietnamese in both languages, as the treasury reads it."""
    return _("In words: {amount}.").format(amount=amount_words(content.amount))

"""Words of the results of a round of opinions."""

from __future__ import annotations

from desktop.domain.names import normalise
from desktop.domain.opinion_results import OpinionResults
from desktop.i18n import _
from desktop.papers.lists.after import AfterPaper
from desktop.papers.opinion_results.options import OpinionResultsOptions
from desktop.papers.option_words import ROUND
from desktop.papers.words import DocumentWords, OptionWords
from desktop.wording import opinions as words
from desktop.wording.formats import dates_text

WORDS = DocumentWords(
    title=lambda: _("Results of opinions"),
    purpose=lambda: _(
        "What a round of opinions came to: means, distribution, bands, who answered and what was written."
    ),
    options={
        **ROUND,
        "plots": OptionWords(lambda: _("Bars of the means")),
        "comments": OptionWords(lambda: _("What was written")),
        "signature": OptionWords(lambda: _("Signatures at the end")),
    },
)


def title() -> str:
    """In capitals."""
    return _("Results of opinions").upper()


def lines(content: AfterPaper[OpinionResults, OpinionResultsOptions]) -> list[str]:
    """Under the title: when, how many answered, the whole's mean."""
    found = content.of
    when = dates_text(found.round.starts_on, found.round.ends_on) if found.round.starts_on else ""
    counted = "; ".join(filter(None, (words.counted_text(found), words.asked_text(found))))
    return [line for line in (f"({when})" if when else "", counted, words.mean_line(found)) if line]


def after(content: AfterPaper[OpinionResults, OpinionResultsOptions]) -> list[str]:
    """Below the table: who answered, what was written; or why nothing is told."""
    found = content.of
    if found.hidden:
        return [words.hidden_text()]
    told = []
    if found.groups:
        told.append(_("By who answers:"))
        for each in found.groups:
            name, count = normalise(words.group_name(each.name)), words.answers_text(each.answers)
            mean = _("mean {mean}").format(mean=words.mean_text(each.mean))
            told.append(
                "- "
                + _("{name}: {answers}, {mean}").format(
                    name=name, answers=count, mean=mean if each.mean is not None else _("too few to be told")
                )
            )
    for comment in found.comments if content.options.comments else ():
        if comment.texts:
            told.append(f"{normalise(comment.question)} ({comment.total})")
            told += [f"- {normalise(text)}" + (f" (×{count})" if count > 1 else "") for text, count in comment.texts]
    return told


def section(found: OpinionResults, place: int) -> str:
    """Over a section's items: its name, its mean, its band."""
    of = found.sections[place]
    name = words.section_title(normalise(of.title), place + 1)
    mean = words.mean_text(of.mean)
    return f"{name}: {mean} ({of.band})" if of.band else f"{name}: {mean}"


def bar_name(found: OpinionResults, place: int) -> str:
    """Beside a section's bar."""
    return words.section_title(normalise(found.sections[place].title), place + 1)


def sum_name() -> str:
    """Of the last row."""
    return _("Whole")

"""What the papers of a dialogue share: the table of questions, as many columns as it needs."""

from __future__ import annotations

from desktop.domain.dialogues import DialogueView, QuestionView
from desktop.domain.names import normalise
from desktop.i18n import _, pgettext
from desktop.papers.document import Json
from desktop.papers.invitation.words import normalise_lines
from desktop.papers.tables import PrintedColumn, cells, table_data
from desktop.wording.formats import date_text


def question_table(view: DialogueView) -> Json:
    """Table and rows of the questions, in their order."""
    columns = [
        PrintedColumn(_("No."), 11, align="center"),
        PrintedColumn(_("Field, who asked"), share=0.6),
        PrintedColumn(_("Question"), share=1.1),
        PrintedColumn(_("Answer"), share=1.1),
        PrintedColumn(pgettext("dialogue", "Answered"), 30, align="center"),
    ]
    table = table_data(columns, landscape=False, size=12)
    rows = [
        cells(
            [
                str(place),
                "\n".join(filter(None, (normalise(each.asked.field), normalise(each.asked.asker)))),
                normalise_lines(each.asked.text),
                normalise_lines(each.asked.answer),
                _answered(each),
            ],
            table,
        )
        for place, each in enumerate(view.questions, start=1)
    ]
    return {**table, "blocks": [{"headings": [], "deeper": 0, "rows": rows}], "sums": []}


def _answered(each: QuestionView) -> str:
    """When it was answered, or by whom and when it will be."""
    asked = each.asked
    if asked.on_the_spot:
        return _("in the dialogue")
    if asked.answered_on is not None:
        return _("answered on {day}").format(day=date_text(asked.answered_on))
    by = _("by {day}").format(day=date_text(asked.answer_by)) if asked.answer_by else ""
    return "\n".join(filter(None, (normalise(asked.who), by)))


def what_table(rows: list[tuple[str, str]]) -> Json:
    """A table of two columns: what, and what is said of it; what nobody said is left out."""
    table = table_data(
        [PrintedColumn(pgettext("table", "What"), 46), PrintedColumn(_("In detail"), share=1.0)],
        landscape=False,
        size=13,
    )
    told = [cells([name, text], table) for name, text in rows if text]
    return {**table, "blocks": [{"headings": [], "deeper": 0, "rows": told}], "sums": []}


def when(view: DialogueView) -> str:
    """Time and day."""
    time, day = normalise(view.held.time), date_text(view.held.held_on)
    return _("{time} on {day}").format(time=time, day=day) if time else _("on {day}").format(day=day)

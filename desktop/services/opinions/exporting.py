"""What a round came to as a workbook, and the sheet into which somebody may type answers."""

from __future__ import annotations

from desktop.domain.opinion_results import OpinionResults
from desktop.domain.opinions import RoundView
from desktop.excel.writing.table_writer import SheetColumn, TableContent, Value
from desktop.i18n import _, pgettext
from desktop.wording.opinions import group_name, level_name


def tables(found: OpinionResults) -> list[TableContent]:
    """The items with their distribution, the groups, and what was written."""
    asked = found.round.questionnaire
    levels = [level_name(asked.labels, level) for level in range(1, asked.scale + 1)]
    rows: list[list[Value]] = [
        [section.title, item.text, *item.counts, item.answered, _rounded(item.mean), _rounded(item.before)]
        for section in found.sections
        for item in section.items
    ]
    rows += [
        [
            section.title,
            _("Mean of the section"),
            *[None] * len(levels),
            None,
            _rounded(section.mean),
            _rounded(section.before),
        ]
        for section in found.sections
        if section.title
    ]
    rows.append(
        ["", _("Mean of the whole"), *[None] * len(levels), found.valid, _rounded(found.mean), _rounded(found.before)]
    )
    columns = (
        SheetColumn("section", _("Section")),
        SheetColumn("item", _("Question")),
        *(SheetColumn(f"level_{place}", name, "number") for place, name in enumerate(levels, start=1)),
        SheetColumn("answered", pgettext("opinion", "Answered"), "number"),
        SheetColumn("mean", _("Mean"), "number"),
        SheetColumn("before", _("Mean before"), "number"),
    )
    made = [TableContent(_("Results"), columns, rows)]
    if found.groups:
        columns = (
            SheetColumn("group", _("Who answers")),
            SheetColumn("answers", pgettext("opinion", "Answers"), "number"),
            SheetColumn("mean", _("Mean"), "number"),
        )
        groups: list[list[Value]] = [
            [group_name(each.name), each.answers, _rounded(each.mean)] for each in found.groups
        ]
        made.append(TableContent(_("By who answers"), columns, groups))
    if any(each.texts for each in found.comments):
        columns = (
            SheetColumn("question", _("Question")),
            SheetColumn("text", _("What was written")),
            SheetColumn("count", _("Count"), "number"),
        )
        texts: list[list[Value]] = [
            [each.question, text, count] for each in found.comments for text, count in each.texts
        ]
        made.append(TableContent(_("Comments"), columns, texts))
    return made


def entry_sheet(view: RoundView) -> TableContent:
    """An empty table with the questions as headings: a row for each paper, taken in by "Import answers"."""
    asked = view.questionnaire
    groups = [_("Who answers")] if asked.groups else []
    headings = [*groups, *asked.items, *asked.open]
    return TableContent(view.title, tuple(SheetColumn(f"c{place}", text) for place, text in enumerate(headings)), [])


def _rounded(mean: float | None) -> float | None:
    return None if mean is None else round(mean, 2)

"""What a round came to as a workbook, and the sheet into which somebody may type answers."""

from __future__ import annotations

from desktop.domain.opinion_results import OpinionResults
from desktop.domain.opinions import RoundView
from desktop.excel.writing.table_writer import SheetColumn, TableContent, Value
from desktop.wording.opinions import group_name, level_name
from desktop.wording.workbooks import of_opinions


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
            of_opinions("section_mean"),
            *[None] * len(levels),
            None,
            _rounded(section.mean),
            _rounded(section.before),
        ]
        for section in found.sections
        if section.title
    ]
    rows.append(
        [
            "",
            of_opinions("whole_mean"),
            *[None] * len(levels),
            found.valid,
            _rounded(found.mean),
            _rounded(found.before),
        ]
    )
    columns = (
        SheetColumn("section", of_opinions("section")),
        SheetColumn("item", of_opinions("item")),
        *(SheetColumn(f"level_{place}", name, "number") for place, name in enumerate(levels, start=1)),
        SheetColumn("answered", of_opinions("answered"), "number"),
        SheetColumn("mean", of_opinions("mean"), "number"),
        SheetColumn("before", of_opinions("before"), "number"),
    )
    made = [TableContent(of_opinions("results"), columns, rows)]
    if found.groups:
        columns = (
            SheetColumn("group", of_opinions("group")),
            SheetColumn("answers", of_opinions("answers"), "number"),
            SheetColumn("mean", of_opinions("mean"), "number"),
        )
        groups: list[list[Value]] = [
            [group_name(each.name), each.answers, _rounded(each.mean)] for each in found.groups
        ]
        made.append(TableContent(of_opinions("groups"), columns, groups))
    if any(each.texts for each in found.comments):
        columns = (
            SheetColumn("question", of_opinions("item")),
            SheetColumn("text", of_opinions("text")),
            SheetColumn("count", of_opinions("count"), "number"),
        )
        texts: list[list[Value]] = [
            [each.question, text, count] for each in found.comments for text, count in each.texts
        ]
        made.append(TableContent(of_opinions("comments"), columns, texts))
    return made


def entry_sheet(view: RoundView) -> TableContent:
    """An empty table with the questions as headings: a row for each paper, taken in by "Import answers"."""
    asked = view.questionnaire
    groups = [of_opinions("group")] if asked.groups else []
    headings = [*groups, *asked.items, *asked.open]
    return TableContent(view.title, tuple(SheetColumn(f"c{place}", text) for place, text in enumerate(headings)), [])


def _rounded(mean: float | None) -> float | None:
    return None if mean is None else round(mean, 2)

"""What the template of the result report gets, and the report as a Word file."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.documents.frame import Json, frame_data
from desktop.domain.documents.kinds import DocumentKind
from desktop.domain.documents.report import Line, Named, ReportContent, Tally, total
from desktop.wording.documents import report as wording


def data(_kind: DocumentKind, content: ReportContent) -> Json:
    """The report for `report.typ`."""
    options = content.options
    annexes = _annexes(content) if options.annexes else []
    numbers = wording.annex_titles(content, len(annexes))
    return {
        "frame": frame_data(wording.frame(content)),
        "words": wording.own_words(),
        "subject": wording.about(content),
        "opening": wording.typed(options.opening),
        "summary": wording.summary(content),
        "parts": part_table(content),
        "groups": line_table(content, content.groups, "group"),
        "units": None if options.annexes else line_table(content, content.units, "unit"),
        "assessment": wording.typed(options.assessment),
        "proposals": wording.typed(options.proposals),
        "bars": _bars(content) if options.plots and content.is_recorded else [],
        "arrivals": _arrivals(content) if options.plots else [],
        "annexes": [
            {"annex": {"number": number, "paper": paper}, **annex}
            for (number, paper), annex in zip(numbers, annexes, strict=True)
        ],
    }


def part_table(content: ReportContent) -> Json:
    """Figures by half-day or session, with a sum where there are several."""
    names = [(wording.part_name(content.parts[place]), content.parts[place].tally) for place in content.counted]
    return _table(content, names, content.options.by, sums=False, sum_line=len(names) > 1)


def line_table(content: ReportContent, lines: Sequence[Line], what: str) -> Json:
    """Figures by role group or unit, over all parts."""
    names = [(wording.line_name(line, what), content.tally_of(line)) for line in lines]
    return _table(content, names, what, sums=len(content.counted) > 1, sum_line=True)


def _table(
    content: ReportContent, lines: Sequence[tuple[str, Tally]], what: str, *, sums: bool, sum_line: bool
) -> Json:
    unrecorded = bool(content.tally.unrecorded)
    return {
        "heading": wording.table_heading(wording.first_heading(what), sums=sums, unrecorded=unrecorded),
        "rows": [
            [str(place), name, *wording.figures(tally, unrecorded=unrecorded)]
            for place, (name, tally) in enumerate(lines, start=1)
        ],
        "sum": wording.figures(total(tally for _name, tally in lines), unrecorded=unrecorded) if sum_line else [],
    }


def _bars(content: ReportContent) -> list[Json]:
    """A bar for each group and part that expects anybody of it: shares of those on time and late."""
    groups = []
    for line in content.groups:
        bars = []
        for part, tally in ((content.parts[place], line.parts[place]) for place in content.counted):
            if tally.expected:
                share = wording.percent(tally.there, tally.expected)
                bars.append(
                    {
                        "name": wording.short_part_name(part),
                        "present": 100 * tally.present / tally.expected,
                        "late": 100 * tally.late / tally.expected,
                        "text": f"{share} ({tally.there}/{tally.expected})",
                    }
                )
        if bars:
            groups.append({"name": wording.line_name(line, "group"), "bars": bars})
    return groups


def _arrivals(content: ReportContent) -> list[Json]:
    return [
        {
            "title": wording.arrivals_title(content, each),
            "spans": [
                {"name": f"{begins:%H:%M}", "count": count, "late": begins >= content.parts[each.part].starts_at}
                for begins, count in each.counts
            ],
        }
        for each in content.arrivals
    ]


def named_lists(content: ReportContent) -> dict[str, Sequence[Named]]:
    """The lists of names, those with nobody on them too."""
    return {
        "absent": content.absent,
        "excused": content.excused,
        "late": content.late,
        "substitutes": content.substitutes,
        "walk_ins": content.walk_ins,
    }


def _annexes(content: ReportContent) -> list[Json]:
    annexes: list[Json] = [
        {"title": wording.list_title("units"), "table": line_table(content, content.units, "unit"), "list": None}
    ]
    for name, people in named_lists(content).items():
        if people:
            rows = wording.list_rows(content, name, people)
            listed = {"heading": wording.list_heading(content, name), "rows": rows}
            annexes.append({"title": wording.list_title(name), "table": None, "list": listed})
    return annexes

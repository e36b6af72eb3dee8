"""What the template of the result report gets, and the report as a Word file."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.documents.tallies import AttendanceTally, total
from desktop.papers.document import Json
from desktop.papers.frame import frame_data, word_frame
from desktop.papers.report import words as wording
from desktop.papers.report.options import Named, ReportContent, ReportRow
from desktop.papers.tables import breakable, breakable_row
from desktop.wording.formats import clock_text, number_text


def data(content: ReportContent) -> Json:
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
        "points": line_table(content, content.points, "point") if content.points else None,
        "assessment": wording.typed(options.assessment),
        "proposals": wording.typed(options.proposals),
        "bars": _bars(content) if options.plots and content.is_recorded else [],
        "arrivals": _arrivals(content) if options.plots else [],
        "annexes": [
            {"annex": {"number": number, "paper": paper}, **annex}
            for (number, paper), annex in zip(numbers, annexes, strict=True)
        ],
    }


def part_table(content: ReportContent, *, whole: bool = False) -> Json:
    """Figures by half-day or session, with a sum where there are several."""
    names = [(wording.part_name(content.parts[place]), content.parts[place].tally) for place in content.counted]
    return _table(content, names, content.options.by, sums=False, sum_line=len(names) > 1, whole=whole)


def line_table(content: ReportContent, lines: Sequence[ReportRow], what: str, *, whole: bool = False) -> Json:
    """Figures by role group, unit or point, over all parts."""
    names = [(wording.line_name(line, what), content.tally_of(line)) for line in lines]
    return _table(content, names, what, sums=len(content.counted) > 1, sum_line=True, whole=whole)


def _table(
    content: ReportContent,
    lines: Sequence[tuple[str, AttendanceTally]],
    what: str,
    *,
    sums: bool,
    sum_line: bool,
    whole: bool,
) -> Json:
    unrecorded = whole or bool(content.tally.unrecorded)  # no column of zeros, but in Word: its form has one
    return {
        "heading": wording.table_heading(wording.first_heading(what), sums=sums, unrecorded=unrecorded),
        "rows": [
            [
                str(place),
                name if whole else breakable(name, _NAME_MM, 11.5),
                *wording.figures(tally, unrecorded=unrecorded),
            ]
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
                share = wording.rate_text(tally.there, tally.expected)
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
                {"name": clock_text(begins), "count": count, "late": begins >= content.parts[each.part].starts_at}
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
            rows = [breakable_row(row, _LIST_MM, 12) for row in wording.list_rows(content, name, people)]
            listed = {"heading": wording.list_heading(content, name), "rows": rows}
            annexes.append({"title": wording.list_title(name), "table": None, "list": listed})
    return annexes


_NAME_MM = 45.0
"""Of the names in a table of figures at their narrowest."""
_LIST_MM = (10.0, 43.0, 36.0, 43.0, 27.0)
"""Of the columns of a list of names at their narrowest, as `report.typ` has them."""


# -- Word -------------------------------------------------------------------------------------------------------------


def docx(content: ReportContent) -> bytes:
    """The report as a Word file; in the office's form if it has one."""
    from desktop.papers.word import filling, forms

    numbers = _annex_numbers(content)
    shape = forms.ReportShape(
        unrecorded=bool(content.tally.unrecorded),
        heading=(content.options.by, "group", "unit"),
        several=len(content.counted) > 1,
        units=numbers.get("units", ""),
        lists={
            name: forms.ListShape(number, "".join(wording.list_heading(content, name)[4:]))
            for name, number in numbers.items()
            if name != "units"
        },
    )
    return filling.filled("report", [_values(content)], form=lambda: forms.report_form(shape))


def _annex_numbers(content: ReportContent) -> dict[str, str]:
    """The annexes by name, each with its number."""
    if not content.options.annexes:
        return {}
    names = ["units", *(name for name, people in named_lists(content).items() if people)]
    numbers = wording.annex_titles(content, len(names))
    return {name: number for name, (number, _paper) in zip(names, numbers, strict=True)}


_FIGURES = ("dang_ky", "dung_gio", "muon", "co_phep", "khong_phep", "chua_ghi", "ty_le")


def _values(content: ReportContent) -> Json:
    """The report for a Word form: the fields of `domain.documents.word`."""
    options = content.options
    sums = wording.figures(content.tally, unrecorded=True)
    lists = named_lists(content) if options.annexes else {}
    names = {"absent": "vang_khong_phep", "excused": "vang_co_phep", "late": "den_muon"}
    names |= {"substitutes": "di_thay", "walk_ins": "bo_sung"}
    return {
        **word_frame(wording.frame(content)),
        "hoi_nghi": wording.typed(content.conference),
        "thoi_gian": wording.days(content),
        "dia_diem": wording.typed(content.venue),
        "trich_yeu": wording.about(content),
        "mo_dau": wording.typed(options.opening),
        "tom_tat": "\n".join(wording.summary(content)),
        "danh_gia": wording.typed(options.assessment),
        "kien_nghi": wording.typed(options.proposals),
        "so_dai_bieu": number_text(content.people),
        "so_den_du": number_text(content.came),
        "ty_le_den_du": wording.rate_text(content.came, content.people),
        "tong_co_mat": number_text(content.tally.there),
        **{f"tong_{name}": value for name, value in zip(_FIGURES, sums, strict=True)},
        "don_vi_vang": "; ".join(wording.typed(name) for name in content.absent_units),
        "kem_theo": wording.annex_titles(content, 1)[0][1],
        "cac_buoi": _word_lines(part_table(content, whole=True)),
        "cac_nhom": _word_lines(line_table(content, content.groups, "group", whole=True)),
        "cac_don_vi": _word_lines(line_table(content, content.units, "unit", whole=True)),
        "cac_diem_cau": _word_lines(line_table(content, content.points, "point", whole=True)) if content.points else [],
        "bieu_do": _word_bars(content),
        "gio_den": _word_arrivals(content),
        **{field: _word_list(content, name, lists.get(name, ())) for name, field in names.items()},
    }


def _word_lines(table: Json) -> list[Json]:
    """A table of figures with all its columns, its sum as the last line."""
    rows = list(table["rows"])
    if table["sum"]:
        rows.append(["", wording.own_words()["sum"], *table["sum"]])
    return [dict(zip(("stt", "ten", *_FIGURES), row, strict=True)) for row in rows]


def _word_list(content: ReportContent, name: str, people: Sequence[Named]) -> list[Json]:
    fields = ("stt", "ho_ten", "chuc_vu", "don_vi", "ghi_chu")
    return [
        dict(zip(fields, [*row, ""][: len(fields)], strict=True)) for row in wording.list_rows(content, name, people)
    ]


_BAR = 24
"""Letters of a whole bar."""


def _word_bars(content: ReportContent) -> list[Json]:
    """The bars in letters: full for those on time, hatched for the late, empty for the others."""
    return [
        {
            "nhom": "" if place else group["name"],
            "buoi": bar["name"],
            "thanh": _bar(bar["present"] / 100, bar["late"] / 100),
            "ty_le": bar["text"],
        }
        for group in (_bars(content) if content.options.plots and content.is_recorded else [])
        for place, bar in enumerate(group["bars"])
    ]


def _bar(full: float, hatched: float) -> str:
    there = round((full + hatched) * _BAR)
    solid = min(there, round(full * _BAR))
    return "█" * solid + "▒" * (there - solid) + "░" * (_BAR - there)


def _word_arrivals(content: ReportContent) -> list[Json]:
    """How many came in each span of time: a title, then a line for each span; the last says that the plot ends."""
    empty = {"tieu_de": "", "gio": "", "thanh": "", "so_luong": "", "het": ""}
    lines: list[Json] = []
    for plot in _arrivals(content) if content.options.plots else ():
        most = max(span["count"] for span in plot["spans"])
        lines.append({**empty, "tieu_de": plot["title"]})
        for span in plot["spans"]:
            bar = ("▒" if span["late"] else "█") * round(span["count"] / most * _BAR)
            lines.append({**empty, "gio": span["name"], "thanh": bar, "so_luong": str(span["count"])})
        lines[-1]["het"] = "."
    return lines

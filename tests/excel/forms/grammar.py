"""The grammar: what sort of form it is, and one part after the other."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.importing import RowKind
from desktop.domain.names import fold
from tests.excel.forms import foot
from tests.excel.forms.bodies import BODIES, GROUPS, Unit, any_unit, names_group, several_units
from tests.excel.forms.canvas import ANYTHING, Canvas, Form
from tests.excel.forms.cells import Habits
from tests.excel.forms.columns import Column, draw_columns
from tests.excel.forms.dice import Dice
from tests.excel.forms.letterhead import write_top
from tests.excel.forms.lists import DITTO, ROMAN, ListWriter
from tests.excel.forms.mangling import mangle
from tests.excel.forms.people import Names, Person

_FILES = ("DS dang ky tap huan.xlsx", "danh sach.xlsx", "Book1.xlsx", "DS CCHC 2018.xlsx", "Danh sách (1).xlsx", "Dang ky.xlsx",
          "ds gui PNV.xlsx", "Danh sach hoc vien 23-5.xlsx")  # fmt: skip
_SHEETS = ("Sheet1", "DS", "Danh sách", "Sheet2", "Trang tính1", "Đăng ký", "DS tap huan", "2018")
_SHEET_NAME = 31


def make_form(seed: int | str, number: int = 0, forced: Sequence[str] = ()) -> Form:
    """The form of this seed and number, always the same; `forced` names oddities it must have."""
    name = f"{seed}-{number}"
    dice = Dice(name, forced)
    names = Names(dice, words=0.25 if dice.odd("names that are words", 0.45) else 0.02)
    names.minority = 0.4 if dice.odd("names of minorities", 0.05) else 0.01
    sort = dice.kind(
        "form", {"one unit": 66, "several units": 13, "sections of units": 11, "groups": 5, "groups over units": 5}
    )
    if sort == "one unit":
        file_name, sheets = _one_unit(dice, names)
    else:
        file_name, sheets = dice.choice(_FILES), [_several(dice, names, sort)]
    for sheet in sheets:
        mangle(sheet, dice)
    if dice.odd("a sheet of lists to choose from", 0.03):
        sheets.append(_choices(dice))
    return Form(name, file_name, sheets, tuple(dice.tags))


# -- one unit -------------------------------------------------------------------------------------------------------


def _one_unit(dice: Dice, names: Names) -> tuple[str, list[Canvas]]:
    sheets: list[Canvas] = []
    if dice.odd("a sheet for each unit", 0.03):
        habits = Habits.drawn(dice)
        for unit in several_units(dice, dice.randint(2, 4)):
            title = _sheet_title(dice, unit)
            if title is None or title in [sheet.name for sheet in sheets]:
                continue
            sheets.append(_sheet(dice, names, habits, unit, title, "sheet name"))
        if sheets:
            return dice.choice(_FILES), sheets
    unit = any_unit(dice)
    column = dice.odd("unit column", 0.5)
    named = "column"
    if not column:
        named = dice.kind(
            "unit named in", {"letterhead": 45, "title": 25, "label": 12, "sheet name": 8, "file name": 7, "nowhere": 3}
        )
    title, file_name = dice.choice(_SHEETS), dice.choice(_FILES)
    if named == "sheet name" or (named != "nowhere" and dice.odd("sheet named after the unit", 0.12)):
        title = _sheet_title(dice, unit) or title
        if title in _SHEETS and named == "sheet name":
            named = "title"
    if named == "file name" or (named != "nowhere" and dice.odd("file named after the unit", 0.25)):
        file_name = _file_title(dice, unit)
    return file_name, [_sheet(dice, names, Habits.drawn(dice), unit, title, named)]


def _sheet_title(dice: Dice, unit: Unit) -> str | None:
    fitting = [text for text in unit.right if len(text) <= _SHEET_NAME and "/" not in text]
    return dice.choice(fitting) if fitting else None


def _file_title(dice: Dice, unit: Unit) -> str:
    text = dice.choice(unit.right).replace("/", "-")
    if dice.happens(0.5):
        text = " ".join(word if word.isupper() else word.capitalize() for word in fold(text).split())
    return dice.choice(
        ("{}.xlsx", "DS tap huan - {}.xlsx", "{}_dang ky.xlsx", "{} - Danh sach.xlsx", "DS {}.xlsx")
    ).format(text)


def _sheet(dice: Dice, names: Names, habits: Habits, unit: Unit, title: str, named: str) -> Canvas:
    canvas = Canvas(title)
    grouped = dice.odd("group column", 0.07)
    columns = draw_columns(dice, unit=unit.kind if named == "column" else "", group=grouped)
    first = dice.choices((1, 2, 3), (90, 9, 1))[0]
    writer = ListWriter(canvas, dice, habits, columns, first)
    if named in ("sheet name", "nowhere", "file name"):
        _neutral_top(canvas, dice, first, writer.last)
    else:
        write_top(canvas, dice, unit, first, writer.last, named)
    if named == "column":
        pass
    elif named == "nowhere":
        writer.common["unit"] = ()
    else:
        writer.common["unit"] = (*unit.right, "") if named == "file name" else unit.right
    groups = dice.sample(GROUPS, 2)
    people = [names.person(unit, group=dice.choice(groups)[0] if grouped else "") for _person in range(_how_many(dice))]
    parts = [("", people)]
    if len(people) > 3 and not grouped and dice.odd("one unit in parts", 0.06):
        cut = dice.randint(1, len(people) - 1)
        parts = [("parts", people[:cut]), ("parts", people[cut:])]
    _body(dice, names, writer, parts)
    _foot(dice, names, writer, unit, people)
    return canvas


def _neutral_top(canvas: Canvas, dice: Dice, first: int, last: int) -> None:
    """A title that names no body."""
    if dice.odd("nothing above the list", 0.2):
        return
    text = dice.choice(
        ("DANH SÁCH ĐĂNG KÝ THAM DỰ TẬP HUẤN", "DANH SÁCH HỌC VIÊN", "Danh sách", "DANH SÁCH THAM DỰ HỘI NGHỊ")
    )
    canvas.line(RowKind.TITLE, (first, text, last - first + 1 if dice.happens(0.5) else 1), bold=True)
    canvas.skip(dice.randrange(2))


def _how_many(dice: Dice) -> int:
    return dice.choices(
        (dice.randint(1, 4), dice.randint(5, 12), dice.randint(13, 30), dice.randint(31, 60)), (30, 48, 18, 4)
    )[0]


# -- several units --------------------------------------------------------------------------------------------------


def _several(dice: Dice, names: Names, sort: str) -> Canvas:
    canvas = Canvas(dice.choice(_SHEETS))
    units = several_units(dice, dice.randint(2, 6))
    column = sort in ("several units", "groups")
    kinds = {unit.kind for unit in units}
    columns = draw_columns(dice, unit=("" if not column else kinds.pop() if len(kinds) == 1 else "mixed"), group=False)
    writer = ListWriter(canvas, dice, Habits.drawn(dice), columns, dice.choices((1, 2), (92, 8))[0])
    write_top(canvas, dice, None, writer.first, writer.last, "column")
    drawn = dice.sample(GROUPS, min(3, len(units)))
    parts: list[tuple[str, list[Person]]] = []
    for place, unit in enumerate(units):
        group = drawn[place * len(drawn) // len(units)] if sort.startswith("groups") else ()
        people = [names.person(unit, group=group[0] if group else "") for _person in range(dice.randint(1, 7))]
        parts.append((sort, people))
    _body(dice, names, writer, parts)
    office = next(unit for unit in BODIES if unit.kind == "agency")
    _foot(dice, names, writer, office, [person for _sort, people in parts for person in people])
    return canvas


# -- the list -------------------------------------------------------------------------------------------------------


def _body(dice: Dice, names: Names, writer: ListWriter, parts: list[tuple[str, list[Person]]]) -> None:
    """Heading and people, part after part; each part's unit or group stands over it where the form is of that sort."""
    everybody = [person for _sort, people in parts for person in people]
    plain = len(parts) == 1
    if plain and len(everybody) > 3 and len(writer.columns) <= 7 and dice.odd("lists side by side", 0.04):
        _side_by_side(dice, writer, everybody)
        return
    heading = _heading(dice, writer)
    sections = parts[0][0] in ("sections of units", "groups over units")
    style, marks = "", ""
    if not plain and parts[0][0] != "several units":
        style = dice.kind(
            "section", {"across": 35, "first column": 20, "name column": 20, "mark in the number column": 25}
        )
        marks = dice.choice(("I.", "I.", "A.", "1.", "", "I -"))
    carried = _carried(dice, writer, plain)
    restarting = dice.happens(0.6)
    counted = sections and dice.odd("sections with the number of people", 0.15)
    gaps = dice.odd("blank rows between people", 0.06)
    broken = len(everybody) > 12 and dice.odd("page break", 0.12)
    number, group, sections_seen, on_page = 0, "", 0, 0
    own = sections and dice.odd("a heading for each unit", 0.15)
    divided = dice.choice(_PARTS)
    for place, (sort, people) in enumerate(parts):
        if sort == "parts":
            writer.over(RowKind.GROUP, divided[place], _mark(marks, place), style)
            writer.common["role_group"] = ANYTHING
            number = 0 if restarting else number
        if sort.startswith("groups") and people[0].group != group:
            group = people[0].group
            mark = f"{chr(65 + sections_seen)}." if sort == "groups over units" else _mark(marks or "I.", sections_seen)
            text = dice.choice((group.upper(), group, f"NHÓM {group.upper()}")) if sections_seen == 0 else group.upper()
            writer.over(RowKind.GROUP, text, mark, "across" if dice.happens(0.4) else style)
            writer.common["role_group"] = names_group(group)
            sections_seen += 1
            number = 0 if restarting else number
        if sections:
            unit = people[0].unit
            text = dice.choice((unit.name, unit.name.upper(), writer.habits.unit_text(people[0])))
            text += f" ({len(people):02d} người)" if counted else dice.choice(("", "", ":"))
            writer.over(RowKind.UNIT, text, _mark(marks, writer.section), style)
            writer.common["unit"] = unit.right
            number = 0 if restarting else number
            if own and place and writer.headed:
                writer.heading(*heading)
        start = writer.canvas.row
        for person in people:
            number += 1
            on_page += 1
            if broken and on_page > 10:
                on_page = 0
                _page_break(dice, writer, number, heading)
                carried = "" if carried == "merged" else carried
            elif gaps and dice.happens(0.15):
                writer.canvas.skip()
                carried = "blank" if carried == "merged" else carried
            writer.person(person, number, carried)
        if carried == "merged":
            writer.merge_unit(start, writer.canvas.row - 1)
    if dice.odd("a line without a name", 0.015):
        number += 1
        writer.without_name(names.person(everybody[-1].unit), number)
    blank = dice.kind("blank lines", {"none": 87, "numbers": 9, "dots": 2, "underscores": 1, "short dots": 1})
    if blank != "none":
        writer.blank_lines(blank, number + 1, dice.randint(1, 7))


def _mark(marks: str, place: int) -> str:
    if not marks:
        return ""
    if marks.startswith("I"):
        return ROMAN[place % len(ROMAN)] + marks[1:]
    return (chr(65 + place) if marks.startswith("A") else str(place + 1)) + marks[1:]


def _carried(dice: Dice, writer: ListWriter, plain: bool) -> str:
    if not any(column.key == "unit" for column in writer.columns):
        return ""
    how = dice.kind("unit typed", {"in each row": 66, "once, blank below": 14, "merged": 10, "ditto": 10})
    if how == "ditto":
        return dice.choice(DITTO)
    return {"once, blank below": "blank", "merged": "merged"}.get(how, "")


_PARTS = (("BAN LÃNH ĐẠO", "CÔNG CHỨC"), ("Lãnh đạo", "Chuyên viên"), ("CÁN BỘ, CÔNG CHỨC", "NGƯỜI HOẠT ĐỘNG KHÔNG CHUYÊN TRÁCH"),
          ("Cán bộ quản lý:", "Nhân viên:"), ("ĐẠI BIỂU CHÍNH THỨC", "ĐẠI BIỂU DỰ KHUYẾT"))  # fmt: skip
"""How one unit's people are divided."""
Heading = tuple[str, str, bool]


def _heading(dice: Dice, writer: ListWriter) -> Heading:
    english = dice.kind("English heading", {"none": 92, "cell": 5, "row": 3})
    numbered = dice.kind(
        "numbering row", {"none": 80, "(1)": 8, "1": 5, "[1]": 1.5, "letters first": 2.5, "1=2+3": 1, "1 as text": 2}
    )
    codes = dice.odd("row of machine codes", 0.025)
    if dice.odd("no heading", 0.025) and not _needs_heading(writer.columns):
        writer.headed = False
    else:
        writer.heading(english, numbered, codes)
        if any(column.above for column in writer.columns) and dice.odd("all text under a two-row heading", 0.3):
            writer.habits.text_numbers = True
            writer.habits.birth = (
                writer.habits.birth if writer.habits.birth in ("padded day", "dots", "year") else "day"
            )
            writer.habits.phone = "text"
    return english, numbered, codes


_PLAIN = frozenset({"number", "name", "birth", "position", "unit", "phone", "email", "gender"})


def _needs_heading(columns: Sequence[Column]) -> bool:
    """Whether nobody could tell what the columns are without headings."""
    keys = [column.key for column in columns]
    return not set(keys) <= _PLAIN or len(keys) < 3


def _page_break(dice: Dice, writer: ListWriter, number: int, heading: Heading) -> None:
    if dice.odd("Cộng mang sang", 0.4):
        label = dice.choice(("Cộng mang sang", "Cộng trang", "Cộng chuyển sang trang sau"))
        writer.canvas.line(RowKind.TOTAL, (writer.names, label), (writer.last, number - 1))
    writer.canvas.skip(dice.randrange(3))
    if writer.headed:
        writer.heading(*heading)


def _side_by_side(dice: Dice, writer: ListWriter, people: list[Person]) -> None:
    canvas = writer.canvas
    half = (len(people) + 1) // 2
    beside = ListWriter(canvas, dice, writer.habits, writer.columns, writer.last + 1 + dice.randrange(2))
    beside.merging, beside.numbering, beside.common = writer.merging, writer.numbering, writer.common
    start = canvas.row
    writer.heading("none", "none", False)
    canvas.row = start
    beside.heading("none", "none", False)
    top = canvas.row
    for place, person in enumerate(people[:half]):
        writer.person(person, place + 1, row=top + place)
    for place, person in enumerate(people[half:]):
        beside.person(person, half + place + 1, row=top + place)


# -- below the list -------------------------------------------------------------------------------------------------


def _foot(dice: Dice, names: Names, writer: ListWriter, unit: Unit, people: list[Person]) -> None:
    canvas, first, name, last = writer.canvas, writer.first, writer.names, writer.last
    canvas.skip(dice.choices((0, 1), (75, 25))[0])
    foot.write_totals(canvas, dice, len(people), first, name, last)
    if dice.odd("somebody added below the total", 0.012):
        writer.person(names.person(people[-1].unit, group=people[-1].group), len(people) + 1).may_ask = True
    if dice.odd("figures below", 0.035):
        foot.write_figures(canvas, dice, people, name)
    if dice.odd("second list below", 0.05):
        _second_list(dice, names, writer, unit)
    if dice.odd("remarks", 0.15):
        foot.write_remarks(canvas, dice, first, name)
    early = dice.odd("contact", 0.06) and dice.happens(0.5)
    if early:
        foot.write_contact(canvas, dice, names, unit, first, name)
    if dice.odd("signature", 0.7):
        foot.write_signature(canvas, dice, names, unit, people, (first, name, last))
    if "contact" in dice.tags and not early:
        canvas.skip(dice.randrange(2))
        foot.write_contact(canvas, dice, names, unit, first, name)


_SECOND = ("DANH SÁCH DỰ PHÒNG", "DANH SÁCH BỔ SUNG", "II. DANH SÁCH ĐĂNG KÝ BUỔI CHIỀU", "Danh sách bổ sung:", "DANH SÁCH LỚP 2",
           "B. DANH SÁCH NGƯỜI HOẠT ĐỘNG KHÔNG CHUYÊN TRÁCH")  # fmt: skip


def _second_list(dice: Dice, names: Names, writer: ListWriter, unit: Unit) -> None:
    """Another list, under a title of its own."""
    canvas = writer.canvas
    one_unit = bool(writer.common.get("unit")) and not writer.section
    canvas.skip(dice.randint(1, 3))
    canvas.line(RowKind.TITLE, (dice.choice((writer.first, writer.names)), dice.choice(_SECOND)), bold=True)
    canvas.skip(dice.randrange(2))
    other = writer
    headed = dice.kind("second list", {"same heading": 50, "other columns": 30, "no heading of its own": 20})
    if headed == "other columns":
        columns = draw_columns(
            dice, unit="mixed" if any(column.key == "unit" for column in writer.columns) else "", group=False
        )
        other = ListWriter(canvas, dice, writer.habits, columns, writer.first)
        other.common = dict(writer.common)
    if headed != "no heading of its own":
        other.heading("none", "none", False)
    other.headed = writer.headed or headed == "other columns"
    other.common["role_group"] = ANYTHING
    if not one_unit:
        other.common["unit"] = ANYTHING
    for number in range(1, dice.randint(2, 6)):
        other.person(names.person(unit, group=dice.choice(GROUPS)[0]), number)


def _choices(dice: Dice) -> Canvas:
    """A sheet that lists no people but what may be chosen in a form."""
    canvas = Canvas("Danh mục")
    canvas.line(RowKind.HEADING, (1, "STT"), (2, dice.choice(("Chức vụ", "Tên đơn vị", "Nhóm đối tượng"))), bold=True)
    texts = dice.choice((("Chủ tịch", "Phó Chủ tịch", "Công chức"), ("UBND phường Bạch Đằng", "UBND phường Bạch Mai"),
                         ("Lãnh đạo", "Chuyên viên")))  # fmt: skip
    for number, text in enumerate(texts, 1):
        canvas.line(RowKind.OTHER, (1, number), (2, text))
    return canvas

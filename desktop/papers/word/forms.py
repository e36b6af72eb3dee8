"""The program's own Word forms: filled as they are, or saved for an office to change in Word.

A form that is filled is made for what it will hold: columns that would stay empty are left out, as on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from desktop.domain.documents.word import FormCheck
from desktop.i18n import _, pgettext, voice
from desktop.papers import phrases
from desktop.papers.invitation import words as letters
from desktop.papers.report import words as report
from desktop.papers.word import reading
from desktop.papers.word.making import TEXT_MM, Paper, Strong


@dataclass(frozen=True, slots=True)
class LetterShape:
    """What the letters of one file have."""

    notes: bool = True
    """Whether a quota's lines have notes."""
    programme: tuple[int, ...] = (0, 1, 2, 3)
    """The columns of the programme that say something."""


@dataclass(frozen=True, slots=True)
class ListShape:
    """One annexed list of names: its number ("Phụ lục II"), and the heading of its last column; "" for none."""

    number: str
    last: str


@dataclass(frozen=True, slots=True)
class ReportShape:
    """What one report has."""

    unrecorded: bool = True
    """Whether figures tell of whom nothing was recorded."""
    heading: tuple[str, ...] = ("half_day", "group", "unit")
    several: bool = False
    """Whether figures of groups and units are sums over several half-days."""
    units: str = ""
    """The number of the annex that the units' figures are; "" for a part of the report itself."""
    lists: Mapping[str, ListShape] | None = field(default=None)
    """The annexed lists by name; None: all, without numbers, each where it has anybody."""


def form(document: str) -> bytes:
    """The form of a document that offices begin from, in the language in force, with the fields of `domain.documents.word`."""
    with phrases.office_phrases(document):
        return _FORMS[document]()


def checked(document: str) -> FormCheck:
    """What the program's form asks for."""
    return reading.check_form(reading.held(form(document), document), document)


def invitation(shape: LetterShape = LetterShape()) -> bytes:
    """The form of letters, made once: a folder of letters, a file for each unit, asks for it again and again."""
    return _letters(shape, voice())


@lru_cache(maxsize=4)
def _letters(shape: LetterShape, _voice: Hashable) -> bytes:
    paper = Paper(letters.WORDS.title())
    said = letters.own_words("invitation")
    paper.letterhead(below_number="ve_viec")
    paper.instruction("if ten_loai")
    paper.paragraph("{{ ten_loai }}", align="centre", size=14, bold=True, before=14)
    paper.paragraph("{{ trich_yeu }}", align="centre", bold=True)
    paper.rule()
    paper.instruction("endif")
    paper.paragraph("{{ loi_kinh }} ", Strong("{{ kinh_gui }}"), align="centre", size=14, before=12, after=12)
    paper.body("{{ loi_mo_dau }}")
    paper.point("noi_dung", said["content"])
    paper.point("chu_tri", said["chairs"])
    paper.point("thanh_phan", said["who"])
    number = _("No.")
    note = 36 * int(shape.notes)
    paper.instruction("if phan_bo")
    paper.table(
        (number, _("Count"), _("Attendees wanted"), _("Note"))[: 3 + shape.notes],
        (13, 21, TEXT_MM - 13 - 21 - note, note)[: 3 + shape.notes],
        "dong in phan_bo",
        ("stt", "so_luong", "thanh_phan", "ghi_chu")[: 3 + shape.notes],
    )
    paper.instruction("endif")
    paper.instruction("if dai_bieu")
    paper.table(
        (number, _("Full name"), _("Position")),
        (13, 80, TEXT_MM - 93),
        "nguoi in dai_bieu",
        ("stt", "ho_ten", "chuc_vu"),
    )
    paper.instruction("endif")
    paper.point("thoi_gian", said["time"])
    paper.point("dia_diem", said["place"])
    paper.point("yeu_cau", said["requirements"])
    paper.point("dang_ky", said["register"])
    paper.point("lien_he", said["contact"])
    paper.instruction("if chuong_trinh")
    paper.paragraph(said["programme"], align="centre", bold=True, before=6, after=4, together=True)
    heading = letters.programme(())[0]
    fields, widths = ("thoi_gian", "noi_dung", "bao_cao_vien", "phong"), (30.0, 0.0, 40.0, 31.0)
    room = TEXT_MM - sum(widths[x] for x in shape.programme)
    paper.table(
        [heading[x] for x in shape.programme],
        [widths[x] or room for x in shape.programme],
        "buoi in chuong_trinh",
        [fields[x] for x in shape.programme],
    )
    paper.instruction("endif")
    paper.body("{{ loi_ket }}")
    paper.closing()
    return paper.bytes()


_FIGURE_FIELDS = ("stt", "ten", "dang_ky", "dung_gio", "muon", "co_phep", "khong_phep", "chua_ghi", "ty_le")
_LISTS = {
    "absent": "vang_khong_phep",
    "excused": "vang_co_phep",
    "late": "den_muon",
    "substitutes": "di_thay",
    "walk_ins": "bo_sung",
}


def report_form(shape: ReportShape = ReportShape()) -> bytes:
    """The form of the report."""
    paper = Paper(report.WORDS.title())
    said = report.own_words()
    paper.letterhead()
    paper.paragraph(said["title"], align="centre", size=14, bold=True, before=14)
    paper.paragraph("{{ trich_yeu }}", align="centre", bold=True)
    paper.rule()
    paper.paragraph(size=6)
    paper.instruction("if mo_dau")
    paper.body("{{ mo_dau }}")
    paper.instruction("endif")
    paper.section(said["result"])
    paper.body("{{ tom_tat }}")
    _figures(paper, shape, shape.heading[0], "dong in cac_buoi")
    _arrivals(paper, said)
    paper.section(said["by-group"])
    _figures(paper, shape, shape.heading[1], "dong in cac_nhom")
    _bars(paper, said)
    paper.instruction("if cac_diem_cau")
    paper.section(said["by-point"])
    _figures(paper, shape, "point", "dong in cac_diem_cau")
    paper.instruction("endif")
    if not shape.units:
        paper.section(said["by-unit"])
        _figures(paper, shape, shape.heading[2], "dong in cac_don_vi")
    for name, title in (("danh_gia", said["assessment"]), ("kien_nghi", said["proposals"])):
        paper.instruction(f"if {name}")
        paper.section(title)
        paper.body(f"{{{{ {name} }}}}")
        paper.instruction("endif")
    paper.closing()
    _annexes(paper, shape)
    return paper.bytes()


def _annexes(paper: Paper, shape: ReportShape) -> None:
    """The first begins a page, the others follow."""
    begun = bool(shape.units)
    if begun:
        _annex(paper, shape.units, report.list_title("units"), new_page=True)
        _figures(paper, shape, shape.heading[2], "dong in cac_don_vi")
    for name, field_name in _LISTS.items():
        if shape.lists is not None and name not in shape.lists:
            continue
        one = ListShape("", _("Note")) if shape.lists is None else shape.lists[name]
        paper.instruction(f"if {field_name}")
        _annex(paper, one.number, report.list_title(name), new_page=not begun)
        begun = begun or shape.lists is not None  # of a form for all cases any may be the first
        heading = (_("No."), _("Full name"), _("Position"), pgettext("report", "Unit"), one.last)
        wide = 4 + bool(one.last)
        paper.table(
            heading[:wide],
            ((13, 45, 36, 43, 28) if one.last else (13, 55, 44, 53))[:wide],
            f"nguoi in {field_name}",
            ("stt", "ho_ten", "chuc_vu", "don_vi", "ghi_chu")[:wide],
        )
        paper.instruction("endif")


def _annex(paper: Paper, number: str, title: str, *, new_page: bool) -> None:
    head = [paper.paragraph(number, align="centre", size=14, bold=True, together=True)] if number else []
    head.append(paper.paragraph(title.upper(), align="centre", size=14, bold=True, together=True))
    paper.paragraph("{{ kem_theo }}", align="centre", size=14, italic=True, after=8, together=True)
    head[0].paragraph_format.page_break_before = new_page
    if not new_page:
        head[0].paragraph_format.space_before = paper.points(18)


def _figures(paper: Paper, shape: ReportShape, what: str, loop: str) -> None:
    sums = shape.several and what in ("group", "unit", "point")
    heading = report.table_heading(report.first_heading(what), sums=sums, unrecorded=shape.unrecorded)
    fields = [each for each in _FIGURE_FIELDS if shape.unrecorded or each != "chua_ghi"]
    counts = [15.5] * (len(fields) - 3)
    paper.table(heading, (13, TEXT_MM - 13 - sum(counts) - 17, *counts, 17), loop, fields, size=11)


# Bars are letters that Times New Roman has: full, hatched and empty squares.


def _bars(paper: Paper, said: Mapping[str, str]) -> None:
    paper.instruction("if bieu_do")
    paper.instruction("for dong in bieu_do")
    paper.instruction("if dong.nhom")
    paper.paragraph(Strong("{{ dong.nhom }}"), size=11, before=4, together=True)
    paper.instruction("endif")
    paper.columns("{{ dong.buoi }}", "{{ dong.thanh }} {{ dong.ty_le }}", size=11)
    paper.instruction("endfor")
    legend = (("█", said["on-time"]), ("▒", said["late"]), ("░", said["not-there"]))
    paper.paragraph("   ".join(f"{sign} {words}" for sign, words in legend), align="centre", size=11, before=4, after=6)
    paper.instruction("endif")


def _arrivals(paper: Paper, said: Mapping[str, str]) -> None:
    paper.instruction("for dong in gio_den")
    paper.instruction("if dong.tieu_de")
    paper.paragraph("{{ dong.tieu_de }}", align="centre", size=11, italic=True, before=6, together=True)
    paper.instruction("endif")
    paper.instruction("if dong.gio")
    paper.columns("{{ dong.gio }}", "{{ dong.thanh }} {{ dong.so_luong }}", size=10)
    paper.instruction("endif")
    paper.instruction("if dong.het")
    legend = (("█", said["before-start"]), ("▒", said["after-start"]))
    paper.paragraph("   ".join(f"{sign} {words}" for sign, words in legend), align="centre", size=11, before=4, after=6)
    paper.instruction("endif")
    paper.instruction("endfor")


_FORMS: dict[str, Callable[[], bytes]] = {"invitation": invitation, "report": report_form}

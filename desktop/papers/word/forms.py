"""The program's own Word forms: filled as they are, or saved for an office to change in Word."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from desktop.domain.documents.word import FormCheck
from desktop.i18n import _, language, pgettext
from desktop.papers.invitation import words as letters
from desktop.papers.report import words as report
from desktop.papers.word import reading
from desktop.papers.word.making import TEXT_MM, Paper


def form(document: str) -> bytes:
    """The form of a document, in the language in force. Its fields are those of `domain.documents.word`."""
    return _made(document, language())


@lru_cache(maxsize=4)
def _made(document: str, _language: str) -> bytes:
    """Made once: a folder of letters, a file for each unit, asks for it again and again."""
    return _FORMS[document]()


def checked(document: str) -> FormCheck:
    """What the program's form asks for."""
    return reading.check_form(reading.held(form(document), document), document)


def _invitation() -> bytes:
    paper = Paper(letters.WORDS.title())
    said = letters.own_words("invitation")
    paper.letterhead(below_number="ve_viec")
    paper.instruction("if ten_loai")
    paper.paragraph("{{ ten_loai }}", align="centre", size=14, bold=True, before=14)
    paper.paragraph("{{ trich_yeu }}", align="centre", bold=True)
    paper.instruction("endif")
    paper.paragraph("{{ loi_kinh }} ", "*{{ kinh_gui }}", align="centre", size=14, before=12, after=12)
    paper.body("{{ loi_mo_dau }}")
    paper.when("noi_dung", f"*{said['content']} ", "{{ noi_dung }}")
    paper.when("chu_tri", f"*{said['chairs']} ", "{{ chu_tri }}")
    paper.when("thanh_phan", f"*{said['who']} ", "{{ thanh_phan }}")
    number = _("No.")
    paper.instruction("if phan_bo")
    paper.table(
        (number, _("Count"), _("Attendees wanted"), _("Note")),
        (13, 21, TEXT_MM - 13 - 21 - 36, 36),
        "dong in phan_bo",
        ("stt", "so_luong", "thanh_phan", "ghi_chu"),
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
    paper.when("thoi_gian", f"*{said['time']} ", "{{ thoi_gian }}")
    paper.when("dia_diem", f"*{said['place']} ", "{{ dia_diem }}")
    paper.when("yeu_cau", f"*{said['requirements']} ", "{{ yeu_cau }}")
    paper.when("dang_ky", f"*{said['register']} ", "{{ dang_ky }}")
    paper.when("lien_he", f"*{said['contact']} ", "{{ lien_he }}")
    paper.instruction("if chuong_trinh")
    paper.paragraph(said["programme"], align="centre", bold=True, before=6, after=4, together=True)
    paper.table(
        (pgettext("letter", "Time"), pgettext("letter", "Content"), _("Speaker"), _("Room")),
        (30, TEXT_MM - 30 - 40 - 30, 40, 30),
        "buoi in chuong_trinh",
        ("thoi_gian", "noi_dung", "bao_cao_vien", "phong"),
    )
    paper.instruction("endif")
    paper.body("{{ loi_ket }}")
    paper.closing()
    return paper.bytes()


_FIGURE_FIELDS = ("stt", "ten", "dang_ky", "dung_gio", "muon", "co_phep", "khong_phep", "chua_ghi", "ty_le")
_FIGURE_WIDTHS = (13, TEXT_MM - 13 - 6 * 15.5 - 17, *[15.5] * 6, 17)


def _report() -> bytes:
    paper = Paper(report.WORDS.title())
    said = report.own_words()
    paper.letterhead()
    paper.paragraph(said["title"], align="centre", size=14, bold=True, before=14)
    paper.paragraph("{{ trich_yeu }}", align="centre", bold=True, after=10)
    paper.instruction("if mo_dau")
    paper.body("{{ mo_dau }}")
    paper.instruction("endif")
    _section(paper, f"1. {said['result']}")
    paper.body("{{ tom_tat }}")
    _figures(paper, "half_day", "dong in cac_buoi")
    _section(paper, f"2. {said['by-group']}")
    _figures(paper, "group", "dong in cac_nhom")
    _section(paper, f"3. {said['by-unit']}")
    _figures(paper, "unit", "dong in cac_don_vi")
    for field, title in (("danh_gia", f"4. {said['assessment']}"), ("kien_nghi", f"5. {said['proposals']}")):
        paper.instruction(f"if {field}")
        _section(paper, title)
        paper.body(f"{{{{ {field} }}}}")
        paper.instruction("endif")
    paper.closing()
    for field, name in (
        ("vang_khong_phep", "absent"),
        ("vang_co_phep", "excused"),
        ("den_muon", "late"),
        ("di_thay", "substitutes"),
        ("bo_sung", "walk_ins"),
    ):
        paper.instruction(f"if {field}")
        title = paper.paragraph(report.list_title(name).upper(), align="centre", size=14, bold=True)
        title.paragraph_format.page_break_before = True
        paper.paragraph("{{ kem_theo }}", align="centre", size=14, italic=True, after=8)
        paper.table(
            (_("No."), _("Full name"), _("Position"), pgettext("report", "Unit"), _("Note")),
            (13, 45, 36, 43, 28),
            f"nguoi in {field}",
            ("stt", "ho_ten", "chuc_vu", "don_vi", "ghi_chu"),
        )
        paper.instruction("endif")
    return paper.bytes()


def _section(paper: Paper, title: str) -> None:
    paper.paragraph(title, bold=True, before=6, after=6, together=True)


def _figures(paper: Paper, what: str, loop: str) -> None:
    heading = report.table_heading(report.first_heading(what), sums=False, unrecorded=True)
    paper.table(heading, _FIGURE_WIDTHS, loop, _FIGURE_FIELDS, size=11)


_FORMS: dict[str, Callable[[], bytes]] = {"invitation": _invitation, "report": _report}

"""Word files: the program's own form, the office's, and files that are no form at all."""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from desktop import cli, i18n, wording
from desktop.domain.documents.selection import EVERYONE
from desktop.domain.documents.word import FIELDS
from desktop.domain.errors import AppError, InvalidInput, UnreadableFile
from desktop.papers import documents
from desktop.papers.invitation import layout as letters
from desktop.papers.invitation.options import InvitationOptions, Letter
from desktop.papers.report import layout as report
from desktop.papers.report.options import ReportOptions
from desktop.papers.word import filling, forms, guard, own, reading
from desktop.wording import word_forms as words
from tests import libreoffice
from tests.papers.invitation.test_pdf import AN, BINH, OPTIONS, invitation, invitee
from tools import word_guide

ODD = "Phòng <Nội vụ> & {{ 7*7 }} {% if %} “A” #*_$"


def text_of(data: bytes) -> str:
    """Everything in the body, tables too, a paragraph a line."""
    body = docx.Document(io.BytesIO(data)).element.body
    space = body.nsmap["w"]
    return "\n".join(
        "".join(text.text or "" for text in paragraph.iter(f"{{{space}}}t")) for paragraph in body.iter(f"{{{space}}}p")
    )


def letters_as_word(content) -> bytes:
    return letters.docx(content)


def made(folder: Path, *paragraphs: str | list[str], name: str = "form.docx") -> Path:
    """An office's form; a paragraph given as a list is split into runs, as Word does while one types."""
    document = docx.Document()
    for each in paragraphs:
        paragraph = document.add_paragraph()
        for run in [each] if isinstance(each, str) else each:
            paragraph.add_run(run)
    document.save(folder / name)
    return folder / name


# -- the program's own form -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("document", sorted(FIELDS))
def test_the_program_s_form_asks_for_known_fields_alone_and_each_field_has_its_meaning(tmp_path, document, language):
    i18n.install(language)
    path = tmp_path / "form.docx"
    path.write_bytes(forms.form(document))
    told = reading.check(path, document)
    assert told.fits
    assert len(told.found) > 15
    assert all(words.meaning(document, name) for name in FIELDS[document])


def test_letters_in_word_say_what_their_pdf_says_each_with_pages_of_its_own():
    options = replace(OPTIONS, content=f"{ODD}\nĐoạn hai", programme=True)
    data = letters_as_word(invitation(AN, BINH, Letter(ODD), options=options))
    text = text_of(data)
    assert "{%" not in text.replace(ODD, "")
    for part in (
        "Số: 05/GM-UBND",
        "Kính mời: UBND phường An",
        "03 đại biểu: lãnh đạo và công chức",
        f"Kính mời: {ODD}",
        "Ngô Văn Mẫu",
        "từ 08 giờ 00 đến 17 giờ 00",
        "trước ngày 18/05/2018",
        "- Như trên;",
    ):
        assert part in text
    assert text.count(f"Nội dung: {ODD}\nĐoạn hai") == 3  # a paragraph of its own
    sections = docx.Document(io.BytesIO(data)).sections
    assert len(sections) == 3
    for section in sections:
        number = section._sectPr.find("{*}pgNumType")
        assert number.get(f"{{{number.nsmap['w']}}}start") == "1"
        assert section.different_first_page_header_footer
        assert (round(section.page_width.mm), round(section.left_margin.mm)) == (210, 30)


def test_the_report_in_word_has_the_figures_of_its_content(case):
    options = replace(ReportOptions(), assessment=f"Đạt.\n{ODD}")
    content = case.database.read(lambda tx: documents.find("report").gather(tx, case.conference_id, EVERYONE, options))
    data = report.docx(content)
    assert ODD in text_of(data)
    tables = docx.Document(io.BytesIO(data)).tables
    by_group = [[cell.text for cell in row.cells] for row in tables[2].rows]
    assert [row[1] for row in by_group[1:-1]] == [line.name for line in content.groups]
    tally = content.tally
    counts = [tally.expected, tally.present, tally.late, tally.excused, tally.absent, tally.unrecorded]
    assert list(map(int, by_group[-1][2:-1])) == counts[: 5 + bool(tally.unrecorded)]
    assert len(tables[4].rows) == len(content.units) + 2
    heading = tables[4].rows[0]._tr.trPr
    assert heading.find("{*}tblHeader") is not None  # repeated on every page
    absent = tables[5]
    assert [row.cells[1].text for row in absent.rows[1:]] == [each.full_name for each in content.absent]


def test_hostile_names_survive_in_word(hostile):
    content = hostile.database.read(
        lambda tx: documents.find("invitation").gather(
            tx, hostile.conference_id, EVERYONE, InvitationOptions(who="names")
        )
    )
    text = text_of(letters_as_word(content))
    for letter in content.letters:
        for person in letter.people:
            assert " ".join(person.full_name.split()) in text


def test_libreoffice_numbers_the_pages_of_each_letter_anew(qapp, tmp_path):
    from tests.papers.pages import read

    libreoffice.needs("writer")
    many = Letter("UBND phường Đông", people=tuple(invitee(f"Lê Thị Thử {number}") for number in range(40)))
    path = tmp_path / "letters.docx"
    path.write_bytes(letters_as_word(invitation(many, many)))
    starts = [page.text.split()[0] for page in read(libreoffice.convert(path, "pdf", tmp_path / "saved").read_bytes())]
    assert len(starts) == 4
    assert starts[1] == starts[3] == "2"
    assert starts[0] == starts[2] == "ỦY"


# -- the office's form ------------------------------------------------------------------------------------------------


def test_the_office_s_form_is_filled_instead_of_the_program_s_even_where_word_split_its_fields(tmp_path):
    path = made(tmp_path, ["Gửi {", "{ kinh", "_gui }", "}!"], ["{{", " hoi_nghi|upper ", "}}"])
    assert own.keep("invitation", path).fits
    assert text_of(letters_as_word(invitation(AN))).splitlines()[:2] == [
        "Gửi UBND phường An!",
        "TẬP HUẤN CẢI CÁCH HÀNH CHÍNH",
    ]
    own.remove("invitation")
    assert "GIẤY MỜI" in text_of(letters_as_word(invitation(AN)))


def test_word_s_own_numbering_begins_anew_in_each_letter(tmp_path):
    document = docx.Document()
    for text in ("{{ kinh_gui }}", "{{ thoi_gian }}"):
        document.add_paragraph(text, style="List Number")
    document.paragraphs[0]._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 1
    document.save(tmp_path / "form.docx")
    own.keep("invitation", tmp_path / "form.docx")
    found = docx.Document(io.BytesIO(letters_as_word(invitation(AN, BINH)))).paragraphs
    numbers = [
        each._p.pPr.numPr.numId.val for each in found if each._p.pPr is not None and each._p.pPr.numPr is not None
    ]
    assert len(set(numbers)) == 2


def test_a_form_is_told_its_unknown_fields_with_what_was_meant_and_what_it_leaves_out(tmp_path):
    path = made(tmp_path, "Kính gửi: {{ kinh_guj }}", "{%p for x in dai_bieu %}", "{{ x.ho_tem }}", "{%p endfor %}")
    told = reading.check(path, "invitation")
    assert not told.fits
    assert [(each.name, each.suggestion) for each in told.unknown] == [
        ("kinh_guj", "kinh_gui"),
        ("x.ho_tem", "x.ho_ten"),
    ]
    assert told.unknown[0].where == "Kính gửi: {{ kinh_guj }}"
    assert told.found == ("dai_bieu",)
    assert "kinh_gui" in told.unused
    assert own.keep("invitation", path) == told
    assert not own.path("invitation").exists()
    with pytest.raises(AppError) as refused:
        filling.fill(path, "invitation", [{}])
    assert "kinh_gui" in wording.error(refused.value)


@pytest.mark.parametrize(
    ("paragraphs", "code", "where"),
    [
        (["Gửi {{ kinh_gui }", "Sau đó {{ hoi_nghi }}"], "word.unclosed", "Gửi {{ kinh_gui }"),
        (["{%p if lien_he %}", "Liên hệ: {{ lien_he }}"], "word.unended", ""),
        (["{%p loop lien_he %}"], "word.unknown_tag", ""),
        (["{{ kinh gui }}"], "word.syntax", "{{ kinh gui }}"),
        (["{%p if lien_he %} Liên hệ", "{%p endif %}"], "word.not_alone", "{%p if lien_he %} Liên hệ"),
        (["{%tr for x in dai_bieu %}", "{%tr endfor %}"], "word.outside_table", "{%tr for x in dai_bieu %}"),
        (["{{ kinh_gui.__class__.__mro__ }}"], "word.not_allowed", "{{ kinh_gui.__class__.__mro__ }}"),
        (["{{ kinh_gui.format(1) }}"], "word.not_allowed", "{{ kinh_gui.format(1) }}"),
        (["{{ kinh_gui[0] }}"], "word.not_allowed", ""),
        (["{{ 'a' * 999999999 }}"], "word.not_allowed", ""),
        (["{% for x in range(9) %}{{ x }}{% endfor %}"], "word.not_allowed", ""),
        (["{% include 'x' %}"], "word.not_allowed", ""),
        (["{% set x = 1 %}"], "word.not_allowed", ""),
        (["{{r kinh_gui }}"], "word.not_allowed", "{{r kinh_gui }}"),
        (["{{ kinh_gui|attr('x') }}"], "word.not_allowed", ""),
        (["{% if so_luong > 3 %}x{% endif %}"], "word.not_allowed", ""),
        (["{% if so_luong == 3 * 1 %}x{% endif %}"], "word.not_allowed", ""),
        (["{{ dai_bieu }}"], "word.whole_list", "{{ dai_bieu }}"),
        (["{% for x in hoi_nghi %}{{ x }}{% endfor %}"], "word.not_a_list", ""),
    ],
)
def test_what_is_wrong_in_a_form_is_told_with_its_paragraph(tmp_path, paragraphs, code, where):
    path = made(tmp_path, *paragraphs)
    told = reading.check(path, "invitation")
    assert code in [each.code for each in told.problems]
    assert any(where in each.where for each in told.problems)
    assert all(words.problem(each) for each in told.problems)
    with pytest.raises(AppError) as refused:
        filling.fill(path, "invitation", [{}])
    assert refused.value.code == "word.problem"


def test_a_header_that_differs_from_letter_to_letter_serves_one_letter_alone(tmp_path):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ kinh_gui }}"
    document.save(tmp_path / "form.docx")
    own.keep("invitation", tmp_path / "form.docx")
    with pytest.raises(AppError) as refused:
        letters_as_word(invitation(AN, BINH))
    assert refused.value.code == "word.header_of_letters"
    one = docx.Document(io.BytesIO(letters_as_word(invitation(AN))))
    assert one.sections[0].header.paragraphs[0].text == "UBND phường An"


# -- files that are no form -------------------------------------------------------------------------------------------


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"xin chao", "word.not_word"),
        (b"", "word.not_word"),
        (OLE + b"\0" * 600, "word.old"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "word.password"),
        (b"PK\x03\x04" + b"\0" * 50, "word.damaged"),
        ({"a.txt": b"x"}, "word.not_word"),
        ({"[Content_Types].xml": MAIN.replace(b"document.main", b"sheet.main")}, "word.not_word"),
        ({"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml"}, "word.macros"),
        ({"[Content_Types].xml": MAIN, "word/vbaProject.bin": b"x"}, "word.macros"),
        ({"[Content_Types].xml": MAIN.replace(b"document.main", b"template.main")}, "word.template"),
        ({"[Content_Types].xml": MAIN}, "word.damaged"),
        ({"[Content_Types].xml": MAIN, "word/media/x.png": b"\0" * 30_000_000}, "word.bomb"),
        ({"[Content_Types].xml": MAIN, "word/x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "word.bomb"),
    ],
)
def test_files_that_are_no_plain_word_document_are_refused_in_words(tmp_path, content, code):
    path = tmp_path / "form.docx"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        zipped(path, content)
    with pytest.raises(UnreadableFile) as refused:
        reading.check(path, "invitation")
    assert refused.value.code == code
    assert "form.docx" in wording.error(refused.value)


def changed(path: Path, **parts: str | tuple[str, str]) -> Path:
    """A form with other or more parts: a whole text, or what in the part of python-docx is replaced by what."""
    source = made(path.parent, "{{ hoi_nghi }}", name="before.docx")
    with zipfile.ZipFile(source) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()}
    for name, change in parts.items():
        if isinstance(change, str):
            whole[name] = change.encode()
        else:
            assert change[0].encode() in whole[name]
            whole[name] = whole[name].replace(change[0].encode(), change[1].encode())
    return zipped(path, whole)


RELS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BODY = "</w:body>"


def external(kind: str, target: str) -> dict[str, tuple[str, str]]:
    end = f'<Relationship Id="rX" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return {RELS: ("</Relationships>", end)}


def in_body(xml: str) -> dict[str, tuple[str, str]]:
    return {"word/document.xml": ("<w:body>", f"<w:body>{xml}")}


def field(*runs: str) -> dict[str, tuple[str, str]]:
    """A field of several runs, as Word writes it; "{" and "}" begin and end one."""
    kinds = {"{": '<w:fldChar w:fldCharType="begin"/>', "}": '<w:fldChar w:fldCharType="end"/>'}
    kinds["|"] = '<w:fldChar w:fldCharType="separate"/>'
    xml = "".join(f"<w:r>{kinds.get(run, f'<w:instrText>{run}</w:instrText>')}</w:r>" for run in runs)
    return in_body(f"<w:p>{xml}</w:p>")


REACHES_OUT = [
    (external("attachedTemplate", "https://example.org/mau.dotm"), "word.fetches", "example.org"),
    (external("image", "file://may-chu/anh.png"), "word.fetches", "may-chu"),
    (external("oleObject", "file:///c:/bang.xlsx"), "word.fetches", "bang.xlsx"),
    (external("frame", "https://example.org"), "word.fetches", "example.org"),
    (in_body('<w:p><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="//may-chu/a.png"/></w:pict></w:p>'),
     "word.fetches", "may-chu"),
    ({"word/media/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://example.org/a"/></svg>'},
     "word.fetches", "example.org"),
    (field("{", ' INCLUDETEXT "c:/mat.docx" ', "}"), "word.field", "INCLUDETEXT"),
    (field("{", " INCLUDE", "PICTURE ", "http://example.org/a.png", "|", "}"), "word.field", "INCLUDEPICTURE"),
    (field("{", "DDE", "AUTO c:/x cmd", "|", "}"), "word.field", "DDEAUTO"),
    (field("{", " dde x y ", "}"), "word.field", "dde x y"),
    (field("{", "LINK Excel.Sheet.8 c:/a.xls", "|", "}"), "word.field", "LINK"),
    (field("{", " IF 1 = 1 ", "{", "DDEAUTO x", "}", "|", "}"), "word.field", "DDEAUTO"),
    (field("{", " PAGE ", "|", "{", "RD c:/a.docx", "}", "}"), "word.field", "RD"),
    (field("{", "{", "QUOTE 68 68 69", "}", " x y", "}"), "word.field", "("),
    (field("DDEAUTO x y"), "word.field", "DDEAUTO"),
    (in_body('<w:p><w:fldSimple w:instr="DATABASE \\d c:/a.mdb"/></w:p>'), "word.field", "DATABASE"),
    (in_body('<w:altChunk/>'), "word.embedded", "altChunk"),
    (in_body('<w:p><w:r><w:object><w:control/></w:object></w:r></w:p>'), "word.embedded", "object"),
    ({"word/embeddings/oleObject1.bin": "x"}, "word.embedded", "oleObject1.bin"),
    ({"word/embeddings/bang.xlsx": "x"}, "word.embedded", "bang.xlsx"),
    ({"word/activeX/activeX1.xml": '<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX"/>'},
     "word.embedded", "ocx"),
    ({"word/settings.xml": ("</w:settings>", "<w:mailMerge/></w:settings>")}, "word.embedded", "mailMerge"),
    ({"[Content_Types].xml": ("</Types>", '<Override PartName="/word/a.xml" ContentType="application/vnd.ms-office.'
      'vbaProject"/></Types>')}, "word.macros", ""),
    ({"word/styles.xml": "<w:styles"}, "word.damaged", ""),
    ({"word/comments.xml": "<a>&b;</a>"}, "word.damaged", ""),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "code", "what"), REACHES_OUT)
def test_a_form_that_reaches_out_or_runs_something_is_refused_with_the_reason(tmp_path, parts, code, what):
    path = changed(tmp_path / "mau.docx", **parts)
    for try_it in (
        lambda: reading.check(path, "invitation"),
        lambda: own.keep("invitation", path),
        lambda: filling.fill(path, "invitation", [{"hoi_nghi": "x"}]),
    ):
        with pytest.raises(UnreadableFile) as refused:
            try_it()
        assert refused.value.code == code
    sentence = wording.error(refused.value)
    assert "mau.docx" in sentence
    assert what in sentence
    assert not own.path("invitation").exists()


def test_a_form_that_was_put_in_place_by_hand_is_refused_when_it_is_filled(tmp_path):
    own.path("invitation").parent.mkdir(parents=True)
    changed(tmp_path / "mau.docx", **field("{", "DDEAUTO x", "}")).replace(own.path("invitation"))
    with pytest.raises(UnreadableFile, match=r"word\.field"):
        letters_as_word(invitation(AN))


@pytest.mark.parametrize(
    "parts",
    [
        external("hyperlink", "https://example.org"),
        field("{", " PAGE  \\* MERGEFORMAT", "|", "1", "}"),
        field("{", "=SUM(ABOVE)", "|", "}"),
        field("{", ' TOC \\o "1-3" ', "|", "{", ' HYPERLINK "https://example.org" ', "|", "}", "}"),
        field("{", "|", "}"),
        {"word/media/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/></svg>'},
    ],
)
def test_links_page_numbers_and_pictures_stay(tmp_path, parts):
    path = changed(tmp_path / "mau.docx", **parts)
    assert reading.check(path, "invitation").fits
    assert filling.fill(path, "invitation", [{"hoi_nghi": "Tập huấn"}])


@pytest.mark.parametrize("deep", [60, 500, 3_000])
@pytest.mark.parametrize(
    ("begin", "end"), [("{% if hoi_nghi %}", "{% endif %}"), ("{{ (", ") }}"), ("{{ hoi_nghi", "|trim }}")]
)
def test_what_stands_too_deep_inside_of_each_other_is_told(tmp_path, begin, end, deep):
    if begin.startswith("{%"):
        paragraphs = [begin * deep + "x" + end * deep]
    elif begin.endswith("("):
        paragraphs = ["{{ " + "not (" * deep + "hoi_nghi" + ")" * deep + " }}"]
    else:
        paragraphs = ["{{ hoi_nghi" + "|trim" * deep + " }}"]
    path = made(tmp_path, *paragraphs)
    told = reading.check(path, "invitation")
    assert "word.too_deep" in [each.code for each in told.problems]
    assert all(words.problem(each) for each in told.problems)
    with pytest.raises(AppError, match=r"word\.problem"):
        filling.fill(path, "invitation", [{}])


def test_without_the_packages_the_organizer_is_told_what_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    with pytest.raises(AppError) as refused:
        letters_as_word(invitation(AN))
    assert refused.value.code == "word.missing"


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UnreadableFile) as refused:
        guard.check(tmp_path / "none.docx")
    assert refused.value.code == "word.cannot_read"


# -- commands ---------------------------------------------------------------------------------------------------------


def test_the_form_is_saved_and_checked_from_the_command_line(tmp_path, capsys):
    path = tmp_path / "mau.docx"
    assert cli.main(["word-form", "report", "-o", str(path)]) == 0
    assert cli.main(["word-check", str(path), "--document", "report"]) == 0
    assert "tom_tat" in capsys.readouterr().out
    assert cli.main(["word-check", str(path), "--document", "invitation", "--json"]) == 1
    assert '"cac_nhom"' in capsys.readouterr().out
    assert cli.main(["word-form", "badges"]) == 2


def test_a_document_without_a_word_form_is_told_those_that_have_one():
    with pytest.raises(InvalidInput) as refused:
        own.path("badges")
    assert "invitation" in wording.error(refused.value)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_guide_lists_the_fields_that_there_are_and_names_buttons_as_they_are(language):
    i18n.install(language)
    told = (word_guide.DOCS / f"word-forms.{language}.md").read_text(encoding="utf-8")
    assert told == word_guide.page(language)
    for button in (
        i18n._("&Save the Word form to change it…"),
        i18n._("&Take a Word file as the form…"),
        i18n._("Back to the &program's form"),
        i18n._("The office's own Word file…"),
    ):
        assert f"**{button.replace('&', '')}**" in told

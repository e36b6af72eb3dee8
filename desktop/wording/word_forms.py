"""Words of Word forms: what each field means, and what was found in a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.documents.word import FIELDS, FormCheck, FormProblem, UnknownField
from desktop.i18n import _, ngettext

_FRAME: Mapping[str, Callable[[], str]] = {
    "co_quan_cap_tren": lambda: _("superior body, in capitals"),
    "co_quan_ban_hanh": lambda: _("issuing body, in capitals"),
    "so_ky_hieu": lambda: _("number and symbol, with “No.:” before them"),
    "noi_ngay_thang": lambda: _("place and date"),
    "chuc_vu_ky": lambda: _("who signs: authority and title, a line each"),
    "nguoi_ky": lambda: _("the signer's name"),
    "noi_nhan": lambda: _("who receives it, a line each"),
    "hoi_nghi": lambda: _("the conference's title"),
    "thoi_gian": lambda: _("when the conference is"),
    "dia_diem": lambda: _("where the conference is"),
    "trich_yeu": lambda: _("what the paper is about"),
}
_MEANINGS: Mapping[str, Mapping[str, Callable[[], str]]] = {
    "invitation": {
        **_FRAME,
        "ten_loai": lambda: _("the title of an invitation; nothing in an official letter that summons"),
        "ve_viec": lambda: _("“Re: …” of an official letter that summons; nothing in an invitation"),
        "loi_kinh": lambda: _("the words before the addressee"),
        "kinh_gui": lambda: _("to whom: the unit, or a person of no unit"),
        "loi_mo_dau": lambda: _("the opening sentence"),
        "noi_dung": lambda: _("what it is about, in full"),
        "chu_tri": lambda: _("who presides"),
        "thanh_phan": lambda: _("who should come, in a sentence"),
        "so_luong": lambda: _("how many should come"),
        "yeu_cau": lambda: _("what is asked of attendees"),
        "dang_ky": lambda: _("by when to register"),
        "lien_he": lambda: _("contact for registration"),
        "loi_ket": lambda: _("the closing sentence"),
        "phan_bo": lambda: _("list: the unit's quota when it has several lines"),
        "dai_bieu": lambda: _("list: the unit's people by name"),
        "chuong_trinh": lambda: _("list: the programme, when it is asked for"),
    },
    "report": {
        **_FRAME,
        "mo_dau": lambda: _("the opening, as typed"),
        "tom_tat": lambda: _("the paragraphs made from the numbers"),
        "danh_gia": lambda: _("the assessment, as typed"),
        "kien_nghi": lambda: _("the proposals, as typed"),
        "so_dai_bieu": lambda: _("how many people were on the list"),
        "so_den_du": lambda: _("how many people came at least once"),
        "ty_le_den_du": lambda: _("their share"),
        "tong_dang_ky": lambda: _("attendances due, over all half-days"),
        "tong_co_mat": lambda: _("there, on time or late"),
        "tong_dung_gio": lambda: _("on time"),
        "tong_muon": lambda: _("late"),
        "tong_co_phep": lambda: _("absent with leave"),
        "tong_khong_phep": lambda: _("absent without leave"),
        "tong_chua_ghi": lambda: _("nothing recorded"),
        "tong_ty_le": lambda: _("share of those there"),
        "don_vi_vang": lambda: _("units that sent nobody"),
        "kem_theo": lambda: _("the line under an annex's title"),
        "cac_buoi": lambda: _("list: figures by half-day or session"),
        "cac_nhom": lambda: _("list: figures by role group"),
        "cac_diem_cau": lambda: _("list: figures by point; empty where there is none"),
        "bieu_do": lambda: _("list: bars of attendance by role group, when they are asked for"),
        "gio_den": lambda: _("list: how many came in each span of time, when it is asked for"),
        "cac_don_vi": lambda: _("list: figures by unit"),
        "vang_khong_phep": lambda: _("list: absent without leave"),
        "vang_co_phep": lambda: _("list: absent with leave"),
        "den_muon": lambda: _("list: late"),
        "di_thay": lambda: _("list: substitutes"),
        "bo_sung": lambda: _("list: walk-ins"),
    },
}


_EXAMPLE = "{{ hoi_nghi }}"
_PROBLEMS: Mapping[str, Callable[[], str]] = {
    "word.unclosed": lambda: _("A field's braces don't match: it is written {example}, in one paragraph.").format(
        example=_EXAMPLE
    ),
    "word.unended": lambda: _("A list or condition has no end: {first} or {second} is missing.").format(
        first="{% endfor %}", second="{% endif %}"
    ),
    "word.unknown_tag": lambda: _("This instruction is not known; there are for, endfor, if, else and endif."),
    "word.syntax": lambda: _("This field or instruction can't be read: a field is written {example}.").format(
        example=_EXAMPLE
    ),
    "word.not_allowed": lambda: _(
        "A form may only show fields, go through lists and ask whether a field says something."
    ),
    "word.too_deep": lambda: _("There are too many conditions or lists inside of each other."),
    "word.not_a_list": lambda: _("This field is a text, not a list to go through."),
    "word.whole_list": lambda: _("A list can't be shown as a whole: name a field of its lines, in a table's row."),
    "word.outside_table": lambda: _("An instruction for a row ({example}) stands outside of a table.").format(
        example="{%tr … %}"
    ),
    "word.not_alone": lambda: _(
        "An instruction must stand alone in its paragraph or row: its other words would be lost."
    ),
}


def meaning(document: str, name: str) -> str:
    """What a field holds."""
    return _MEANINGS[document][name]()


def typed(document: str, name: str) -> str:
    """How a field is typed into a form; a list's name stands before the fields of its lines."""
    lines = FIELDS[document][name]
    if not lines:
        return f"{{{{ {name} }}}}"
    return f"{name}: " + ", ".join(f"{{{{ dong.{each} }}}}" for each in lines)


def copied(document: str, name: str) -> str:
    """A field as it goes onto the clipboard: of a list the three rows, a cell's field after the other."""
    lines = FIELDS[document][name]
    if not lines:
        return typed(document, name)
    cells = "\t".join(f"{{{{ dong.{each} }}}}" for each in lines)
    return f"{{%tr for dong in {name} %}}\n{cells}\n{{%tr endfor %}}"


def rules() -> str:
    """How lists and conditions are written, for the foot of the list of fields."""
    return _(
        "A list is a table's row between two rows of instructions: {begin} in the row before it, {end} in the row after "
        "it, and its fields in the row between. {condition} and {condition_end}, each in a paragraph of its own, keep "
        "what is between them only when the field says something."
    ).format(
        begin="{%tr for dong in phan_bo %}",
        end="{%tr endfor %}",
        condition="{%p if lien_he %}",
        condition_end="{%p endif %}",
    )


def problem_text(code: str) -> str:
    """What is wrong with a form."""
    known = _PROBLEMS.get(code)
    return known() if known else code


def problem(one: FormProblem) -> str:
    """What is wrong, and in which paragraph."""
    return _("{problem} In: “{where}”").format(problem=problem_text(one.code), where=one.where)


def unknown(one: UnknownField) -> str:
    """A field that is not known, with what was probably meant."""
    if one.suggestion:
        words = _("{field}: unknown. Did you mean {meant}? In: “{where}”")
    else:
        words = _("{field}: unknown. In: “{where}”")
    return words.format(field=one.name, meant=one.suggestion, where=one.where)


def found(check: FormCheck) -> str:
    """What was found, in a line."""
    known = ngettext("{count} field found", "{count} fields found", len(check.found)).format(count=len(check.found))
    if check.fits:
        return _("{known}; the form can be filled.").format(known=known)
    faults = len(check.unknown) + len(check.problems)
    wrong = ngettext("{count} thing to mend", "{count} things to mend", faults).format(count=faults)
    return _("{known}, {wrong} before it can be filled.").format(known=known, wrong=wrong)

"""What the template of the letters gets, and the letters as a Word file."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from desktop.i18n import _, pgettext
from desktop.papers.document import Json, cut
from desktop.papers.frame import frame_data, word_frame
from desktop.papers.invitation import words as wording
from desktop.papers.invitation.options import InvitationContent, Letter
from desktop.papers.tables import breakable_row

_MANY, _FIRST, _TOGETHER = 12, 3, 100


def data(content: InvitationContent) -> Json:
    """The letters for `invitation.typ`."""
    heading, rows = wording.programme(content.programme)
    shown = content.options.programme and bool(rows)
    return {
        "frame": frame_data(wording.frame(content)),
        "summons": content.options.form == "summons",
        "words": wording.own_words(content.options.form),
        "subject": wording.about(content),
        "heading": {
            "quota": [_("No."), _("Count"), _("Attendees wanted"), _("Note")],
            "names": [_("No."), _("Full name"), _("Position")],
            "programme": list(heading),
        },
        "letters": [_letter(content, one) for one in content.letters],
        "programme": _breakable(rows, "programme") if shown else [],
        "columns": list(_columns(rows)),
        "notes": content.notes,
    }


def _columns(rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The columns of the programme: none for speakers or rooms where nobody has one."""
    return tuple(x for x in range(4) if x < 2 or any(row[x] for row in rows))


def beginning(content: InvitationContent) -> InvitationContent | None:
    """The first letters, when there are so many that a preview would be waited for."""
    if len(content.letters) <= _MANY:
        return None
    return dataclasses.replace(content, letters=content.letters[:_FIRST])


def pieces(content: InvitationContent) -> list[InvitationContent]:
    """The letters, a hundred together: each begins a page and counts its own."""
    return [dataclasses.replace(content, letters=letters) for letters in cut(content.letters, _TOGETHER)]


def _letter(content: InvitationContent, one: Letter) -> Json:
    words = wording.letter(content, one)
    quota = [[str(place), *line] for place, line in enumerate(words.quota, start=1)]
    points = [
        ("content", words.content, [], ""),
        ("chairs", words.chairs, [], ""),
        ("who", _who(words), quota or [list(name) for name in words.names], "quota" if quota else "names"),
        ("time", words.time, [], ""),
        ("place", words.place, [], ""),
        ("requirements", words.requirements, [], ""),
        ("register", words.register, [], ""),
        ("contact", words.contact, [], ""),
    ]
    return {
        "address": words.address,
        "opening": words.opening,
        "points": [
            {"label": label, "text": text, "rows": _breakable(rows, table), "table": table if rows else ""}
            for label, text, rows, table in points
            if text or rows
        ],
        "closing": words.closing,
    }


_TABLE_MM = {"quota": (12.0, 20.0, 95.0, 38.0), "names": (12.0, 80.0, 72.0), "programme": (30.0, 62.0, 40.0, 28.0)}
"""Of the columns of a letter's tables, as `invitation.typ` has them."""


def _breakable(rows: Sequence[Sequence[str]], table: str) -> list[list[str]]:
    """The rows with places to break words that are wider than their column."""
    widths = _TABLE_MM.get(table, ())
    return [breakable_row(row, widths, 12) for row in rows]


def _who(words: wording.LetterWords) -> str:
    """The sentence, or over a table how many they are together."""
    if words.quota or words.names:
        return pgettext("letter", "{count} in all, namely:").format(count=f"{words.count:02d}")
    return words.who


# -- Word -------------------------------------------------------------------------------------------------------------


def docx(content: InvitationContent) -> bytes:
    """The letters as one Word file, each in a section that counts its own pages; in the office's form if it has one."""
    from desktop.papers.word import filling, forms

    shape = forms.LetterShape(notes=content.notes, programme=_columns(wording.programme(content.programme)[1]))
    values = [_values(content, one) for one in content.letters]
    return filling.filled("invitation", values, form=lambda: forms.invitation(shape))


def _values(content: InvitationContent, one: Letter) -> Json:
    """One letter for a Word form: the fields of `domain.documents.word`."""
    words, said = wording.letter(content, one), wording.own_words(content.options.form)
    frame = wording.frame(content)
    rows = wording.programme(content.programme)[1] if content.options.programme else []
    summons = content.options.form == "summons"
    return {
        **word_frame(frame),
        "hoi_nghi": wording.normalise_lines(content.conference),
        "trich_yeu": wording.about(content),
        "ten_loai": "" if summons else said["title"],
        "ve_viec": frame.about,
        "loi_kinh": said["address"],
        "kinh_gui": words.address,
        "loi_mo_dau": words.opening,
        "noi_dung": words.content,
        "chu_tri": words.chairs,
        "thanh_phan": _who(words),
        "so_luong": str(words.count) if words.count else "",
        "thoi_gian": words.time,
        "dia_diem": words.place,
        "yeu_cau": words.requirements,
        "dang_ky": words.register,
        "lien_he": words.contact,
        "loi_ket": words.closing,
        "phan_bo": [
            {"stt": str(place), "so_luong": count, "thanh_phan": who, "ghi_chu": note}
            for place, (count, who, note) in enumerate(words.quota, start=1)
        ],
        "dai_bieu": [{"stt": stt, "ho_ten": name, "chuc_vu": position} for stt, name, position in words.names],
        "chuong_trinh": [
            dict(zip(("thoi_gian", "noi_dung", "bao_cao_vien", "phong"), row, strict=True)) for row in rows
        ],
    }

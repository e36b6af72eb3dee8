"""One thing has one name, and tone marks stand where offices write them: catalogue, guide, README and templates."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from desktop import paths

ROOT = Path(__file__).resolve().parents[2]
TONE = "[\u0300\u0301\u0303\u0309\u0323]"
_ON_THE_SECOND = re.compile(rf"(?<!q)(?:o[ae]|uy){TONE}$")
_ON_QU = re.compile(rf"qu{TONE}")
"""After q the u is no vowel and bears no mark: quý, quỹ."""


def misplaced(text: str) -> list[str]:
    """The words whose open oa, oe or uy bears its mark on the second vowel (huỷ, xoá), or whose qu bears one (qúy)."""
    return [
        word
        for word in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text))
        if _ON_THE_SECOND.search(bare := unicodedata.normalize("NFD", word.lower())) or _ON_QU.search(bare)
    ]


@cache
def catalogue() -> tuple[tuple[str, str], ...]:
    """Every message, English beside Vietnamese, without placeholders and the letters' underlines.

    Of plurals the form for many, which is the one Vietnamese has.
    """
    with (paths.resources() / "translations" / "vi.po").open("rb") as file:
        messages = [message for message in read_po(file, locale="vi") if message.id]
    pairs = [
        (message.id, message.string) if isinstance(message.id, str) else (message.id[-1], message.string[-1])
        for message in messages
    ]
    return tuple((_plain(en), _plain(vi)) for en, vi in pairs)


def _plain(text: str) -> str:
    return re.sub(r"\{[^{}]*\}", "{}", text).replace("&", "")


@cache
def written(*patterns: str) -> tuple[tuple[str, str], ...]:
    """Each line of these files, with its place."""
    files = [(path, path.relative_to(ROOT)) for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    return tuple(
        (f"{name}:{number}", line)
        for path, name in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    )


VIETNAMESE = ("docs/*.vi.md", "README.md", "resources/documents/*.typ")
ENGLISH = ("docs/*.en.md", "README.md", "CHANGELOG.md")

# -- spelling ---------------------------------------------------------------------------------------------------------


def test_marks_are_told_right_from_wrong():
    assert misplaced("Huỷ, XOÁ; hoà thuý khoẻ khoá toà uỷ tuỳ qúy") == (
        ["Huỷ", "XOÁ", "hoà", "thuý", "khoẻ", "khoá", "toà", "uỷ", "tuỳ", "qúy"]
    )
    assert misplaced("Hủy, XÓA; hòa thúy khỏe khóa tòa ủy tùy quý quỹ quy khoản hoặc thuở thuyền loét ngoáy") == []


def test_the_catalogue_marks_tones_on_the_first_vowel():
    assert {word: vi for _en, vi in catalogue() for word in misplaced(vi)} == {}


def test_guide_and_templates_mark_tones_on_the_first_vowel():
    assert [(place, word) for place, line in written(*VIETNAMESE) for word in misplaced(line)] == []


# -- one name ---------------------------------------------------------------------------------------------------------

NAMES = {
    "attendance sheet": (r"\battendance sheets?\b", r"danh sách điểm danh"),
    "signed sheet": (r"\bsigned sheets?\b", r"danh sách đã ký"),
    "attendance record": (r"\battendance record\b", r"kết quả điểm danh"),
    "walk-in": (r"\bwalk-ins?\b", r"đăng ký tại chỗ"),
    "substitute": (r"\bsubstitutes?\b", r"đi thay"),
    "undone": (r"\bundo(ne|es)?\b|\bundid\b", r"hoàn tác"),
    "redone": (r"\bredo(ne)?\b", r"làm lại"),
    "revoked": (r"\brevok", r"thu hồi"),
    "to review": (r"\bto review\b", r"cần xem\b"),
    "set aside": (r"\bset aside\b", r"bỏ qua"),
    "refused": (r"\brefused\b", r"bị từ chối"),
    "unanswered": (r"\bunanswered\b", r"chưa trả lời"),
    "registration cancelled": (r"\bcancel\w*( the| somebody's)? registration|registrations? cancel|had cancelled", r"báo không dự"),
    "quota": (r"\bquotas?\b", r"phân bổ|số lượng|thành phần"),
    "attendee": (r"\battendees?\b", r"đại biểu|học viên|thành phần|danh sách triệu tập"),
}  # fmt: skip
"""What a message speaks of in English, and the words Vietnamese has for it."""


@pytest.mark.parametrize("thing", NAMES)
def test_a_thing_that_english_names_has_its_one_name_in_vietnamese(thing):
    spoken, name = NAMES[thing]
    of_it = [(en, vi) for en, vi in catalogue() if re.search(spoken, en, re.IGNORECASE)]
    assert of_it
    assert [pair for pair in of_it if not re.search(name, pair[1], re.IGNORECASE)] == []


NOT_VIETNAMESE = {
    "attendee": r"người tham dự",
    "attendance sheet": r"phiếu (điểm danh|đã ký|số)|(trên|nhập|in|chân) phiếu|bản giấy",
    "running number": r"\bTT\b(?!-)",
    "walk-in": r"thêm tại chỗ|bổ sung tại|đăng ký tại cửa|đăng ký bổ sung",
    "cancelled": r"(hủy|bỏ) (đăng ký|tham dự)|báo hủy|không đến nữa",
    "undone": r"lần hoàn tác\b|rút lại|bỏ ghi nhận",
    "to review": r"(dòng|lượt|mục|dự|danh) cần xem lại",
    "refused": r"bị trả lại",
    "quota": r"chỉ tiêu",
}
NOT_ENGLISH = {
    "attendee": r"\bparticipants?\b",
    "attendance sheet": r"\battendance lists?\b|\bsigned papers?\b|\bpaper (counts|says)\b",
    "walk-in": r"\bon the spot\b|\b(add|regist)\w+ [^.;]*\bat the door\b",
    "substitute": r"\bin (someone's|somebody's|another's|their|the) place\b|\bcomes instead\b",
    "cancelled": r"\bwill not come\b",
    "undone": r"\btak(e|es|en) (it |this |that |them )?back\b|\btook back\b",
    "to review": r"\b(rows?|lines?|sessions?|attendances?|nothing) to look at\b|^to look at\b",
    "unanswered": r"\b(rows?|questions?|\{\}) to confirm\b",
}


@pytest.mark.parametrize("thing", NOT_VIETNAMESE)
def test_vietnamese_has_no_other_name_for_a_thing(thing):
    wrong = re.compile(NOT_VIETNAMESE[thing], re.IGNORECASE if thing != "running number" else 0)
    assert [vi for _en, vi in catalogue() if wrong.search(vi)] == []
    assert [place for place, line in written(*VIETNAMESE) if wrong.search(line)] == []


@pytest.mark.parametrize("thing", NOT_ENGLISH)
def test_english_has_no_other_name_for_a_thing(thing):
    wrong = re.compile(NOT_ENGLISH[thing], re.IGNORECASE)
    assert [en for en, _vi in catalogue() if wrong.search(en)] == []
    assert [place for place, line in written(*ENGLISH) if wrong.search(line)] == []


def test_only_certificates_are_revoked():
    """A mark or a step is undone; "thu hồi" is said of a paper with a number."""
    assert [(en, vi) for en, vi in catalogue() if "thu hồi" in vi.lower() and not re.search("revok", en, re.I)] == []

"""Titles before names: forms of address, degrees, ranks."""

from __future__ import annotations

import re

from desktop.domain.family_names import COMMON


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MALE = frozenset({"Ông", "Anh", "Mr."})
_FEMALE = frozenset({"Bà", "Chị", "Cô", "Mrs.", "Ms."})

# Spelling without dots, spaces and case -> the way it is written.
_TITLES = {
    "ông": "Ông", "ô": "Ông", "bà": "Bà", "ông/bà": "Ông/Bà", "ôngbà": "Ông/Bà", "đ/c": "Đ/c", "đc": "Đ/c", "đồngchí": "Đồng chí",
    "anh": "Anh", "chị": "Chị", "cô": "Cô", "thầy": "Thầy", "mr": "Mr.", "mrs": "Mrs.", "ms": "Ms.", "dr": "Dr.",
    "gs": "GS.", "pgs": "PGS.", "ts": "TS.", "tskh": "TSKH.", "ths": "ThS.", "cn": "CN.", "ks": "KS.", "kts": "KTS.",
    "bs": "BS.", "bscki": "BSCKI.", "bsckii": "BSCKII.", "bsck1": "BSCKI.", "bsck2": "BSCKII.", "cki": "CKI.",
    "ckii": "CKII.", "ck1": "CKI.", "ck2": "CKII.", "ds": "DS.", "ls": "LS.", "nsưt": "NSƯT.", "nsnd": "NSND.",
    "ngưt": "NGƯT.", "ngnd": "NGND.", "ttưt": "TTƯT.", "ttnd": "TTND.",
}  # fmt: skip
_RANK = r"(?:(?:thiếu|trung|thượng|đại|chuẩn)\s+(?:uý|úy|tá|tướng)|(?:hạ|trung|thượng)\s+s[ĩỹ]|binh\s+nh(?:ì|ất))(?:\s+(?:qncn|cn))?"
_IN_FULL = (
    r"(?:phó\s+)?giáo\s+sư|tiến\s+s[ĩỹ](?:\s+khoa\s+học)?|(?:thạc|bác|dược|nghệ|nhạc|họa|ca)\s+s[ĩỹ]|(?:kỹ|luật|kiến\s+trúc)\s+sư"
    r"|cử\s+nhân|nhà\s+giáo(?:\s+(?:ưu\s+tú|nhân\s+dân))?|linh\s+mục|mục\s+sư|(?:hòa|hoà)\s+thượng|thượng\s+(?:tọa|toạ)|đại\s+đức"
    r"|ni\s+(?:sư|trưởng)|sư\s+cô"
)
_TITLE = re.compile(
    r"(?:(?P<word>ông\s*[/(]\s*bà\s*\)?|đồng\s+chí|đ\s*/\s*c|ông|bà|anh|chị|cô|thầy|ô(?=\.)|đc(?=[.:])|mrs|mr|ms|dr)"
    rf"|(?P<in_full>{_RANK}|{_IN_FULL})"
    r"|(?P<degree>p?gs|tskh|ts|th\.?\s?s|(?:bs\s?\.?\s?)?ck(?:ii|i|1|2)|bs|cn|kts|ks|ds|ls|ns(?:ưt|nd)|ng(?:ưt|nd)|tt(?:ưt|nd)))"
    r"(?:\s*[.:,;/-]\s*|\s+)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(\s*([^()]{1,20}?)\s*\)\s*([^()].*)")
_HEADS = _words(
    "ông bà đồng anh chị cô thầy mr mrs ms dr gs pgs ts tskh ths th bs cn ks kts ds ls cki ckii ck1 ck2 bscki bsckii "
    "nsưt nsnd ngưt ngnd ttưt ttnd đ thiếu trung thượng đại chuẩn hạ binh phó giáo tiến thạc bác dược nghệ nhạc họa ca kỹ luật "
    "kiến cử nhà linh mục hòa hoà ni sư"
)
_EVERYDAY = frozenset({"Anh", "Chị", "Cô", "Thầy"})


def split_honorific(text: str) -> tuple[str, str]:
    """The title before a name and the name itself; ("", text) where the word could be the name's own.

    A title stands before at least two words, so "Ông Hùng" stays whole. Everyday words (Anh, Cô …) that are also
    given names count only before a common family name. "Ông Thị …" is a family name: the title is a man's.
    """
    if text.startswith("(") and (bracketed := _BRACKETED.fullmatch(text)):  # "(Bà) Trần Thị Bé"
        found = split_honorific(f"{bracketed[1]} {bracketed[2]}")
        return found if found[0] else ("", text)
    first = text.partition(" ")[0]
    if "." not in first and "/" not in first and ":" not in first and first.lower() not in _HEADS:
        return "", text
    titles: list[str] = []
    rest = text
    while match := _TITLE.match(rest):
        title = _written(match)
        after = rest[match.end() :]
        words = after.split()
        if not title or not words:
            break
        if match["word"] and match[0].strip()[-1] not in ".:":
            following = words[0].lower()
            if title in _EVERYDAY and following not in COMMON:
                break
            if title == "Ông" and following == "thị":
                break
        titles.append(title)
        rest = after
    if not titles or len(rest.split()) < 2:
        return "", text
    joined = titles[0]
    for title in titles[1:]:
        joined += title if joined.endswith(".") else " " + title
    return joined, rest.strip()


def _written(match: re.Match[str]) -> str:
    """The title as it is written: "PGS.", "Trung tá"."""
    if match["in_full"]:
        words = " ".join(match["in_full"].lower().replace("uý", "úy").split()).capitalize()
        return _BY_CORPS.sub(lambda corps: corps[0].upper(), words)
    compact = re.sub(r"[\s.()]", "", match[0].strip(" .:,;/-")).lower()
    return _TITLES.get(compact if "(" not in match[0] else "ông/bà", "")


_BY_CORPS = re.compile(r" (?:qn)?cn$")


def as_title(text: str) -> str:
    """The written form of a text that is a title and nothing else ("ths", "trung tá"); "" for any other."""
    honorific, name = split_honorific(f"{text} Nguyễn An")
    return honorific if name == "Nguyễn An" and honorific not in _EVERYDAY else ""


def gender_of_honorific(honorific: str) -> str:
    """Gender told by a title: "male" for Ông, "female" for Bà and their like, "" where the title says nothing."""
    first = honorific.partition(" ")[0]
    if first in _MALE:
        return "male"
    return "female" if first in _FEMALE else ""

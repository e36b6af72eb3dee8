"""Vietnamese names and text: clean them, compare them, search them, sort them, take them apart.

Syllables repeat from name to name, so most work is done once a word and remembered.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORDS = 32_768
_TEXTS = 65_536

# -- cleaning -------------------------------------------------------------------------------------------------------

# Capital eth and African D look exactly like Đ and come from cp1252 text: nobody can see the difference.
_D_LOOKALIKES = {0x00D0: "Đ", 0x0189: "Đ"}


def normalise(text: str) -> str:
    """The text in NFC, without invisible characters, its white space collapsed and trimmed."""
    if (
        text.isprintable()  # false for NBSP, zero-width and control characters
        and "  " not in text
        and "Ð" not in text
        and "Ɖ" not in text
        and text[:1] != " "
        and text[-1:] != " "
        and unicodedata.is_normalized("NFC", text)
    ):
        return text
    return _normalise_slowly(text)


def _normalise_slowly(text: str) -> str:
    kept = []
    for letter in text:
        if letter.isspace():
            kept.append(" ")
        elif unicodedata.category(letter) not in ("Cc", "Cf", "Cs"):
            kept.append(letter)
    whole = unicodedata.normalize("NFC", "".join(kept))
    return " ".join(whole.translate(_D_LOOKALIKES).split())


# -- comparing and searching ----------------------------------------------------------------------------------------

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}  # huyền hỏi ngã sắc nặng
_PLAIN = {"đ": "d", "ð": "d", "ɖ": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "’": "'", "ʼ": "'", "‘": "'", "`": "'"}
_PLAIN_TABLE = str.maketrans(_PLAIN)


@lru_cache(_TEXTS)
def fold(text: str) -> str:
    """The search key: lower case, no accents, đ as d, white space collapsed; Hòa, Hoà and HOA are equal."""
    text = normalise(text)
    if text.isascii():
        return text.lower().replace("`", "'")
    # A word of nothing but marks ("¯") folds to nothing and leaves no gap.
    return " ".join(filter(None, map(_fold_word, text.split(" "))))


@lru_cache(_WORDS)
def _fold_word(word: str) -> str:
    bare = word
    for _round in range(4):  # compatibility forms can open into letters that fold again
        before = bare
        bare = unicodedata.normalize("NFKD", bare).casefold()
        bare = "".join(letter for letter in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(letter))
        bare = normalise(bare.translate(_PLAIN_TABLE))
        if bare == before:
            break
    return bare


def tokens(text: str) -> list[str]:
    """The folded words of a typed text; digits typed in groups ("1010 0017", "0912 345 678") are one word."""
    words: list[str] = []
    digits_open = False
    for word in fold(text).split():
        is_digits = word.isdigit()
        if is_digits and digits_open:
            words[-1] += word
        else:
            words.append(word)
        digits_open = is_digits
    return words


@lru_cache(_TEXTS)
def same_key(text: str) -> str:
    """The key two spellings of one name share: tones and letters count, case and the tone's place (Hòa, Hoà) don't."""
    return " ".join(filter(None, map(_same_word, normalise(text).split(" "))))


_RUN = re.compile(r"[^\W\d_]+")


@lru_cache(_WORDS)
def _same_word(word: str) -> str:
    if word.isascii():
        return word.lower()
    return _RUN.sub(_tone_last, unicodedata.normalize("NFC", word.lower()))


def _tone_last(run: re.Match[str]) -> str:
    letters, tones = "", ""
    for letter in unicodedata.normalize("NFD", run[0]):
        if letter in _TONES:
            tones += _TONES[letter]
        else:
            letters += letter
    return unicodedata.normalize("NFC", letters) + tones


# -- sorting --------------------------------------------------------------------------------------------------------

# What ICU puts before the letters, in its order; then the Vietnamese alphabet with f j w z in place.
_ORDER = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789" + "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_FIRST = 0x23  # "#"; "!" below it parts the levels of a key, "~" above all opens a character of no known place
_PLACE = {letter: chr(_FIRST + index) for index, letter in enumerate(_ORDER)}
_PLACE["’"] = _PLACE["ʼ"] = _PLACE["‘"] = _PLACE["'"]
_PLACE["–"] = _PLACE["—"] = _PLACE["-"]
_LEVEL = "!"
_SHAPES = {
    "a": {"\u0306": "ă", "\u0302": "â"},
    "e": {"\u0302": "ê"},
    "o": {"\u0302": "ô", "\u031b": "ơ"},
    "u": {"\u031b": "ư"},
}


@lru_cache(_WORDS)
def _weights(word: str) -> tuple[str, str]:
    """A word's letters and its tones, each as characters that compare by bytes; one tone for each letter."""
    primary: list[str] = []
    tones: list[str] = []
    base = ""
    for letter in unicodedata.normalize("NFD", word.lower()):
        shape = _SHAPES.get(base, {}).get(letter)
        if shape:
            base = shape
            primary[-1] = _PLACE[shape]
        elif letter in _TONES and tones:
            tones[-1] = _TONES[letter]
        elif unicodedata.combining(letter):
            if tones:
                tones[-1] = "6"  # a mark Vietnamese has not: after its plain letter
        else:
            base = letter
            primary.append(_PLACE.get(letter) or f"~{ord(letter):06x}")
            tones.append("0")
    return "".join(primary), "".join(tones)


def _key(words: list[str]) -> str:
    if len(words) == 1:
        primary, tones = _weights(words[0])
        return primary + _LEVEL + tones.rstrip("0")
    weights = [_weights(word) for word in words]
    return (
        _PLACE[" "].join([primary for primary, _tones in weights])
        + _LEVEL
        + "0".join([tones for _primary, tones in weights]).rstrip("0")
    )


@lru_cache(_TEXTS)
def collation_key(text: str) -> str:
    """An ASCII key that sorts any text by bytes as ICU does for Vietnamese; case makes no difference."""
    return _key(normalise(text).split(" "))


@lru_cache(_TEXTS)
def sort_key(full_name: str) -> str:
    """An ASCII key that sorts people by bytes: given name with its tone, then family name, then middle names."""
    family, middle, given = display_parts(full_name)
    return _key(given.split(" ")) + _LEVEL + _key(family.split(" ")) + _LEVEL + _key(middle.split(" "))


# -- parts of a name ------------------------------------------------------------------------------------------------


def display_parts(full_name: str) -> tuple[str, str, str]:
    """Family name, middle names and given name; the given name keeps a remark in brackets ("Hoa (B)")."""
    name, bracket, remark = normalise(full_name).partition(" (")
    words = name.split(" ")
    given = words[-1] + bracket + remark
    if len(words) == 1:
        return "", "", given
    return words[0], " ".join(words[1:-1]), given


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
_TITLE = re.compile(
    r"(?:(?P<word>ông\s*[/(]\s*bà\s*\)?|đồng\s+chí|đ\s*/\s*c|ông|bà|anh|chị|cô|thầy|ô(?=\.)|đc(?=[.:])|mrs|mr|ms|dr)"
    r"|(?P<degree>p?gs|tskh|ts|th\.?\s?s|(?:bs\s?\.?\s?)?ck(?:ii|i|1|2)|bs|cn|kts|ks|ds|ls|ns(?:ưt|nd)|ng(?:ưt|nd)|tt(?:ưt|nd)))"
    r"(?:\s*[.:,;/-]\s*|\s+)",
    re.IGNORECASE,
)
_IN_PLACE_OF = re.compile(r"\s*\((?:đi )?(?:thay|for)\b[^()]*\)$", re.IGNORECASE)
_BRACKETED = re.compile(r"\(\s*([^()]{1,12}?)\s*\)\s*([^()].*)")
_HEADS = _words(
    "ông bà đồng anh chị cô thầy mr mrs ms dr gs pgs ts tskh ths th bs cn ks kts ds ls cki ckii ck1 ck2 bscki bsckii "
    "nsưt nsnd ngưt ngnd ttưt ttnd đ"
)
_EVERYDAY = frozenset({"Anh", "Chị", "Cô", "Thầy"})
_FAMILIES = _words(
    "nguyễn trần lê phạm hoàng huỳnh vũ võ phan trương bùi đặng đỗ ngô hồ dương đinh lý đoàn vương trịnh đào lâm mai cao "
    "phùng hà tạ lưu lương chu châu thái tô tống quách kiều nghiêm tăng triệu la lục thân từ đàm khổng bạch doãn"
)

_FAMILIES_FOLDED = frozenset(fold(word) for word in _FAMILIES)


def is_family_name(word: str) -> bool:
    """Whether a word is one of the common family names; typed without accents it may stand for any of its spellings."""
    word = word.lower()
    return word in _FAMILIES or (word.isascii() and word in _FAMILIES_FOLDED)


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
        compact = re.sub(r"[\s.()]", "", match[0].strip(" .:,;/-")).lower()
        title = _TITLES.get(compact if "(" not in match[0] else "ông/bà", "")
        after = rest[match.end() :]
        words = after.split()
        if not title or not words:
            break
        if match["word"] and match[0].strip()[-1] not in ".:":
            following = words[0].lower()
            if title in _EVERYDAY and following not in _FAMILIES:
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


def gender_of_honorific(honorific: str) -> str:
    """ "male" for Ông, "female" for Bà and their like, "" where the title says nothing."""
    first = honorific.partition(" ")[0]
    if first in _MALE:
        return "male"
    return "female" if first in _FEMALE else ""


# -- case -----------------------------------------------------------------------------------------------------------


def recase(text: str) -> str:
    """ALL CAPS or all lower case as Title Case ("H'HEN NIÊ" → "H'Hen Niê"); mixed case is left alone."""
    if not (text.isupper() or text.islower()):
        return text
    return " ".join(map(_recase_word, text.split(" ")))


@lru_cache(_WORDS)
def _recase_word(word: str) -> str:
    return _RUN.sub(lambda run: run[0][0].upper() + run[0][1:].lower(), word)


def capitalise(text: str) -> str:
    """Every word with a capital first letter, the rest as it is: legacy code pages have no accented capitals."""
    return " ".join([word[:1].upper() + word[1:] for word in text.split(" ")])


def without_replaced(full_name: str) -> str:
    """The name without whose place its bearer takes, as our own sheets print it: "Lê Văn Sơn (thay đ/c Trần Đức An)"."""
    return _IN_PLACE_OF.sub("", full_name)

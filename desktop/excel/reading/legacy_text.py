"""Text typed in the fonts of the nineties: TCVN3 (ABC, fonts ".Vn…") and VNI (fonts "VNI-…") become Unicode.

Both store Vietnamese as Latin-1 characters that only their fonts draw right: "NguyÔn V¨n ¸nh", "Nguyeãn Vaên AÙnh".
A font's name settles it. Without one the content must prove itself: every word has to become a Vietnamese syllable,
and something must stand there that no Vietnamese, French or English text would hold.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TCVN3 = "tcvn3"
VNI = "vni"

# -- the code pages -------------------------------------------------------------------------------------------------

# TCVN 5712:1993, third set. Its capitals have no tones: fonts whose name ends in H draw small letters as capitals.
_TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\u00ad®"
    "µ¶·¸¹»¼½¾Æ"
    "ÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ"
    "×ØÜÝÞßáâãä"
    "åæçèéêëìíî"
    "ïñòóôõö÷øù"
    "úûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđ"
    "àảãáạằẳẵắặ"
    "ầẩẫấậèẻẽéẹềểễếệ"
    "ìỉĩíịòỏõóọ"
    "ồổỗốộờởỡớợ"
    "ùủũúụừửữứự"
    "ỳỷỹýỵ",
)  # fmt: skip

# VNI for Windows: a plain letter and a second character for its mark and tone; a few letters stand alone.
_VNI_MARKS = {
    "a": {"ù": "á", "ø": "à", "û": "ả", "õ": "ã", "ï": "ạ", "ê": "ă", "é": "ắ", "è": "ằ", "ú": "ẳ", "ü": "ẵ", "ë": "ặ",
          "â": "â", "á": "ấ", "à": "ầ", "å": "ẩ", "ã": "ẫ", "ä": "ậ"},
    "e": {"ù": "é", "ø": "è", "û": "ẻ", "õ": "ẽ", "ï": "ẹ", "â": "ê", "á": "ế", "à": "ề", "å": "ể", "ã": "ễ", "ä": "ệ"},
    "o": {"ù": "ó", "ø": "ò", "û": "ỏ", "õ": "õ", "ï": "ọ", "â": "ô", "á": "ố", "à": "ồ", "å": "ổ", "ã": "ỗ", "ä": "ộ"},
    "ô": {"ù": "ớ", "ø": "ờ", "û": "ở", "õ": "ỡ", "ï": "ợ"},
    "u": {"ù": "ú", "ø": "ù", "û": "ủ", "õ": "ũ", "ï": "ụ"},
    "ö": {"ù": "ứ", "ø": "ừ", "û": "ử", "õ": "ữ", "ï": "ự"},
    "y": {"ù": "ý", "ø": "ỳ", "û": "ỷ", "õ": "ỹ"},
}  # fmt: skip
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI = {base + mark: letter for base, marks in _VNI_MARKS.items() for mark, letter in marks.items()} | _VNI_ALONE
# A capital letter takes its mark in either case: "AÙ" and, half typed, "Aù".
_VNI |= {
    (base.upper() + mark): letter.upper()
    for base, marks in _VNI_MARKS.items()
    for small, letter in marks.items()
    for mark in (small, small.upper())
} | {small.upper(): letter.upper() for small, letter in _VNI_ALONE.items()}
_VNI_PIECE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

# -- what proves it -------------------------------------------------------------------------------------------------

_UNICODE_VIETNAMESE = re.compile(
    r"[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0-\u01b0\u1ea0-\u1ef9\u0300-\u0323]"
)
_WORD = re.compile(r"[A-Za-z\u00a1-\u00ff\u00ad]+")
_SYMBOL = re.compile(r"[¡-©«-´¶-¹»-¿×÷\u00ad]|(?<=[A-Za-z])[ªµº]|[ªµº](?=[A-Za-z])")
_MEASURE = re.compile(r"µ[A-Za-z]{0,2}|[A-Za-z][×÷·][A-Za-z]|[A-Za-z]?[®©]")
_CAPITAL_INSIDE = re.compile(r"[a-z][À-ÖØ-Þ]")
# VNI pairs that French words hold too ("où", "goût", "Loïc", "Thaï"); every other pair is found in no other language.
_VNI_STRONG = re.compile(
    r"a[ùøûõêéèúüëâáàåãä]|e[ùøûõâáàåãä]|o[øõâáàåãä]|u[ùøûõ]|y[ùøûõ]|[ôö][ùøûõï]", re.IGNORECASE
)  # fmt: skip
_FRENCH_PAIR = re.compile(r"[aeou]ï|o[ùû]|aî", re.IGNORECASE)


def decode(text: str, font_name: str = "", expected: str | None = None) -> tuple[str, str | None]:
    """The text in Unicode and the code page it was in; unchanged and None for true Unicode.

    `expected` is the code page that other cells of the same column have proved.
    """
    capital_font = False
    if font_name:
        font = font_name.strip().lower()
        if font.startswith((".vn", "vntime", "abc ")):
            expected = TCVN3
            capital_font = font.endswith("h") or "h " in font
        elif font.startswith("vni"):
            expected = VNI
    if text.isascii():
        return (text.upper(), TCVN3) if capital_font and text.upper() != text else (text, None)
    if _UNICODE_VIETNAMESE.search(text):
        return text, None
    decoded, encoding = _decode(text, expected)
    return (decoded.upper() if encoding and capital_font else decoded), encoding


def is_unicode_vietnamese(text: str) -> bool:
    """Whether the text holds letters that only Unicode Vietnamese has."""
    return not text.isascii() and _UNICODE_VIETNAMESE.search(text) is not None


@lru_cache(16_384)
def _decode(text: str, expected: str | None) -> tuple[str, str | None]:
    if expected is not None:
        decoded = _convert(text, expected)
        words = [word for word in _WORD.findall(text) if not word.isascii()]
        good = sum(_fits(_convert(word, expected)) for word in words)
        if words and decoded != text and good * 3 >= len(words) * 2:
            return decoded, expected
    for encoding in (TCVN3, VNI):
        if encoding != expected and _proved(text, encoding):
            return _convert(text, encoding), encoding
    return text, None


def _convert(text: str, encoding: str) -> str:
    if encoding == TCVN3:
        return text.translate(_TCVN3)
    return _VNI_PIECE.sub(lambda piece: _VNI[piece[0]], text)


def _proved(text: str, encoding: str) -> bool:
    """Whether the content alone shows the code page."""
    words = _WORD.findall(text)
    strong = weak = 0
    for word in words:
        if word.isascii():
            continue
        decoded = _convert(word, encoding)
        if not _fits(decoded):
            return False
        if decoded == word or is_syllable(word) or _MEASURE.fullmatch(word) or (len(word) == 1 and not word.isalpha()):
            continue
        if encoding == TCVN3:
            certain = _SYMBOL.search(word) or _CAPITAL_INSIDE.search(word)
        else:
            certain = _VNI_STRONG.search(word)
        if certain and (is_syllable(decoded) or not word.startswith("§")):  # "S§T" is SĐT, "§T" may be a paragraph
            strong += 1
        elif encoding == TCVN3 or not _FRENCH_PAIR.search(word):
            weak += 1
    if strong:
        return True
    # Names whose every word is a capitalised Vietnamese syllable, two of them marked: "Hång Hïng", not "så må".
    return weak >= 2 and all(word[:1].isupper() and is_syllable(_convert(word, encoding)) for word in words)


# -- Vietnamese syllables -------------------------------------------------------------------------------------------

_ONSET = re.compile(r"ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx]|")
_RIMES_WRITTEN = (
    # a ă â
    " a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây"
    # e ê i y
    " e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu"
    " y yêm yên yêng yêt yêu"
    # o ô ơ
    " o oc oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt"
    # u ư
    " u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt ư ưc ưi ưm ưn ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu"
    # with a glide
    " oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oem oen oeo oet"
    " uân uâng uât uây uê uên uêch uênh uơ uy uych uyn uynh uyt uyu uya uyên uyêt uyp"
)
_RIMES = frozenset(_RIMES_WRITTEN.split())
_BEFORE_Y = frozenset({"", "h", "k", "l", "m", "n", "qu", "s", "t", "v"})
_TONE_MARKS = frozenset("\u0300\u0309\u0303\u0301\u0323")
_ABBREVIATION = re.compile(r"[A-ZĐ]*Đ[A-ZĐ]*|đ")


@lru_cache(16_384)
def is_syllable(word: str) -> bool:
    """Whether a word could be one Vietnamese syllable, spelt in Unicode."""
    bare, tones = "", ""
    for letter in unicodedata.normalize("NFD", word.lower()):
        if letter in _TONE_MARKS:
            tones += letter
        else:
            bare += letter
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", bare)
    match = _ONSET.match(bare)
    onset = match[0] if match else ""
    rime = bare[len(onset) :]
    if onset == "gi" and (rime in ("", "n", "êng", "êt") or rime in _RIMES):
        return True
    if onset == "qu":
        return bool(rime) and (rime in _RIMES or f"u{rime}" in _RIMES) and _tone_fits(rime, tones)
    if rime == "y" and onset not in _BEFORE_Y:
        return False
    if rime not in _RIMES:
        return False
    return _tone_fits(rime, tones)


def _tone_fits(rime: str, tone: str) -> bool:
    """A syllable that stops in c, ch, p or t has the tone sắc or nặng."""
    return not (tone and tone not in "\u0301\u0323" and rime.endswith(("c", "ch", "p", "t")))


def _fits(decoded: str) -> bool:
    """Whether a decoded word is a syllable, or letters of an abbreviation such as HĐND."""
    return is_syllable(decoded) or _ABBREVIATION.fullmatch(decoded) is not None

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

# Capital eth and African D look exactly like Đ and come from cp1252 text, a hyphen of Word's like "-": nobody can see
# the difference.
_LOOKALIKES = {0x00D0: "Đ", 0x0189: "Đ", 0x2010: "-"}


def normalise(text: str) -> str:
    """The text in NFC, without invisible characters, its white space collapsed and trimmed.

    Letters and digits drawn in another way (full width, mathematical bold, ligatures) become the plain ones; signs
    that say something of their own (… ² № ½) stay.
    """
    if text.isascii():  # half of all cells: numbers, dates, phones
        if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
            return text
    elif (
        text.isprintable()  # false for NBSP, zero-width and control characters
        and "  " not in text
        and "Ð" not in text
        and "Ɖ" not in text
        and "\u2010" not in text
        and text[:1] != " "
        and text[-1:] != " "
        and unicodedata.is_normalized("NFKC", text)
    ):
        return text
    return _normalise_slowly(text)


_UNSEEN = ("Cc", "Cf", "Cs")


def visible(text: str) -> str:
    """A text of several lines without the characters that nobody sees, its lines and spaces as typed.

    They turn what follows round (U+202E), hide in a name so that it is not found, or are refused by a database (NUL).
    """
    if text.isprintable():
        return text.strip()
    kept = (letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in _UNSEEN)
    return "".join(kept).strip()


def hides_something(text: str) -> bool:
    """Whether a text holds characters that nobody sees; white space of any kind is seen."""
    return not text.isprintable() and any(
        unicodedata.category(letter) in _UNSEEN and not letter.isspace() for letter in text
    )


def _normalise_slowly(text: str) -> str:
    kept = []
    for letter in text:
        if letter.isspace():
            kept.append(" ")
        elif unicodedata.category(letter) not in _UNSEEN:
            kept.append(letter if letter.isascii() else _plainly_drawn(letter))
    whole = unicodedata.normalize("NFC", "".join(kept))
    return " ".join(whole.translate(_LOOKALIKES).split())


_OTHER_DRAWINGS = ("<wide>", "<narrow>", "<font>", "<noBreak>")


@lru_cache(1024)
def _plainly_drawn(letter: str) -> str:
    """The plain letters of one that Unicode knows as another drawing of them; any other as it is."""
    drawing = unicodedata.decomposition(letter).partition(" ")[0]
    if drawing in _OTHER_DRAWINGS or (drawing == "<compat>" and unicodedata.category(letter) in _LETTERS):
        return unicodedata.normalize("NFKC", letter)
    return letter


_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lo", "Nl"})


# -- comparing and searching ----------------------------------------------------------------------------------------

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}  # huyền hỏi ngã sắc nặng
_PLAIN = {"đ": "d", "ð": "d", "’": "'", "ʼ": "'", "‘": "'", "`": "'"}
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
        if not bare.isascii():
            bare = "".join(map(_without_stroke, bare))
        if bare == before:
            break
    return bare


_BARE_NAME = re.compile(r"LATIN SMALL LETTER (?:DOTLESS )?([A-Z])(?: WITH .+)?")


@lru_cache(1024)
def _without_stroke(letter: str) -> str:
    """The bare letter of one with a stroke, hook or tail, which no decomposition takes off: ƀ ɓ đ ł → b b d l."""
    if letter.isascii():
        return letter
    match = _BARE_NAME.fullmatch(unicodedata.name(letter, ""))
    return match[1].lower() if match else letter


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
    """An ASCII key that sorts people by bytes: given name with its tone, family name, middle names, namesakes by their mark."""
    name, mark = without_mark(normalise(full_name))
    family, middle, given = display_parts(name)
    parts = (given, family, middle, mark) if mark else (given, family, middle)
    return _LEVEL.join([_key(part.split(" ")) for part in parts])


# -- parts of a name ------------------------------------------------------------------------------------------------


def display_parts(full_name: str) -> tuple[str, str, str]:
    """Family name, middle names and given name; the given name keeps what tells namesakes apart ("Hoa (B)", "Hoa A")."""
    name, mark = without_mark(normalise(full_name))
    family, _space, rest = name.partition(" ")
    middle, _space, given = rest.rpartition(" ")
    if not rest:
        family, given = "", name
    return family, middle, f"{given} {mark}" if mark else given


_LETTER_OR_NUMBER = re.compile(r"(.*\S) (\d{1,2}|II|III|IV|[A-H])")
_MIDDLE = frozenset({"văn", "thị"})


def without_mark(name: str) -> tuple[str, str]:
    """A clean name and what tells its bearer from namesakes: "(A)", "(Tiểu học)", "A", "2"; "" for most.

    What follows "Văn" or "Thị", or one word, is the given name itself: "Nguyễn Văn A".
    """
    before, bracket, inside = name.partition(" (")
    if bracket:
        return before, f"({inside}"
    if name[-1:] in "0123456789ABCDEFGHIV" and (match := _LETTER_OR_NUMBER.fullmatch(name)):
        words = match[1].split(" ")
        if len(words) > 1 and words[-1].lower() not in _MIDDLE:
            return match[1], match[2]
    return name, ""


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

"""Vietnamese typed with the keys of Telex or VNI while no input method listens: "nguyeenx" and "nguye6n4" are "nguyễn"."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_HUYEN, _HOI, _NGA, _SAC, _NANG = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_HAT, _HORN, _BREVE = "\u0302", "\u031b", "\u0306"
_TELEX_TONES = {"f": _HUYEN, "r": _HOI, "x": _NGA, "s": _SAC, "j": _NANG, "z": ""}
_VNI_TONES = {"2": _HUYEN, "3": _HOI, "4": _NGA, "1": _SAC, "5": _NANG, "0": ""}
_VNI_SHAPES = {"6": (_HAT, "aeo"), "7": (_HORN, "ou"), "8": (_BREVE, "a")}
_VOWELS = "aeiouy"


def readings(text: str) -> list[str]:
    """What a text may have been meant to be when its marks were typed as keys; not the text itself."""
    words = text.lower().split()
    found = (" ".join(map(read, words)) for read in (_telex, _vni))
    return [each for each in dict.fromkeys(found) if each != " ".join(words)]


class _Word:
    """Letters bare, the mark on each, and the word's tone."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.marks: list[str] = []
        self.tone = ""

    def add(self, letter: str, mark: str = "") -> None:
        self.letters.append(letter)
        self.marks.append(mark)

    def has_vowel(self) -> bool:
        return any(letter in _VOWELS for letter in self.letters)

    def shape(self, mark: str, on: str) -> bool:
        """Put a mark on the last bare letter of these; "uo" takes the horn as one."""
        for place in reversed(range(len(self.letters))):
            if self.letters[place] in on and not self.marks[place]:
                self.marks[place] = mark
                if mark == _HORN and place and self.letters[place - 1 : place + 1] == ["u", "o"]:
                    self.marks[place - 1] = mark
                return True
        return False

    def hook(self) -> None:
        """The key w of Telex: "uaw" is "ưa", "oaw" and "quaw" are "oă" and "quă", and alone it is "ư"."""
        before, is_a, _after = "".join(self.letters).partition("a")
        if is_a and (before.endswith("o") or before == "qu") and self.shape(_BREVE, "a"):
            return
        if not (self.shape(_HORN, "ou") or self.shape(_BREVE, "a")):
            self.add("u", _HORN)

    def stroke(self) -> bool:
        """The first d becomes đ."""
        if self.letters[:1] == ["d"]:
            self.letters[0] = "đ"
            return True
        return False

    def text(self) -> str:
        vowels = [place for place, letter in enumerate(self.letters) if letter in _VOWELS]
        shaped = [place for place in vowels if self.marks[place]]
        bears = (shaped or vowels or [-1])[-1]
        letters = (
            letter + mark + (self.tone if place == bears else "")
            for place, (letter, mark) in enumerate(zip(self.letters, self.marks, strict=True))
        )
        return unicodedata.normalize("NFC", "".join(letters))


@lru_cache(4096)
def _telex(word: str) -> str:
    if not (word.isascii() and word.isalpha()):
        return word
    made = _Word()
    for key in word:
        if key in _TELEX_TONES and made.has_vowel():
            made.tone = _TELEX_TONES[key]
        elif key == "w":
            made.hook()
        elif not ((key == "d" and made.stroke()) or (key in "aeo" and made.shape(_HAT, key))):
            made.add(key)
    return made.text()


@lru_cache(4096)
def _vni(word: str) -> str:
    if not (word.isascii() and word.isalnum() and word[:1].isalpha()) or word.isalpha():
        return word
    made = _Word()
    for key in word:
        if key in _VNI_TONES and made.has_vowel():
            made.tone = _VNI_TONES[key]
        elif not ((key in _VNI_SHAPES and made.shape(*_VNI_SHAPES[key])) or (key == "9" and made.stroke())):
            made.add(key)
    return made.text()

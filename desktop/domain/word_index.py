"""Who has a word: words to numbers whose bits stand for people, asked with the accents that were typed or without."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.names import fold, normalise
from desktop.domain.typed_names import begins_word, is_word


class WordIndex:
    """The words of many texts. What two words have in common is then one operation, for 10,000 people too."""

    def __init__(self) -> None:
        self._words: dict[str, dict[str, int]] = {}

    def add(self, words: Iterable[str], bits: int) -> None:
        """These words are those of everyone in `bits`."""
        for word in words:
            spelt = self._words.setdefault(fold(word), {})
            spelt[word] = spelt.get(word, 0) | bits

    def whole(self, typed: str) -> int:
        """Who has this word, with the accents that were typed."""
        spelt = self._words.get(fold(typed), {})
        return _any(bits for word, bits in spelt.items() if is_word(typed, word))

    def begins(self, typed: str) -> int:
        """Who has a word that begins so, with the accents that were typed; bare letters stand for any."""
        bare = fold(typed)
        plain = bare == normalise(typed).lower()
        found = 0
        for folded, spelt in self._words.items():
            if folded.startswith(bare):
                found |= _any(bits for word, bits in spelt.items() if plain or begins_word(typed, word))
        return found


def _any(found: Iterable[int]) -> int:
    whole = 0
    for bits in found:
        whole |= bits
    return whole

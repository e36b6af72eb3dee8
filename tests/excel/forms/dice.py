"""Seeded choices that remember which oddities a form was given."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence


class Dice(random.Random):
    """Random choices; `tags` names every oddity that was drawn, `forced` the ones that are drawn in any case."""

    def __init__(self, seed: str, forced: Sequence[str] = ()) -> None:
        super().__init__(seed)
        self.tags: list[str] = []
        self.forced = frozenset(forced)

    def odd(self, tag: str, share: float) -> bool:
        """Whether the form has this oddity, which about `share` of all forms have."""
        drawn = self.random() < share or tag in self.forced
        if drawn and tag not in self.tags:
            self.tags.append(tag)
        return drawn

    def happens(self, share: float) -> bool:
        """The same for what is worth no tag."""
        return self.random() < share

    def kind(self, tag: str, weights: Mapping[str, float]) -> str:
        """One of several kinds, tagged "tag: kind"."""
        drawn = self.choices(list(weights), list(weights.values()))[0]
        for name in weights:
            if f"{tag}: {name}" in self.forced:
                drawn = name
        self.tags.append(f"{tag}: {drawn}")
        return drawn

    def pick(self, *choices: str) -> str:
        """One of them, the first as often as all the others."""
        return choices[0] if len(choices) == 1 or self.random() < 0.5 else self.choice(choices[1:])


def words(text: str) -> tuple[str, ...]:
    """The entries of a list written as text, between bars or blanks."""
    return tuple(text.split("|" if "|" in text else None))

"""The phrases of a document while they are changed: what was written, what is wrong with it, steps back and forth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.domain.documents.phrases import Phrase, PhraseTrouble, tidied, trouble_of


class PhraseSheet:
    """Every phrase with its text; a step is one phrase typed, or several reset together."""

    def __init__(self, phrases: Sequence[Phrase], said: Mapping[str, str]) -> None:
        self.phrases = tuple(phrases)
        self._defaults = {each.key: each.default for each in phrases}
        self._kept = {key: text for key, text in said.items() if key in self._defaults}
        self._elsewhere = {key: text for key, text in said.items() if key not in self._defaults}
        self._texts = {**self._defaults, **self._kept}
        self._back: list[dict[str, str]] = []
        self._forth: list[dict[str, str]] = []
        self._typing = ""
        """The phrase that is being typed: all its letters are one step."""

    def text(self, key: str) -> str:
        """A phrase as it stands here."""
        return self._texts[key]

    def is_changed(self, key: str) -> bool:
        """Whether a phrase is another than the program's."""
        return tidied(self._texts[key]) != self._defaults[key]

    def trouble(self, key: str) -> PhraseTrouble | None:
        """What is wrong with a phrase."""
        return trouble_of(self._defaults[key], tidied(self._texts[key])) if self.is_changed(key) else None

    @property
    def said(self) -> dict[str, str]:
        """What the office says otherwise, those phrases too that this paper does not ask for now."""
        here = {key: tidied(text) for key, text in self._texts.items() if self.is_changed(key)}
        return {**self._elsewhere, **here}

    @property
    def refused(self) -> tuple[str, ...]:
        """The phrases that can't be used as they are."""
        told = ((each.key, self.trouble(each.key)) for each in self.phrases)
        return tuple(key for key, trouble in told if trouble is not None and trouble.refused)

    @property
    def is_dirty(self) -> bool:
        """Whether anything here is not kept."""
        return self.said != {**self._elsewhere, **self._kept}

    def write(self, key: str, text: str) -> None:
        """A phrase is being typed."""
        if text != self._texts[key]:
            if self._typing != key:
                self._step({key: self._texts[key]})
                self._typing = key
            self._texts[key] = text

    def leave(self) -> None:
        """What is typed next is another step."""
        self._typing = ""

    def reset(self, *keys: str) -> tuple[str, ...]:
        """These phrases (without any: all) back to the program's; returns those that changed."""
        changed = tuple(key for key in keys or self._texts if self._texts[key] != self._defaults[key])
        if changed:
            self._step({key: self._texts[key] for key in changed})
            self._texts.update({key: self._defaults[key] for key in changed})
        return changed

    def undo(self) -> tuple[str, ...]:
        """One step back; returns the phrases that changed."""
        return self._go(self._back, self._forth)

    def redo(self) -> tuple[str, ...]:
        """One step forth again."""
        return self._go(self._forth, self._back)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._back)

    def keep(self) -> None:
        """What stands here is kept now."""
        self._kept = {key: text for key, text in self.said.items() if key in self._defaults}
        self.leave()

    def _step(self, before: dict[str, str]) -> None:
        self._back.append(before)
        self._forth.clear()
        self.leave()

    def _go(self, here: list[dict[str, str]], there: list[dict[str, str]]) -> tuple[str, ...]:
        self.leave()
        if not here:
            return ()
        texts = here.pop()
        there.append({key: self._texts[key] for key in texts})
        self._texts.update(texts)
        return tuple(texts)

"""What a document, its options and choices are called, said when asked: in the language in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field

from desktop.domain.lazy_dataclass import dataclass
from desktop.i18n import _

Words = Callable[[], str]


@dataclass(frozen=True, slots=True)
class OptionWords:
    """An option: its label, what each choice is called, and a hint beside it."""

    label: Words
    choices: Mapping[str, Words] = field(default_factory=dict)
    hint: Words | None = None


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """A document: its title, one sentence of what it is for, and its options by their names."""

    title: Words
    purpose: Words
    options: Mapping[str, OptionWords] = field(default_factory=dict)

    def option(self, name: str) -> str:
        """The label of an option."""
        return self.options[name].label()

    def choice(self, name: str, value: str) -> str:
        """What a choice of an option is called."""
        return self.options[name].choices[value]()

    def hint(self, name: str) -> str:
        """A hint beside an option; "" for none."""
        words = self.options[name].hint
        return words() if words is not None else ""


def number_hint(example: str) -> str:
    """Beside the number of a paper."""
    return _("With or without its symbol: {number} or {example}. Without it, room is left to write it.").format(
        number=example.partition("/")[0], example=example
    )

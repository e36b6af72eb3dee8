"""What is due, offered with one click each: on the overview, and at the start where another page is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desktop.domain.lazy_dataclass import dataclass
from desktop.i18n import _
from desktop.services import due
from desktop.wording import due as words

if TYPE_CHECKING:
    from desktop.domain.due import ContactsDue, Due
    from desktop.gui.context import Context

_OVERVIEW = "overview"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is due."""

    sentence: str
    verb: str
    do: Callable[[], object]


def steps(context: Context, found: Due) -> list[Step]:
    """Everything that is due: what it is, and what does it."""
    today = dt.date.today()
    late_first = sorted(found.requests, key=lambda each: each.due_on)
    return [
        *(Step(words.request(each, today), _("Open…"), partial(context.run, "requests")) for each in late_first),
        *(Step(words.contacts(each), _("Let go of them…"), partial(let_go, context, each)) for each in found.contacts),
        *(Step(words.binned(each), _("Look…"), partial(context.run, "conference.bin")) for each in found.binned),
    ]


def offer(context: Context, page: Callable[[], str]) -> None:
    """Tell in the banner what is due, unless the page shown tells it already."""

    def tell(found: Due) -> None:
        told = steps(context, found)
        if told and page() != _OVERVIEW:
            first = told[0]
            context.feedback.offer(words.with_others(first.sentence, len(told) - 1), first.verb, first.do)

    context.operations.read("due", lambda tx: due.due(tx, dt.date.today()), tell)


def let_go(context: Context, found: ContactsDue) -> None:
    """Let go of a conference's contacts, after a question: there is no undo."""
    from desktop.services.personal import purging  # a start needs none of it

    if not context.feedback.ask(
        _("Let go of contacts"), words.contacts_question(found), _("Let go of them"), danger=True
    ):
        return
    database = context.operations.database

    def clean(done: purging.Purged) -> None:
        context.operations.plain(
            "contacts",
            lambda _progress, _cancelled: purging.cleaned(database, done),
            lambda done: context.feedback.say(words.let_go(done.people, done.pictures)),
        )

    context.operations.write(lambda tx: purging.purge(tx, found.conference_id), done=clean)

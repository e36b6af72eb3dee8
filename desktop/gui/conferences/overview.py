"""The first page: how many are registered, from where, and what to do next."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from desktop.domain.areas import Area
from desktop.domain.due import Due
from desktop.domain.guide import Topic
from desktop.domain.questions import QuestionTally
from desktop.domain.readiness import Overview
from desktop.gui.attendees import NOBODY
from desktop.gui.conferences import due as due_steps
from desktop.gui.conferences.bar_list import BarList
from desktop.gui.conferences.readiness import ReadinessCard
from desktop.gui.conferences.tiles import Tiles
from desktop.gui.page import Page
from desktop.gui.theme import GRID
from desktop.gui.widgets.layout import (
    STRETCH,
    Part,
    card,
    column,
    heading,
    label,
    muted,
    rich,
    row,
    scroll,
)
from desktop.gui.widgets.text import Markup, RichLabel, joined, lines, link, markup
from desktop.i18n import _, ngettext
from desktop.papers import documents
from desktop.services import due, journal, overview, questions
from desktop.wording import journal as journal_words
from desktop.wording.field import kind_text
from desktop.wording.formats import dates_text, desk_text, moment_text
from desktop.wording.questions import answer_text

if TYPE_CHECKING:
    from desktop.domain.people import OverviewCount
    from desktop.domain.reviewing import Case
    from desktop.gui.context import Context
    from desktop.services.opening import Transaction

_Read = tuple[Overview, list[journal.EntryView], Due, list[QuestionTally]]
_CARD = 300
"""A card's least width, in pixels at 100 % text."""
_MOST_LINES = 12
_MOST_ANSWERS = 8
_MOST_CHANGES = 6


class OverviewPage(Page):
    """What is still to be done, facts, bars, units that sent nobody, rows to look at."""

    guide = Topic.READINESS

    areas = frozenset(
        {Area.ATTENDEES, Area.UNITS, Area.GROUPS, Area.AGENDA, Area.IMPORTS, Area.CONFERENCES, Area.ATTENDANCE}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Overview"))
        self._found: Overview | None = None
        self._steps: list[due_steps.Step] = []
        self._print_button = self.add_command("print")
        self._import_button = self.add_command("import")
        self.readiness = ReadinessCard(context)
        self._due_words = _links(self._on_link)
        self._due = _Card(_("Due"), self._due_words)
        self._due.hide()
        whole = column(self.readiness, self._due, self._all_figures(), self._cards(), STRETCH, spacing=GRID + 4)
        self.body.addWidget(scroll(whole, sideways=False, parent=self), 1)

    def _all_figures(self) -> Tiles:
        self._figure_labels: dict[str, tuple[QLabel, QLabel]] = {}
        names = ("attendees", "units", "sessions", "review")
        return Tiles(self.context.theme, 130, *map(self._figure, names))

    def _cards(self) -> QVBoxLayout:
        """Bars, units that sent nobody, rows to look at, the latest changes."""
        theme = self.context.theme
        self.groups = BarList(theme, _("Attendees by role group"))
        self.groups.chosen.connect(self._on_group)
        self.kinds = BarList(theme, _("Attendees by kind of unit"))
        self.kinds.chosen.connect(lambda kind: self.context.go("attendees", kind=kind))
        self._no_kinds = muted(_("Nobody is registered yet."), wrap=False)
        self._silent_words, self._review_words, self._changes_words = (_links(self._on_link) for _each in range(3))
        self._silent = _Card(_("Units with nobody registered"), self._silent_words, STRETCH)
        self._review = _Card(_("To review"), self._review_words, STRETCH)
        self._no_kinds.hide()
        self._answers_words = _links(self._on_link)
        self._questions = _Card(_("Custom questions"), self._answers_words)
        self._questions.hide()
        groups = _Card(_("By role group"), self.groups, STRETCH)
        kinds = _Card(_("By kind of unit"), self.kinds, self._no_kinds, STRETCH)
        return column(
            Tiles(theme, _CARD, groups, kinds),
            Tiles(theme, _CARD, self._silent, self._review),
            self._questions,
            _Card(_("Latest changes"), self._changes_words),
            spacing=GRID + 4,
        )

    def _figure(self, name: str) -> QFrame:
        number, words = label("–", "figure"), muted(wrap=False)
        self._figure_labels[name] = (number, words)
        return card(column(number, words, spacing=0, margins=(GRID * 2, GRID + 2, GRID * 2, GRID + 2)))

    def reload(self) -> None:
        """Count again."""
        conference_id = self.context.conference_id

        def work(tx: Transaction) -> _Read:
            changes = journal.recent(tx, conference_id=conference_id, limit=_MOST_CHANGES, without=journal.QUIET)
            told = due.due(tx, dt.date.today())
            return overview.overview(tx, conference_id), changes, told, questions.tallies(tx, conference_id)

        self.context.operations.read("overview", work, self._take)

    def _take(self, answer: _Read) -> None:
        found, changes, now_due, answered = answer
        conference = self.context.conference
        if conference is None:
            return
        self._found = found
        when = dates_text(conference.starts_on, conference.ends_on) or _("no date yet")
        parts = [when, conference.venue]
        if found.last_import:
            parts.append(_("last import {at}").format(at=moment_text(found.last_import)))
        self.say_facts(" · ".join(part for part in parts if part))
        for name, count, words in (
            ("attendees", found.attendees, _("Attendees")),
            ("units", found.units, _("Units with attendees")),
            ("sessions", found.sessions, _("Sessions")),
        ):
            self._say_figure(name, count, words)
        self.groups.show_tallies([replace(each, name=each.name or _("No role group")) for each in found.by_group])
        self.kinds.show_tallies([replace(each, name=_kind(each)) for each in found.by_unit_kind])
        self._show_silent(found)
        self._steps = due_steps.steps(self.context, now_due)
        told = [(step.sentence, link(f"due:{place}", step.verb)) for place, step in enumerate(self._steps)]
        self._due_words.setText(lines(markup("{what} {link}", what=what, link=out) for what, out in told))
        self._due.setVisible(bool(self._steps))
        self._no_kinds.setVisible(not found.by_unit_kind)
        self._changes_words.setText(lines(map(_change, changes)))
        self._answers_words.setText(lines(map(self._answered, answered)))
        self._questions.setVisible(bool(answered))
        self._say_ready(found)
        self.loaded.emit()
        # What is to be reviewed takes longer to find out, and loads what knows duplicates: the page does not wait for it.
        self.context.operations.read("overview.review", partial(_cases, self.context, conference.id), self._show_review)

    def _answered(self, tally: QuestionTally) -> Markup:
        """What was answered; each answer leads to who gave it."""
        key = tally.question.key
        told: list[str | Markup] = []
        if tally.total is not None:
            told.append(_("total {number}").format(number=answer_text(tally.total)))
        for answer, count in tally.counts[:_MOST_ANSWERS] if tally.total is None else ():
            words = f"{answer_text(answer)} {count}"
            if count and (isinstance(answer, bool) or answer in tally.question.choices):
                told.append(link(f"answer:{key}:{json.dumps(answer)}", words))
            elif count:
                told.append(words)
        if len(tally.counts) > _MOST_ANSWERS and tally.total is None:
            told.append(_("{count} other answers").format(count=len(tally.counts) - _MOST_ANSWERS))
        if tally.unanswered:
            told.append(link(f"answer:{key}:null", _("{count} unanswered").format(count=tally.unanswered)))
        return markup("<b>{question}</b> &nbsp; {answers}", question=tally.question.title, answers=joined(told))

    def _show_silent(self, found: Overview) -> None:
        units = found.silent_units
        self._silent.set_fact(str(len(units)) if units else "")
        links = [link(f"unit:{unit.id}", unit.name) for unit in units[:_MOST_LINES]]
        if len(units) > _MOST_LINES:
            more = len(units) - _MOST_LINES
            words = ngettext("and {count} more…", "and {count} more…", more).format(count=more)
            links.append(link("silent:", words))
        self._silent_words.setText(
            joined(links) if links else _("✓ Every unit of the directory has registered someone.")
        )

    def _say_figure(self, name: str, count: int, words: str) -> None:
        number, named = self._figure_labels[name]
        number.setText(str(count))
        named.setText(words)
        number.setAccessibleName(f"{count} {words}")

    def _show_review(self, cases: list[Case]) -> None:
        from desktop.wording import review as review_words  # not before the page is there

        self._say_figure("review", len(cases), _("To review"))
        self._review.set_fact(str(len(cases)) if cases else "")
        told = []
        for case in cases[:_MOST_LINES]:
            key = case.doubt.attendee_id if case.doubt is not None else case.people[0].id
            told.append(joined((link(f"case:{key}", case.full_name), case.unit, review_words.short(case))))
        if len(cases) > _MOST_LINES:
            more = len(cases) - _MOST_LINES
            words = ngettext("and {count} more…", "and {count} more…", more).format(count=more)
            told.append(link("review:", words))
        self._review_words.setText(lines(told) if told else review_words.nothing())
        if self._found is not None:
            self._say_ready(self._found, len(cases))

    def _say_ready(self, found: Overview, to_review: int | None = None) -> None:
        """What is still to be done; how many are to review comes later than the rest."""
        conference = self.context.conference
        if conference is None:
            return
        known = found if to_review is None else found.with_review(to_review)
        self.readiness.show_checks(known.checks, closed=conference.closed, whole=to_review is not None)
        for name, beside in (("print", self._print_button), ("import", self._import_button)):
            beside.setVisible(not self.readiness.offers(name))  # one button for it is enough

    def _on_group(self, key: str) -> None:
        self.context.go("attendees", group=uuid.UUID(key) if key else NOBODY)

    def _on_link(self, link: str) -> None:
        what, _colon, key = link.partition(":")
        if what == "unit":
            self.context.go("directory", select=uuid.UUID(key))
        elif what == "due":
            self._steps[int(key)].do()
        elif what == "silent":
            self.context.go("directory", silent=True)
        elif what == "review":
            self.context.run("review")
        elif what == "answer":
            question, _colon, answer = key.partition(":")
            from desktop.gui.attendees.model import AnswerWanted  # the first page needs nothing of the list

            self.context.go("attendees", answer=AnswerWanted(question, json.loads(answer)))
        else:
            self.context.run("review", attendee_id=uuid.UUID(key))


class _Card(QFrame):
    """A framed part of the page with a heading and a small fact at its right."""

    def __init__(self, title: str, *parts: Part) -> None:
        super().__init__()
        self.setObjectName("card")
        self._fact = muted(wrap=False)
        top = row(heading(title), STRETCH, self._fact, spacing=None)
        column(top, *parts, on=self, margins=(GRID * 2, GRID + 4, GRID * 2, GRID + 4))

    def set_fact(self, fact: str) -> None:
        """The small fact at the right of the heading."""
        self._fact.setText(fact)


def _links(slot: Callable[[str], None]) -> RichLabel:
    made = rich()
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.LinksAccessibleByKeyboard | Qt.TextInteractionFlag.LinksAccessibleByMouse
    )
    made.linkActivated.connect(slot)
    return made


def _change(entry: journal.EntryView) -> Markup:
    """One line of the journal: when, what, and from which desk."""
    what = journal_words.line(entry.action, entry.details, documents.title)
    if entry.undone:
        what = _("{what} (undone)").format(what=what)
    return joined((moment_text(entry.at), what, desk_text(entry.desk) if entry.desk else ""))


def _cases(context: Context, conference_id: uuid.UUID, tx: Transaction) -> list[Case]:
    return context.review.cases(tx, conference_id)


def _kind(tally: OverviewCount) -> str:
    return kind_text(tally.key) or _("No unit")

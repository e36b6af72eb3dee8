"""The first page: how many are registered, from where, and what to do next."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.areas import Area
from desktop.domain.people import Overview, Tally
from desktop.gui.attendees import NOBODY
from desktop.gui.conferences.bar_list import BarList
from desktop.gui.context import Context
from desktop.gui.page import Page
from desktop.gui.theme import GRID
from desktop.gui.widgets.links import link
from desktop.i18n import _, ngettext
from desktop.papers import documents
from desktop.services import attendance, journal, overview
from desktop.services.opening import Transaction
from desktop.wording import field
from desktop.wording import journal as journal_words
from desktop.wording.field import kind_text
from desktop.wording.formats import dates_text, desk_text, full_name_text, moment_text

_MOST_LINES = 12
_MOST_CHANGES = 6


class OverviewPage(Page):
    """Facts, bars, units that sent nobody, rows to look at."""

    areas = frozenset(
        {Area.ATTENDEES, Area.UNITS, Area.GROUPS, Area.AGENDA, Area.IMPORTS, Area.CONFERENCES, Area.ATTENDANCE}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Overview"))
        self._print_button = self.add_command("print")
        self._import_button = self.add_command("import", primary=True)
        self._next = QFrame()
        self._next.setProperty("tone", "info")
        self._next_words = QLabel()
        self._next_words.setWordWrap(True)
        self._next_words.setTextFormat(Qt.TextFormat.RichText)
        self._next_button = QPushButton()
        self._next_button.setProperty("primary", True)
        self._next_button.clicked.connect(self._do_next)
        self._next_action: Callable[[], object] = self.reload
        line = QHBoxLayout(self._next)
        line.setContentsMargins(GRID * 2, GRID, GRID, GRID)
        line.setSpacing(GRID * 2)
        line.addWidget(self._next_words, 1)
        line.addWidget(self._next_button)

        self._figures = QHBoxLayout()
        self._figures.setSpacing(GRID + 4)
        self._figure_labels: dict[str, tuple[QLabel, QLabel]] = {}
        for name in ("attendees", "units", "sessions", "review"):
            self._figures.addWidget(self._figure(name), 1)

        self.groups = BarList(context.theme, _("Attendees by role group"))
        self.groups.chosen.connect(self._on_group)
        by_group = _Card(_("By role group"))
        by_group.inside.addWidget(self.groups)
        by_group.inside.addStretch(1)
        self.kinds = BarList(context.theme, _("Attendees by kind of unit"))
        self.kinds.chosen.connect(lambda kind: self.context.go("attendees", kind=kind))
        by_kind = _Card(_("By kind of unit"))
        by_kind.inside.addWidget(self.kinds)
        self._no_kinds = QLabel(_("Nobody is registered yet."))
        self._no_kinds.setProperty("role", "muted")
        self._no_kinds.hide()
        by_kind.inside.addWidget(self._no_kinds)
        by_kind.inside.addStretch(1)
        self._silent = _Card(_("Units with nobody registered"))
        self._silent_words = _links(self._on_link)
        self._silent.inside.addWidget(self._silent_words)
        self._silent.inside.addStretch(1)
        self._review = _Card(_("Rows to review"))
        self._review_words = _links(self._on_link)
        self._review.inside.addWidget(self._review_words)
        self.doubts = _links(self._on_link)
        self.doubts.hide()
        self._review.inside.addWidget(self.doubts)
        self._review.inside.addStretch(1)

        inner = QWidget()
        inner.setObjectName("plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID + 4)
        column.addWidget(self._next)
        column.addLayout(self._figures)
        grid = QGridLayout()
        grid.setSpacing(GRID + 4)
        grid.addWidget(by_group, 0, 0)
        grid.addWidget(by_kind, 0, 1)
        grid.addWidget(self._silent, 1, 0)
        grid.addWidget(self._review, 1, 1)
        self._changes = _Card(_("Latest changes"))
        self._changes_words = _links(self._on_link)
        self._changes.inside.addWidget(self._changes_words)
        grid.addWidget(self._changes, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self.body.addWidget(area, 1)

    def _figure(self, name: str) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        number, words = QLabel("–"), QLabel()
        number.setProperty("role", "figure")
        words.setProperty("role", "muted")
        column = QVBoxLayout(card)
        column.setContentsMargins(GRID * 2, GRID + 2, GRID * 2, GRID + 2)
        column.setSpacing(0)
        column.addWidget(number)
        column.addWidget(words)
        self._figure_labels[name] = (number, words)
        return card

    def reload(self) -> None:
        """Count again."""
        conference_id = self.context.conference_id

        def work(tx: Transaction) -> tuple[Overview, list[journal.EntryView], int]:
            changes = journal.recent(tx, conference_id=conference_id, limit=_MOST_CHANGES, without=journal.QUIET)
            doubts = len(attendance.to_review(tx, conference_id))
            return overview.overview(tx, conference_id), changes, doubts

        self.context.operations.read("overview", work, self._take)

    def _take(self, answer: tuple[Overview, list[journal.EntryView], int]) -> None:
        found, changes, doubts = answer
        conference = self.context.conference
        if conference is None:
            return
        when = dates_text(conference.starts_on, conference.ends_on) or _("no date yet")
        parts = [when, conference.venue]
        if found.last_import:
            parts.append(_("last import {at}").format(at=found.last_import))
        self.say_facts(" · ".join(part for part in parts if part))
        for name, count, words in (
            ("attendees", found.attendees, _("Attendees")),
            ("units", found.units, _("Units with attendees")),
            ("sessions", found.sessions, _("Sessions")),
            ("review", found.to_review, _("Rows to review")),
        ):
            number, label = self._figure_labels[name]
            number.setText(str(count))
            label.setText(words)
            number.setAccessibleName(f"{count} {words}")
        self.groups.show_tallies([replace(each, name=each.name or _("No role group")) for each in found.by_group])
        self.kinds.show_tallies([replace(each, name=_kind(each)) for each in found.by_unit_kind])
        self._show_silent(found)
        self._show_review(found)
        self._show_doubts(doubts)
        self._no_kinds.setVisible(not found.by_unit_kind)
        self._changes_words.setText("<br>".join(map(_change, changes)))
        self._suggest(found)
        self.loaded.emit()

    def _show_silent(self, found: Overview) -> None:
        units = found.silent_units
        self._silent.set_fact(str(len(units)) if units else "")
        lines = [link(f"unit:{unit.id}", _escaped(unit.name)) for unit in units[:_MOST_LINES]]
        if len(units) > _MOST_LINES:
            more = len(units) - _MOST_LINES
            words = ngettext("and {count} more…", "and {count} more…", more).format(count=more)
            lines.append(link("silent:", words))
        self._silent_words.setText(
            " · ".join(lines) if lines else _("✓ Every unit of the directory has registered someone.")
        )

    def _show_review(self, found: Overview) -> None:
        rows = found.review_rows
        self._review.set_fact(str(len(rows)) if rows else "")
        lines = [
            f"{link(f'attendee:{row.id}', _escaped(full_name_text(row)))} · {_escaped(row.unit)} · "
            f"{_escaped(field.review_text(row.review))}"
            for row in rows[:_MOST_LINES]
        ]
        if len(rows) > _MOST_LINES:
            more = len(rows) - _MOST_LINES
            words = ngettext("and {count} more…", "and {count} more…", more).format(count=more)
            lines.append(link("review:", words))
        self._review_words.setText("<br>".join(lines) if lines else _("✓ Nothing odd was found in the list."))

    def _show_doubts(self, count: int) -> None:
        words = ngettext("⚠ {count} attendance to review", "⚠ {count} attendances to review", count).format(count=count)
        self.doubts.setText(link("doubts:", words))
        self.doubts.setVisible(count > 0)

    def _suggest(self, found: Overview) -> None:
        """The one step that makes sense now."""
        step: tuple[str, str, Callable[[], object]]
        if not found.attendees:
            step = (
                _("Nobody is registered yet. Drop the workbooks that the units sent anywhere on this window, or:"),
                self._import_button.text(),
                lambda: self.context.run("import"),
            )
        elif found.to_review:
            step = (
                ngettext(
                    "{count} row to review: it may be a duplicate.",
                    "{count} rows to review: they may be duplicates.",
                    found.to_review,
                ).format(count=found.to_review),
                _("Look through them"),
                lambda: self.context.go("attendees", review=True),
            )
        elif not found.sessions:
            step = (
                _("The agenda is empty: the attendance sheet takes its signature columns from it."),
                _("Lay out the agenda"),
                lambda: self.context.go("agenda"),
            )
        else:
            step = (
                _("The list and the agenda are ready."),
                self._print_button.text(),
                lambda: self.context.run("print"),
            )
        words, button, self._next_action = step
        self._next_words.setText(_("<b>Next step</b> · {words}").format(words=_escaped(words)))
        self._next_button.setText(button)
        for beside in (self._print_button, self._import_button):  # one button for it is enough
            beside.setVisible(beside.text() != button)

    def _do_next(self) -> None:
        self._next_action()

    def _on_group(self, key: str) -> None:
        self.context.go("attendees", group=uuid.UUID(key) if key else NOBODY)

    def _on_link(self, link: str) -> None:
        what, _colon, key = link.partition(":")
        if what == "unit":
            self.context.go("directory", select=uuid.UUID(key))
        elif what == "silent":
            self.context.go("directory", silent=True)
        elif what == "doubts":
            self.context.run("attendance.review")
        elif what == "review":
            self.context.go("attendees", review=True)
        else:
            self.context.go("attendees", review=True, select=uuid.UUID(key))


class _Card(QFrame):
    """A framed part of the page with a heading and a small fact at its right."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        self._fact = QLabel()
        self._fact.setProperty("role", "muted")
        row = QHBoxLayout()
        row.addWidget(heading)
        row.addStretch(1)
        row.addWidget(self._fact)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(GRID * 2, GRID + 4, GRID * 2, GRID + 4)
        self.inside.setSpacing(GRID)
        self.inside.addLayout(row)

    def set_fact(self, fact: str) -> None:
        """The small fact at the right of the heading."""
        self._fact.setText(fact)


def _links(slot: Callable[[str], None]) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.LinksAccessibleByKeyboard | Qt.TextInteractionFlag.LinksAccessibleByMouse
    )
    label.linkActivated.connect(slot)
    return label


def _change(entry: journal.EntryView) -> str:
    """One line of the journal: when, what, and from which desk."""
    what = _escaped(journal_words.line(entry.action, entry.details, documents.title))
    if entry.undone:
        what = _("{what} (undone)").format(what=what)
    return _("{at} · {what} · {desk}").format(at=moment_text(entry.at), what=what, desk=_escaped(desk_text(entry.desk)))


def _kind(tally: Tally) -> str:
    return kind_text(tally.key) or _("No unit")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")

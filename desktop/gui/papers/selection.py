"""For whom a document is made: role groups, units, sessions, points, or the people chosen in the attendee list."""

from __future__ import annotations

import uuid
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from desktop.domain.documents.selection import Selection
from desktop.domain.people import SessionView
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.check_menu import CheckMenu
from desktop.gui.widgets.layout import column, field_name, label, link
from desktop.i18n import _, ngettext
from desktop.papers.document import AnyDocument
from desktop.services.choices import Choices
from desktop.wording.formats import date_text, times_text
from desktop.wording.points import hall


class SelectionPanel(QWidget):
    """Only what the document can be chosen by. `changed` is emitted whenever `selection()` changed."""

    changed = Signal()

    def __init__(self, theme: Theme, document: AnyDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[uuid.UUID, ...] = ()
        self._document = document
        self.people_words = label(role="field", wrap=True)
        self.drop = link(_("Everyone instead"), self._drop)
        self._column = column(self.people_words, self.drop, on=self, spacing=GRID // 2)
        signed = document.signed
        self.sessions = CheckMenu(theme, _("Morning and afternoon of each day") if signed else _("All sessions"))
        self.groups = CheckMenu(theme, _("All role groups"))
        self.units = CheckMenu(theme, _("All units"))
        self._field("sessions", _("Signature columns") if signed else _("Sessions"), self.sessions)
        self._field("groups", _("Role groups"), self.groups)
        self._field("units", _("Units"), self.units)
        self.points = CheckMenu(theme, _("All points and the main hall"))
        self._points = self._field("points", _("Points"), self.points)
        self._show_points(False)
        self._show_people()

    @property
    def empty(self) -> bool:
        """Whether the document is made for everyone and nobody else."""
        return not self._document.selects

    def offer(self, offer: Choices) -> None:
        """What may be ticked; ticks that still stand are kept."""
        groups: list[tuple[str, object]] = [(group.title, group.id) for group in offer.groups]
        units: list[tuple[str, object]] = [(unit.name, unit.id) for unit in offer.units]
        if offer.without_group:
            groups.append((_("Without a role group"), None))
        if offer.without_unit:
            units.append((_("Without a unit"), None))
        self.groups.offer(groups)
        self.units.offer(units)
        self.sessions.offer([(_session_text(session), session.id) for session in offer.sessions])
        points: list[tuple[str, object]] = [(name, key) for key, name in offer.points]
        self.points.offer([(hall(), None), *points] if points else [])
        self._show_points(bool(points) and "points" in self._document.selects)

    def _show_points(self, shown: bool) -> None:
        """A conference without points is not asked for them."""
        self._points.setVisible(shown)
        self.points.setVisible(shown)

    def selection(self) -> Selection:
        """For whom, as ticked."""
        return Selection(
            cast("tuple[uuid.UUID | None, ...]", self.groups.chosen) if "groups" in self._document.selects else (),
            cast("tuple[uuid.UUID | None, ...]", self.units.chosen) if "units" in self._document.selects else (),
            cast("tuple[uuid.UUID, ...]", self.sessions.chosen) if "sessions" in self._document.selects else (),
            self._people,
            cast("tuple[uuid.UUID | None, ...]", self.points.chosen) if "points" in self._document.selects else (),
        )

    def take(self, selection: Selection) -> None:
        """Show these; nothing is said to have changed."""
        blocked = self.blockSignals(True)
        self.groups.choose(selection.role_group_ids)
        self.units.choose(selection.unit_ids)
        self.sessions.choose(selection.session_ids)
        self.points.choose(selection.point_ids)
        self._people = selection.attendee_ids if "people" in self._document.selects else ()
        self._show_people()
        self.blockSignals(blocked)

    def _drop(self) -> None:
        self._people = ()
        self._show_people()
        self.changed.emit()

    def _show_people(self) -> None:
        self.people_words.setText(chosen_words(len(self._people)))
        self.people_words.setVisible(bool(self._people))
        self.drop.setVisible(bool(self._people))

    def _field(self, way: str, name: str, menu: CheckMenu) -> QLabel:
        shown = way in self._document.selects
        title = field_name(name, menu)
        menu.setAccessibleName(name)
        menu.changed.connect(self.changed)
        self._column.addWidget(title)
        self._column.addWidget(menu)
        self._column.addSpacing(GRID if shown else 0)
        title.setVisible(shown)
        menu.setVisible(shown)
        return title


def chosen_words(people: int) -> str:
    """How many people were chosen in the attendee list."""
    return ngettext("{count} attendee chosen", "{count} attendees chosen", people).format(count=people)


def _session_text(session: SessionView) -> str:
    return _("{title} · {date} {times}").format(
        title=session.title,
        date=date_text(session.starts_at.date()),
        times=times_text(session.starts_at, session.ends_at),
    )

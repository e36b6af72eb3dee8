"""Everything that is seen of the seats: the room, the people beside it, the room's own facts, marks and words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QScrollArea, QTabWidget, QWidget

from desktop.domain.seating import Seating, Sitter
from desktop.gui.seating.seat_legend import SeatLegend
from desktop.gui.seating.seat_map import SeatMap
from desktop.gui.seating.seat_people import SeatPeopleList
from desktop.gui.seating.seat_room import SeatRoomForm
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.form import line
from desktop.gui.widgets.layout import STRETCH, button, column, grow, heading, holder, plain, row, scroll
from desktop.gui.widgets.text import LineLabel
from desktop.i18n import _
from desktop.wording import seating as words


class SeatView(QWidget):
    """The parts of the editor and how the keyboard goes between them; it changes nothing."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.seating: Seating | None = None
        self.map = SeatMap(theme)
        self.area = QScrollArea()
        self.area.setWidget(self.map)
        self.area.viewport().installEventFilter(self)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setMinimumSize(min(theme.px(320), 480), 140)
        self.people = SeatPeopleList(theme)
        self.search = line("", _("Search by name or unit"))
        self.search.setAccessibleName(_("Search by name or unit"))
        self.search.setClearButtonEnabled(True)
        self.empty, self.detail = plain(role="muted"), plain()
        self.room_form = SeatRoomForm()
        keys = _(
            "Arrow keys: move · Enter: pick up, put down · Del: take off the seat · B: block · R: keep for guests · "
            "Shift+arrows: several seats"
        )
        self.legend = SeatLegend(theme)
        self.facts = LineLabel()
        self.facts.setProperty("role", "muted")
        self.fill_button, self.clear_button = button(_("&Fill seats…"), primary=True), button(_("&Clear all seats"))
        self.tabs = self._side(theme)
        room = column(grow(self.area), self.legend, self.detail, plain(keys, "caption"), spacing=GRID // 2)
        row(grow(room), self.tabs, on=self, spacing=GRID * 2)
        self._wire()

    def _wire(self) -> None:
        self.map.moved.connect(self._tell)
        self.people.picked.connect(self._pick_from_list)
        self.search.textChanged.connect(self._look_for)
        self.search.returnPressed.connect(self._into_list)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._into_list)

    def top(self) -> FlowLayout:
        """What stands over the room: heading, facts, the two buttons for all seats."""
        over = FlowLayout(spacing=GRID)
        over.addWidget(heading(_("Arrange the seats")))
        over.addWidget(self.facts)
        over.push()
        over.addWidget(self.clear_button)
        over.addWidget(self.fill_button)
        return over

    def zoom_buttons(self) -> list[QPushButton]:
        """Smaller, larger, as large as fits."""
        return [
            button(text, partial(self.zoom, factor), spoken=name, tip=name)
            for text, name, factor in (
                ("–", _("Smaller"), 1 / 1.2),
                ("+", _("Larger"), 1.2),
                (_("Fit"), _("As large as fits"), 0),
            )
        ]

    def _side(self, theme: Theme) -> QTabWidget:
        people = column(self.search, self.empty, grow(self.people), margins=(0, GRID, 0, 0))
        room = column(self.room_form, STRETCH, spacing=None, margins=(2, GRID, GRID, 2))
        tabs = QTabWidget()
        tabs.setFixedWidth(min(theme.px(290), 420))
        tabs.addTab(holder(people), _("Attendees"))
        tabs.addTab(scroll(room), _("Room"))
        return tabs

    # -- showing --------------------------------------------------------------------------------------------------

    def show_seating(self, found: Seating) -> None:
        """Show the room and its people as they are now."""
        self.seating = found
        self.map.show_seating(found)
        row = self.people.currentIndex().row()
        self.people.people.show_seating(found)
        self.people.choose(max(row, 0))
        self.room_form.show_seating(found)
        self.legend.show_groups(found.groups)
        self.facts.setText(words.facts(found))
        self.clear_button.setEnabled(bool(found.by_place))
        self.fill_button.setEnabled(bool(found.people))
        self._say_empty()
        self._tell()

    def _say_empty(self) -> None:
        known, listed = self.seating, self.people.people.rowCount()
        if known is None:
            return
        if self.search.text().strip():
            sentence = "" if listed else _("Nobody of this name or unit.")
        elif not known.people:
            sentence = _("No attendees yet: import or add them first.")
        else:
            sentence = _("Without a seat:") if listed else _("Everybody has a seat.")
        self.empty.setText(sentence)
        self.empty.setVisible(bool(sentence))

    def _tell(self) -> None:
        """The seat under the cursor in words, or who is held."""
        known, held = self.seating, self.map.held
        if known is None:
            return
        text = words.seat(known, self.map.here)
        if held is not None:
            text = _("Holding {name}: choose a seat and press Enter, or Esc to let go.").format(name=held.full_name)
        self.detail.setText(text)
        self.map.setAccessibleDescription(text)

    def zoom(self, factor: float) -> None:
        """Larger or smaller by a factor; 0: as large as fits."""
        self.map.set_zoom(self.map.zoom_now * factor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.map.zoom:
            self.map.fit()
        return super().eventFilter(watched, event)

    # -- between list and room ------------------------------------------------------------------------------------

    def look_up(self) -> None:
        """Into the search field."""
        self.tabs.setCurrentIndex(0)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _look_for(self, text: str) -> None:
        self.people.people.look_for(text)
        self.people.choose(0)
        self._say_empty()
        who = self.people.current()
        if text.strip() and who is not None and who.place is not None:
            self.map.go_to(who.place)

    def _into_list(self) -> None:
        self.people.choose(self.people.currentIndex().row())
        self.people.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick_from_list(self, who: Sitter) -> None:
        """Hold somebody of the list; after putting them down the keyboard goes back there."""
        row = self.people.currentIndex().row()
        place = who.place or self.map.here
        if who.place is None and (self.map.at(place) is not None or not self.map.room.has(place)):
            place = self.map.next_free() or place
        self.map.go_to(place)
        self.map.pick_up(who)
        self.map.setFocus(Qt.FocusReason.OtherFocusReason)

        def back() -> None:
            self.map.put_down_after = lambda: None
            self.people.choose(row)
            self.people.setFocus(Qt.FocusReason.OtherFocusReason)

        self.map.put_down_after = back

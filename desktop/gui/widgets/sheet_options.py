"""How an attendance sheet should be: its columns, groups, order, pages and whom it lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.papers import GroupBy, Order, SheetOptions
from desktop.domain.people import RoleGroupView, SessionView, UnitView
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.check_menu import CheckMenu
from desktop.gui.widgets.dialog_parts import indent
from desktop.gui.words import date_text, times_text
from desktop.i18n import _

_ID = Qt.ItemDataRole.UserRole
_MOST_BLANK = 60
_SHOWN_SESSIONS = 6


class SheetOptionsPanel(QScrollArea):
    """`changed` is emitted whenever `options()` changed."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setObjectName("plain")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, GRID, 0)
        self.column.setSpacing(GRID // 2)
        self.setWidget(inner)

        self._title(_("Signature columns"))
        self.half_days = QRadioButton(_("Morning and afternoon of each day"))
        self.by_session = QRadioButton(_("Chosen sessions"))
        self.half_days.setChecked(True)
        self.sessions = QListWidget()
        self.sessions.setAccessibleName(_("Sessions to sign for"))
        self.sessions.setVisible(False)
        self.column.addWidget(self.half_days)
        self.column.addWidget(self.by_session)
        self.column.addWidget(self.sessions)

        self.group_by = self._combo(
            _("Group by"),
            [(_("Role group, then unit"), "role"), (_("Unit"), "unit"), (_("One list"), "none")],
        )
        self.sort = self._combo(_("Order inside a group"), [(_("Unit, then name"), "unit"), (_("Given name"), "name")])
        self.page_per = self._combo(
            _("New page"),
            [(_("Only when full"), "none"), (_("For each role group"), "role"), (_("For each unit"), "unit")],
        )
        self.groups = CheckMenu(theme, _("All role groups"))
        self._field(_("Role groups on the sheet"), self.groups)
        self.units = CheckMenu(theme, _("All units"))
        self._field(_("Units on the sheet"), self.units)
        self.blank_lines = QSpinBox()
        self.blank_lines.setRange(0, _MOST_BLANK)
        indent(self.blank_lines)
        self._field(_("Blank lines for people not on the list"), self.blank_lines)
        self._title(_("Paper"))
        self.portrait, self.landscape = QRadioButton(_("Portrait")), QRadioButton(_("Landscape"))
        self.portrait.setChecked(True)
        papers = QButtonGroup(self)
        row = QHBoxLayout()
        for button in (self.portrait, self.landscape):
            papers.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        columns = QButtonGroup(self)
        columns.addButton(self.half_days)
        columns.addButton(self.by_session)
        self._wire()

    def _wire(self) -> None:
        self.by_session.toggled.connect(self._by_session_toggled)
        self.sessions.itemChanged.connect(self.changed)
        for combo in (self.group_by, self.sort, self.page_per):
            combo.currentIndexChanged.connect(self.changed)
        self.groups.changed.connect(self.changed)
        self.units.changed.connect(self.changed)
        self.blank_lines.valueChanged.connect(self.changed)
        self.landscape.toggled.connect(self.changed)

    def offer(
        self, sessions: Sequence[SessionView], groups: Sequence[RoleGroupView], units: Sequence[UnitView]
    ) -> None:
        """What there is to choose from; earlier choices that still stand are kept."""
        ticked = set(self._ticked_sessions())
        self.sessions.blockSignals(True)
        self.sessions.clear()
        for session in sessions:
            text = _("{title} · {date} {times}").format(
                title=session.title,
                date=date_text(session.starts_at.date()),
                times=times_text(session.starts_at, session.ends_at),
            )
            item = QListWidgetItem(text, self.sessions)
            item.setData(_ID, session.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setToolTip(text)
            on = not ticked or session.id in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        height = self._theme.row_height() * min(max(len(sessions), 1), _SHOWN_SESSIONS)
        self.sessions.setFixedHeight(height + GRID)
        self.sessions.blockSignals(False)
        self.groups.offer([(group.title, group.id) for group in groups])
        self.units.offer([(unit.name, unit.id) for unit in units])

    def options(self) -> SheetOptions:
        """The sheet asked for."""
        return SheetOptions(
            sessions=tuple(self._ticked_sessions()) if self.by_session.isChecked() else (),
            group_by=cast("GroupBy", self.group_by.currentData()),
            sort=cast("Order", self.sort.currentData()),
            page_per=cast("GroupBy", self.page_per.currentData()),
            blank_lines=self.blank_lines.value(),
            landscape=self.landscape.isChecked(),
            role_group_ids=cast("tuple[UUID, ...]", self.groups.chosen),
            unit_ids=cast("tuple[UUID, ...]", self.units.chosen),
        )

    def take(self, options: SheetOptions) -> None:
        """Show these options (a sheet made before)."""
        self.blockSignals(True)
        (self.by_session if options.sessions else self.half_days).setChecked(True)
        for row in range(self.sessions.count()):
            item = self.sessions.item(row)
            on = not options.sessions or item.data(_ID) in options.sessions
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        for combo, value in (
            (self.group_by, options.group_by),
            (self.sort, options.sort),
            (self.page_per, options.page_per),
        ):
            combo.setCurrentIndex(max(combo.findData(value), 0))
        self.groups.choose(options.role_group_ids)
        self.units.choose(options.unit_ids)
        self.blank_lines.setValue(options.blank_lines)
        (self.landscape if options.landscape else self.portrait).setChecked(True)
        self.blockSignals(False)
        self.changed.emit()

    def _ticked_sessions(self) -> list[UUID]:
        items = (self.sessions.item(row) for row in range(self.sessions.count()))
        return [item.data(_ID) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _by_session_toggled(self, on: bool) -> None:
        self.sessions.setVisible(on)
        self.changed.emit()

    def _title(self, text: str) -> None:
        if self.column.count():
            self.column.addSpacing(GRID)
        label = QLabel(text)
        label.setProperty("role", "field")
        self.column.addWidget(label)

    def _field(self, name: str, widget: QWidget) -> None:
        self._title(name)
        widget.setAccessibleName(name)
        self.column.addWidget(widget)

    def _combo(self, name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
        combo = QComboBox()
        for text, value in choices:
            combo.addItem(text, value)
        self._field(name, combo)
        return combo

"""One palette, light and dark, and one short style sheet: the only place where colours and sizes are named."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.domain.lazy_dataclass import dataclass

GRID = 8
"""Distances are multiples of this many pixels."""

_BODY_POINTS = 10
_OWN_FONTS = ("QAbstractItemView", "QMenu", "QMenuBar", "QMessageBox", "QStatusBar", "QTipLabel")
"""To these Windows gives fonts of its own (QWindowsTheme), which Qt takes up again with every style sheet."""
_ROW = 30
_LARGE_TEXT = 1.3


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme, named by what they are for."""

    window: str
    surface: str
    rail: str
    header: str
    section: str
    line: str
    field_line: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    selection: str
    bar: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    neutral_soft: str


LIGHT = Colours(
    window="#F5F6F8", surface="#FFFFFF", rail="#ECF0F5", header="#F0F2F6", section="#F7F8FA",
    line="#E1E5EB", field_line="#C3C9D3", text="#1F2328", muted="#5A6270",
    accent="#0F6CBD", accent_hover="#0C5A9E", accent_soft="#E3EFF9", on_accent="#FFFFFF", selection="#E0EDF9",
    bar="#5B9BD5", good="#1B6E32", good_soft="#E2F3E5", warn="#855500", warn_soft="#FDF1DA",
    bad="#B3261E", bad_soft="#FBE5E5", neutral_soft="#E8EBF0",
)  # fmt: skip
DARK = Colours(
    window="#1B1D21", surface="#24272C", rail="#1F2226", header="#2B2F35", section="#282B31",
    line="#373B43", field_line="#4D535D", text="#E7E9EC", muted="#A3ABB7",
    accent="#479EF5", accent_hover="#6BB2F8", accent_soft="#1B3048", on_accent="#0A1A2A", selection="#1E3852",
    bar="#4A86BE", good="#7CCB8B", good_soft="#1E3A26", warn="#F0B95B", warn_soft="#3A2C15",
    bad="#F49A94", bad_soft="#4A2324", neutral_soft="#33373E",
)  # fmt: skip

TONES = {
    "good": ("good", "good_soft"),
    "warn": ("warn", "warn_soft"),
    "bad": ("bad", "bad_soft"),
    "info": ("accent", "accent_soft"),
    "plain": ("muted", "neutral_soft"),
}
"""Ink and ground of a tone, by the theme's names."""

_GROUPS = ("#D6E8FA", "#FBE3C0", "#D8EFD8", "#E8DAF5", "#FBDADA", "#CFEFEC", "#F2EDBB", "#E3E3E6")
_GROUPS_DARK = ("#1E3A56", "#4A3817", "#1F3F29", "#3B2C52", "#4E2729", "#17423F", "#45411A", "#3A3E45")
"""Behind the names of a role group; its mark stands beside them."""

_SHEET = Template("""
QToolTip { color: $text; background: $surface; border: 1px solid $line; padding: 4px; }
QWidget#rail { background: $rail; border-right: 1px solid $line; }
QFrame#line { color: $line; }
QWidget#card, QFrame#card { background: $surface; border: 1px solid $line; border-radius: 6px; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[role="heading"] { font-size: ${heading}pt; font-weight: 600; }
QLabel[role="caption"] { color: $muted; font-size: ${caption}pt; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="error"] { color: $bad; font-size: ${caption}pt; }
QLabel[role="good"] { color: $good; font-size: ${caption}pt; }
QLabel[role="warning"] { color: $warn; font-size: ${caption}pt; }
QLabel[role="verdict"] { font-size: ${verdict}pt; font-weight: 600; }
QLabel[role="attention"] { color: $warn; font-size: ${heading}pt; font-weight: 600; }
QLineEdit[role="door"] { font-size: ${verdict}pt; border-width: 2px; padding: ${pad}px ${pad2}px; }
QLineEdit[role="door"]:focus { padding: ${pad}px ${pad2}px; }
QListView#hits { border: 0; background: transparent; }
QDialog#palette { background: $surface; border: 1px solid $field_line; }
QDialog#palette QTreeView { border: 0; }
QLabel[role="field"] { font-weight: 600; }
QLabel[role="figure"] { font-size: ${figure}pt; font-weight: 600; }
QFrame[tone="good"] { background: $good_soft; border: 1px solid $good; border-radius: 6px; }
QFrame[tone="plain"] { background: $surface; border: 1px solid $line; border-radius: 6px; }
QFrame[tone="warn"] { background: $warn_soft; border: 1px solid $warn; border-radius: 6px; }
QFrame[tone="good"] { background: $good_soft; border: 1px solid $good; border-radius: 6px; }
QFrame[tone="bad"] { background: $bad_soft; border: 1px solid $bad; border-radius: 6px; }
QFrame[tone="info"] { background: $accent_soft; border: 1px solid $accent; border-radius: 6px; }
QPushButton { background: $surface; color: $text; border: 1px solid $field_line; border-radius: 5px;
              padding: ${push}px ${pad2}px; min-height: ${line_height}px; }
QPushButton:hover { background: $header; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $accent; padding: ${push_focus}px ${pad2_focus}px; }
QPushButton:disabled { color: $muted; background: $window; border-color: $line; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[primary="true"]:hover { background: $accent_hover; }
QPushButton[primary="true"]:focus { border: 2px solid $text; }
QPushButton[primary="true"]:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton[flat="true"], QPushButton[role="link"] { background: transparent; border-color: transparent; }
QPushButton[role="link"] { color: $accent; padding: 2px 4px; text-align: left; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $accent; }
QPushButton[role="page"] { background: transparent; border: 2px solid transparent; text-align: left;
              padding: ${pad}px ${pad}px; border-radius: 5px; }
QPushButton[role="page"]:hover { background: $line; }
QPushButton[role="page"]:focus { border-color: $accent; }
QPushButton[role="page"]:disabled { color: $muted; }
QPushButton[role="page"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QPushButton[role="filter"]:checked { background: $accent_soft; border-color: $accent; color: $accent; }
QPushButton[role="card"] { border-color: $line; border-radius: 6px; padding: 0; text-align: left; }
QPushButton[role="card"]:hover { background: $section; border-color: $accent; }
QPushButton[role="card"]:focus { border: 2px solid $accent; padding: 0; }
QPushButton[role="card"] QLabel:disabled { color: $field_line; }
QPushButton[role="choice"] { text-align: left; }
QPushButton[role="switcher"] { min-height: 0; border-radius: 6px; }
QPushButton::menu-indicator { width: 0; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
              background: $surface; color: $text; border: 1px solid $field_line; border-radius: 5px;
              padding: ${field_pad}px ${pad}px; min-height: ${line_height}px; selection-background-color: $accent;
              selection-color: $on_accent; placeholder-text-color: $muted; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
              border: 2px solid $accent; padding: ${field_pad_focus}px ${pad_focus}px; }
QLineEdit[invalid="true"], QComboBox[invalid="true"], QPlainTextEdit[invalid="true"] { border-color: $bad; }
QLineEdit:disabled, QComboBox:disabled { color: $muted; background: $window; }
QAbstractItemView QLineEdit { border-radius: 0; padding: 0 4px; min-height: 0; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit { border: 0; padding: 0; min-height: 0; background: transparent; }
QAbstractSpinBox QLineEdit { padding-left: 4px; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: ${mark}px; height: ${mark}px;
              border: 1px solid $muted; background: $surface; }
QCheckBox::indicator, QAbstractItemView::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: ${round}px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $accent; border-color: $accent;
              image: url($check); }
QAbstractItemView::indicator:indeterminate { border-color: $accent; background: qlineargradient(x1: 0, y1: 0, x2: 0, y2: 1,
              stop: 0 $surface, stop: 0.38 $surface, stop: 0.4 $accent, stop: 0.6 $accent, stop: 0.62 $surface, stop: 1 $surface); }
QRadioButton::indicator:checked { border-color: $accent; background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5,
              fx: 0.5, fy: 0.5, stop: 0 $accent, stop: 0.5 $accent, stop: 0.6 $surface, stop: 1 $surface); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $window; }
QPushButton { icon-size: ${mark}px; }
QComboBox::drop-down { border: 0; width: ${arrow2}px; }
QComboBox::down-arrow { image: url($chevron); width: ${arrow}px; height: ${arrow}px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: 0; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; outline: 0;
              selection-background-color: $selection; selection-color: $text; }
QAbstractItemView { background: $surface; alternate-background-color: $section; border: 1px solid $line;
              border-radius: 6px; outline: 0; selection-background-color: $selection; selection-color: $text; }
QTableView::item, QTreeView::item { padding: 0 ${pad}px; border-bottom: 1px solid $line; }
QListView::item { padding: ${field_pad}px ${pad}px; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: $selection; color: $text; }
QListView::item:focus { border: 1px solid $accent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QHeaderView { background: $header; border: 0; }
QHeaderView::section { background: $header; color: $muted; border: 0; border-bottom: 1px solid $line;
              padding: 0 ${head}px; font-weight: 600; }
QTabWidget::pane { border: 0; }
QTabBar { qproperty-drawBase: 0; outline: 0; }
QTabBar::tab { padding: ${pad}px ${pad2}px; border: 0; border-bottom: 2px solid transparent; color: $muted; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:focus { border: 2px solid $accent; }
QScrollArea, QScrollArea > QWidget > QWidget#plain { background: transparent; border: 0; }
QScrollBar:vertical { width: 12px; background: transparent; margin: 2px; }
QScrollBar:horizontal { height: 12px; background: transparent; margin: 2px; }
QScrollBar::handle { background: $field_line; border-radius: 4px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenuBar { background: $surface; border-bottom: 1px solid $line; }
QMenuBar::item { padding: ${field_pad}px ${pad}px; background: transparent; }
QMenuBar::item:selected { background: $accent_soft; border-radius: 4px; }
QStatusBar { background: $surface; border-top: 1px solid $line; }
QStatusBar::item { border: 0; }
QProgressBar { border: 0; border-radius: 3px; background: $line; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { border-radius: 3px; background: $accent; }
""")


class Theme(QObject):
    """The look in force. `changed` tells painted widgets (icons, bars) to take the new colours."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._base_points = 0.0
        self.colours = LIGHT
        self.dark = False
        self.scale = 1.0
        self._choice = ""
        application.styleHints().colorSchemeChanged.connect(self._follow)

    def apply(self, choice: str = "", text_scale: int = 100) -> None:
        """Take "light", "dark" or "" (the system's), with text at `text_scale` percent."""
        self._choice = choice
        self.scale = min(max(text_scale, 100), 200) / 100
        system_dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        self.dark = choice == "dark" or (choice != "light" and system_dark)
        self.colours = DARK if self.dark else LIGHT
        font = QFont(self._application.font())
        font.setPointSizeF(_BODY_POINTS * self.scale)
        self._application.setFont(font)
        self._application.setPalette(_palette(self.colours))
        sheet = self._sheet()
        if sheet != self._application.styleSheet():  # Qt would read it again and give every widget its look anew
            self._application.setStyleSheet(sheet)
        for kind in _OWN_FONTS:
            if QApplication.font(kind) != font:  # type: ignore[call-overload]  # PySide takes text, and says bytes
                self._application.setFont(font, kind)  # type: ignore[arg-type]
        self.changed.emit()

    def _follow(self) -> None:
        if not self._choice:
            self.apply("", round(self.scale * 100))

    def px(self, pixels: float) -> int:
        """A length that grows with the text."""
        return round(pixels * self.scale)

    @property
    def large(self) -> bool:
        """Whether the text is so large that a page has room for less beside each other."""
        return self.scale > _LARGE_TEXT

    @property
    def verdict_points(self) -> float:
        """Size of the words that are read from afar: large already, so the room is for the words."""
        return 15 * (1 + (self.scale - 1) * 0.6)

    def row_height(self) -> int:
        """Height of a table row: 30 px, or what the text needs."""
        return max(self.px(_ROW), QFontMetrics(self._application.font()).height() + GRID)

    def colour(self, name: str) -> QColor:
        """A colour by the name it has in `Colours`."""
        return QColor(getattr(self.colours, name))

    def group_colour(self, number: int) -> QColor:
        """The colour of a conference's role group by its number from 0; after the last one they begin again."""
        colours = _GROUPS_DARK if self.dark else _GROUPS
        return QColor(colours[number % len(colours)])

    def _sheet(self) -> str:
        scale = self.scale
        pad = round(GRID * (1 + (scale - 1) / 2))
        values = {name: getattr(self.colours, name) for name in Colours.__slots__}
        line_height = QFontMetrics(self._application.font()).height()
        return _SHEET.substitute(
            values,
            title=16 * scale,
            verdict=self.verdict_points,
            heading=11.5 * scale,
            figure=18 * scale,
            caption=9 * scale,
            pad=pad - 2,
            head=pad + 1,
            push=5,
            push_focus=4,
            pad2=pad + 6,
            pad_focus=pad - 3,
            pad2_focus=pad + 5,
            field_pad=5,
            field_pad_focus=4,
            line_height=line_height + 2,
            arrow=self.px(12),
            mark=self.px(14),
            round=self.px(14) // 2 + 1,
            arrow2=self.px(24),
            chevron=self._picture("chevron"),
            check=self._picture("check"),
        )

    def _picture(self, name: str) -> str:
        return (paths.resources() / "icons" / f"{name}-{'dark' if self.dark else 'light'}.svg").as_posix()


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for target, name in (
        (role.Window, "window"), (role.WindowText, "text"), (role.Base, "surface"), (role.AlternateBase, "section"),
        (role.Text, "text"), (role.Button, "surface"), (role.ButtonText, "text"), (role.ToolTipBase, "surface"),
        (role.ToolTipText, "text"), (role.PlaceholderText, "muted"), (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"), (role.Link, "accent"), (role.LinkVisited, "accent"),
        (role.Accent, "accent"), (role.Mid, "line"), (role.Dark, "field_line"), (role.Light, "surface"),
    ):  # fmt: skip
        palette.setColor(target, QColor(getattr(colours, name)))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(colours.muted))
    return palette

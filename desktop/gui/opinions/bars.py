"""What a round came to, drawn: for each question a bar of its levels, its mean, and how that changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from desktop.domain.opinion_results import ItemResult, OpinionResults, SectionResult
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.layout import caption, column, empty, holder, label, plain, row
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _
from desktop.wording import opinions as words

_LEAST_INK = 0.14
"""How much of the full colour the lowest level has."""


class LevelBar(QWidget):
    """One bar cut into levels, the lowest at the left and palest; what it shows it also says."""

    def __init__(self, theme: Theme, name: str, counts: Sequence[int], labels: tuple[str, ...]) -> None:
        super().__init__()
        self._theme, self._counts = theme, tuple(counts)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        told = [f"{words.level_name(labels, level)}: {count}" for level, count in enumerate(counts, start=1) if count]
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(told))
        tooltip(self, "\n".join(told))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(150), self._theme.px(14))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        total, left = sum(self._counts), 0.0
        painter.fillRect(self.rect(), self._theme.colour("neutral_soft"))
        for level, count in enumerate(self._counts, start=1):
            wide = self.width() * count / total if total else 0
            area = QRectF(left, 0, wide, self.height())
            painter.fillRect(area, ink(self._theme, level, len(self._counts)))
            if left and count:
                painter.fillRect(QRectF(left, 0, 1, self.height()), self._theme.colour("surface"))
            left += wide


def ink(theme: Theme, level: int, scale: int) -> QColor:
    """The colour of a level: the accent, the stronger the higher."""
    ground, full = theme.colour("surface"), theme.colour("accent")
    share = _LEAST_INK + (1 - _LEAST_INK) * (level - 1) / (scale - 1)
    pairs = ((ground.red(), full.red()), (ground.green(), full.green()), (ground.blue(), full.blue()))
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))


class _Key(QWidget):
    """A square of a level's colour."""

    def __init__(self, theme: Theme, level: int, scale: int) -> None:
        super().__init__()
        self._theme, self._level, self._scale = theme, level, scale
        self.setFixedSize(theme.px(11), theme.px(11))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), ink(self._theme, self._level, self._scale))
        painter.setPen(self._theme.colour("field_line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class ResultsView(QWidget):
    """The results under each other: sections with their questions, who answered, what was written."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("plain")
        self._parts = column(on=self, spacing=GRID)

    def show_results(self, found: OpinionResults | None) -> None:
        """Show these results, or nothing."""
        empty(self._parts)
        if found is None:
            return
        if found.hidden:
            self._parts.addWidget(plain(words.hidden_text() if found.total else _("No answer yet."), role="muted"))
        else:
            self._parts.addWidget(self._legend(found))
            self._parts.addWidget(self._items(found))
            self._add_groups(found)
            self._add_comments(found)
        self._parts.addStretch(1)

    def _legend(self, found: OpinionResults) -> QWidget:
        flow = FlowLayout(spacing=GRID)
        asked = found.round.questionnaire
        for level in range(1, asked.scale + 1):
            name = caption(words.level_name(asked.labels, level), wrap=False)
            flow.addWidget(holder(row(_Key(self._theme, level, asked.scale), name, spacing=4)))
        return holder(flow)

    def _items(self, found: OpinionResults) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        line = 0
        labels = found.round.questionnaire.labels
        for place, section in enumerate(found.sections, start=1):
            line = self._section(grid, line, section, place, labels)
        return holder(grid)

    def _section(
        self, grid: QGridLayout, line: int, section: SectionResult, place: int, labels: tuple[str, ...]
    ) -> int:
        title = label(words.section_title(section.title, place), "field", wrap=True)
        grid.addWidget(title, line, 0, 1, 2)
        self._numbers(grid, line, section, section.band)
        for item in section.items:
            line += 1
            grid.addWidget(label(item.text, wrap=True), line, 0)
            grid.addWidget(LevelBar(self._theme, item.text, item.counts, labels), line, 1)
            self._numbers(grid, line, item)
        return line + 1

    def _numbers(self, grid: QGridLayout, line: int, of: ItemResult | SectionResult, band: str = "") -> None:
        mean = label(words.mean_text(of.mean), "field" if isinstance(of, SectionResult) else "")
        tooltip(mean, band)
        beside = label(words.change_text(of.mean, of.before) or band, "muted")
        for column_place, each in ((2, mean), (3, beside)):
            each.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(each, line, column_place)

    def _add_groups(self, found: OpinionResults) -> None:
        if not found.groups:
            return
        self._parts.addWidget(label(_("By who answers"), "field"))
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for line, each in enumerate(found.groups):
            mean = words.mean_text(each.mean) if each.mean is not None else _("too few to be told")
            grid.addWidget(label(words.group_name(each.name), wrap=True), line, 0)
            grid.addWidget(label(words.answers_text(each.answers), "muted"), line, 1)
            grid.addWidget(label(mean), line, 2)
        self._parts.addWidget(holder(grid))

    def _add_comments(self, found: OpinionResults) -> None:
        for comment in found.comments:
            if not comment.texts:
                continue
            self._parts.addWidget(label(f"{comment.question} ({comment.total})", "field", wrap=True))
            for text, count in comment.texts:
                self._parts.addWidget(_comment(text, count))


def _comment(text: str, count: int) -> QLabel:
    return plain(f"• {text} (×{count})" if count > 1 else f"• {text}", selectable=True)

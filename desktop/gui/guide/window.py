"""The user guide: contents and search at the left, the chapter at the right, back and forward over it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QWidget

from desktop import i18n, paths
from desktop.domain.guide import SPLIT_AT, Found, Guide, Topic
from desktop.gui import icons
from desktop.gui.guide.chapter_text import ChapterText
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.layout import STRETCH, button, column, grow, holder, muted, row, search_field, splitter
from desktop.gui.widgets.message_box import MessageBox
from desktop.i18n import _, ngettext

_SIZE = QSize(1060, 720)
_CONTENTS = 270
_PLACE = Qt.ItemDataRole.UserRole
_OUTSIDE = {"http", "https", "mailto"}

Place = tuple[int, int]
"""A chapter, and the part of it that is at the top."""


class GuideWindow(QWidget):
    """Stays beside the program: what is read here is done there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("User guide — Tập Huấn"))
        self._theme = theme
        folder = paths.guide()
        self.guide = Guide(_files(folder))
        self._past: list[Place] = []
        self._to_come: list[Place] = []
        self._now: Place = (-1, 0)
        self.text = ChapterText(theme, folder)
        self.text.setAccessibleName(_("Chapter of the guide"))
        self.text.anchorClicked.connect(self._follow)
        self._make_contents()
        self._arrange()
        self._list_chapters()

    def _make_contents(self) -> None:
        self.search = search_field(self._theme, _("Find in the guide"), _("Find in the guide"), self._find)
        self.search.returnPressed.connect(self._open_found)
        self.contents = QListWidget()
        self.contents.setAccessibleName(_("Contents"))
        self.contents.setWordWrap(True)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.contents.itemActivated.connect(self._open_item)
        self.contents.itemClicked.connect(self._open_item)
        self.found = muted()
        self.found.hide()

    def _arrange(self) -> None:
        theme = self._theme
        self.back = button("", self.go_back, icon=icons.icon(theme, "arrow-left"), spoken=_("Back"), tip=_("Back"))
        self.forward = button(
            "", self.go_forward, icon=icons.icon(theme, "arrow-right"), spoken=_("Forward"), tip=_("Forward")
        )
        tools = row(self.back, self.forward, STRETCH)
        left = holder(column(self.search, self.found, grow(self.contents)))
        wide = round(_CONTENTS * (1 + (theme.scale - 1) * 0.2))  # the chapter needs the room more
        left.setMinimumWidth(wide - 4 * GRID)
        right = holder(column(tools, grow(self.text)))
        panes = splitter(left, right)
        panes.setStretchFactor(1, 1)
        column(panes, on=self, margins=GRID + 4)
        room = self.screen().availableSize() - QSize(24, 48)
        self.resize((_SIZE * theme.scale).boundedTo(room))
        panes.setSizes([wide, self.width() - wide])
        for keys, slot in (
            (QKeySequence.StandardKey.Back, self.go_back),
            (QKeySequence.StandardKey.Forward, self.go_forward),
            (QKeySequence.StandardKey.Find, self.go_find),
        ):
            QShortcut(QKeySequence(keys), self, slot)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search, self._to_list)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)

    # -- where one is ---------------------------------------------------------------------------------------------

    def open_at(self, anchor: str) -> None:
        """Show the chapter of this place; of one that is nowhere the guide's beginning."""
        self.search.clear()
        self._go(self._place(anchor) or (0, 0))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self, anchor: str) -> Place | None:
        try:
            return self.guide.place(anchor)
        except KeyError:
            return None

    def _go(self, place: Place, *, kept: bool = True) -> None:
        if not self.guide.chapters:
            return
        if kept and self._now[0] >= 0 and place != self._now:
            self._past.append(self._now)
            self._to_come.clear()
        chapter, piece = place
        if chapter != self._now[0]:
            self.text.show_chapter(self.guide.chapters[chapter])
        self._now = place
        self.text.go_to(piece)
        self.text.mark(self.search.text(), piece) if self.search.text() else self.text.setExtraSelections([])
        if not self.search.text():
            self.contents.setCurrentRow(chapter)
        self.back.setEnabled(bool(self._past))
        self.forward.setEnabled(bool(self._to_come))

    def go_back(self) -> None:
        """To the place before this one."""
        if self._past:
            self._to_come.append(self._now)
            self._go(self._past.pop(), kept=False)

    def go_forward(self) -> None:
        """To the place from which one went back."""
        if self._to_come:
            self._past.append(self._now)
            self._go(self._to_come.pop(), kept=False)

    def _follow(self, url: QUrl) -> None:
        """A link: to a place or a file of the guide, or out of it once that was asked."""
        if url.scheme() in _OUTSIDE:
            self._ask_to_leave(url)
            return
        name = PurePosixPath(url.path()).name
        chapter = self.guide.first_of(name.split(".")[0]) if name else None
        place = self._place(url.fragment()) or ((chapter, 0) if chapter is not None else None)
        if place is not None:
            self._go(place)

    def _ask_to_leave(self, url: QUrl) -> None:
        box = MessageBox(
            _("Open outside of the program"), _("Open this address in the browser?"), url.toDisplayString(), parent=self
        )
        yes = box.addButton(_("Open"), MessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(_("Cancel"), MessageBox.ButtonRole.RejectRole))
        box.exec()
        if box.clickedButton() is yes:
            QDesktopServices.openUrl(url)

    # -- contents and search --------------------------------------------------------------------------------------

    def go_find(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _list_chapters(self) -> None:
        self.contents.clear()
        for number, chapter in enumerate(self.guide.chapters):
            self._add("    " * chapter.depth + chapter.title, (number, 0))
        self.contents.setCurrentRow(self._now[0])

    def _add(self, words: str, place: Place) -> None:
        item = QListWidgetItem(words, self.contents)
        item.setData(_PLACE, place)

    def _find(self, text: str) -> None:
        hits = self.guide.find(text)
        self.found.setVisible(bool(text.strip()))
        if not text.strip():
            self._list_chapters()
            self.text.setExtraSelections([])
            return
        self.contents.clear()
        for hit in hits:
            self._add(self._named(hit), (hit.chapter, hit.piece))
        self.contents.setCurrentRow(0)
        self.found.setText(
            ngettext("{count} place", "{count} places", len(hits)).format(count=len(hits))
            if hits
            else _("Found nowhere.")
        )

    def _named(self, hit: Found) -> str:
        chapter = self.guide.chapters[hit.chapter]
        return hit.title if hit.title == chapter.title else f"{chapter.title} › {hit.title}"

    def _open_item(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            chapter, piece = item.data(_PLACE)
            self._go((chapter, piece))

    def _open_found(self) -> None:
        self._open_item(self.contents.currentItem())

    def _to_list(self) -> None:
        if self.contents.count():
            self.contents.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc drops what is looked for, then leaves."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.search.text():
            self.search.clear()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self in _opened:
            _opened.remove(self)
        super().closeEvent(event)


_opened: list[GuideWindow] = []
"""The guide's window while it is open: nothing else holds it, for no dialog is to be in front of it."""


def open_guide(theme: Theme, anchor: str = Topic.START) -> GuideWindow:
    """Show the guide at a place, in the window that is open already if there is one.

    It belongs to no other window, so that it can be read while a dialog is open; only before one that stops the whole
    program it belongs to that one.
    """
    modal = QApplication.activeModalWidget()
    stopped = modal is not None and modal.windowModality() is Qt.WindowModality.ApplicationModal
    shown = _opened[-1] if _opened else None
    if shown is not None and stopped and shown.parentWidget() is not modal:
        shown.close()
        shown = None
    if shown is None:
        shown = GuideWindow(theme, modal if stopped else None)
        _opened.append(shown)
    shown.open_at(anchor)
    shown.show()
    shown.raise_()
    shown.activateWindow()
    return shown


def close_guide() -> None:
    """The program's window is left: the guide goes with it."""
    for each in list(_opened):
        each.close()


def _files(folder: Path) -> dict[str, str]:
    """The guide's files in the language in force; one that is written in another language only in that."""
    found = {}
    for name in SPLIT_AT:
        for file in (folder / f"{name}.{i18n.language()}.md", folder / f"{name}.md"):
            if file.is_file():
                found[name] = file.read_text(encoding="utf-8")
                break
    return found

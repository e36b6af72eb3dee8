"""The office's emblem and the background of badges: chosen from files, for every conference or for this one."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QLabel

from desktop.domain.areas import Area
from desktop.domain.pictures import Picture, PictureKind
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.layout import STRETCH, button, caption, card, column, field_name, grow, muted, row, scroll
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _
from desktop.papers import pictures as files
from desktop.services import pictures
from desktop.services.opening import Transaction

_WORK = "pictures.taken"
_FOLDER = "pictures.folder"
_WIDE, _HIGH = 210, 110


class PicturesDialog(Dialog):
    """Four places: emblem and background, each for the office and for this conference alone. All changes are undoable."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Emblem and pictures"), size=(760, 560))
        self._conference = context.conference
        words = _(
            "Kept with the data, so that they go wherever it goes. PNG, JPEG or SVG; the file itself is not needed any more."
        )
        owners: list[tuple[str, uuid.UUID | None]] = [(_("The office's"), None)]
        if self._conference is not None:
            owners.append((_("Only this conference's"), self._conference.id))
        names = {
            PictureKind.EMBLEM: _("Emblem or logo, on badges and certificates"),
            PictureKind.BACKGROUND: _("Background of badges"),
        }
        self.places = {
            (kind, owner): _Place(self, kind, owner, name, whose)
            for kind, name in names.items()
            for whose, owner in owners
        }
        grid = QGridLayout()
        grid.setSpacing(GRID)
        for down, kind in enumerate(names):
            grid.addWidget(field_name(names[kind]), 2 * down, 0, 1, -1)
            for across, (_whose, owner) in enumerate(owners):
                grid.addWidget(self.places[kind, owner], 2 * down + 1, across)
        foot, _close = self.buttons()
        inside = column(muted(words), grid, STRETCH, margins=(2, 0, GRID, 2))
        self.lay_out(self.banner, grow(scroll(inside, sideways=False)), foot)
        self.follow(Area.DOCUMENTS)

    def reload(self) -> None:
        """Read what is kept."""
        conference = self._conference.id if self._conference is not None else None
        self.read_record(lambda tx: pictures.kept(tx, conference), self._show)

    def _show(self, found: Sequence[Picture]) -> None:
        kept = {(each.kind, each.conference_id): each for each in found}
        for key, place in self.places.items():
            place.show_picture(kept.get(key))

    def choose(self, kind: PictureKind, owner: uuid.UUID | None, version: int) -> None:
        """Ask for a file and take it."""
        start = self.context.remembered(_FOLDER)
        chosen, _filter = QFileDialog.getOpenFileName(
            self,
            _("Choose a picture"),
            start if isinstance(start, str) else str(Path.home()),
            _("Pictures (*.png *.jpg *.jpeg *.svg);;All files (*)"),
        )
        if chosen:
            self.context.remember(_FOLDER, str(Path(chosen).parent))
            self.take(Path(chosen), kind, owner, version)

    def take(self, path: Path, kind: PictureKind, owner: uuid.UUID | None, version: int = 0) -> None:
        """Make the file's picture safe, beside the window, and keep it."""
        self.banner.tell("")

        def keep(png: bytes) -> None:
            def work(tx: Transaction) -> None:
                pictures.put(tx, kind, path.name, png, conference_id=owner, version=version)

            if not self.gone:
                self.context.operations.write(work, failed=self.refuse)

        self.context.operations.plain(
            _WORK,
            lambda _progress, _cancelled: files.taken(path, kind),
            keep,
            self.refuse,
            title=_("Reading the picture"),
        )

    def clear(self, kind: PictureKind, owner: uuid.UUID | None) -> None:
        """Let go of a picture."""

        def work(tx: Transaction) -> bool:
            return pictures.clear(tx, kind, conference_id=owner)

        self.context.operations.write(work, failed=self.refuse)

    def done(self, result: int) -> None:
        """Leave; a picture that is still being read is dropped."""
        self.context.operations.forget(_WORK)
        super().done(result)


class _Place(QFrame):
    """One picture, with what can be done to it."""

    def __init__(
        self, dialog: PicturesDialog, kind: PictureKind, owner: uuid.UUID | None, name: str, whose: str
    ) -> None:
        super().__init__()
        self._version = 0
        spoken = f"{name} – {whose}"
        self._size = QSize(dialog.context.theme.px(_WIDE), dialog.context.theme.px(_HIGH))
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.picture.setFixedHeight(self._size.height())
        self.picture.setAccessibleName(spoken)
        self.name = caption(wrap=False)
        self.choose = button(_("Choose…"), lambda: dialog.choose(kind, owner, self._version))
        self.clear = button(_("Remove"), lambda: dialog.clear(kind, owner))
        for each in (self.choose, self.clear):
            each.setAccessibleName(f"{each.text()} {spoken}")
        buttons = row(self.choose, self.clear, grow(self.name))
        column(card(column(muted(whose), self.picture, buttons, margins=GRID)), on=self)
        self.show_picture(None)

    def show_picture(self, kept: Picture | None) -> None:
        """Show what is kept here; None for nothing."""
        self._version = kept.version if kept is not None else 0
        self.clear.setEnabled(kept is not None)
        name, middle = kept.name if kept is not None else "", Qt.TextElideMode.ElideMiddle
        self.name.setText(self.name.fontMetrics().elidedText(name, middle, self._size.width() // 2))
        tooltip(self.name, name)
        if kept is None:
            self.picture.setPixmap(QPixmap())
            self.picture.setText(_("None"))
            return
        shown = QPixmap()
        shown.loadFromData(QByteArray(base64.b64decode(kept.data)))
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self.picture.setPixmap(shown.scaled(self._size, keep, smooth))


def open_pictures(context: Context) -> PicturesDialog:
    """Show the office's and this conference's pictures."""
    dialog = PicturesDialog(context)
    dialog.open()
    return dialog

"""Pictures kept of signed sheets: a line for each page, the page itself beside."""

from __future__ import annotations

import uuid

from desktop.domain.areas import Area
from desktop.domain.attendance_sheet import SignatureColumn
from desktop.domain.guide import Topic
from desktop.gui.context import Context
from desktop.gui.scanned_sheets.page_view import PageView
from desktop.gui.scanned_sheets.pictures import decoded
from desktop.gui.theme import GRID
from desktop.gui.widgets.layout import check_box, grow, splitter
from desktop.gui.widgets.list_dialog import ListDialog, list_of
from desktop.i18n import _
from desktop.services import sheet_pictures, sheets
from desktop.services.opening import Transaction
from desktop.services.sheet_pictures import KeptPicture
from desktop.wording.formats import desk_text, moment_text
from desktop.wording.signed_sheets import page_of_sheet


class KeptPictures(ListDialog[KeptPicture]):
    """The pictures of one sheet, or of all."""

    guide = Topic.SIGNED_SHEETS

    def __init__(self, context: Context, number: int | None = None) -> None:
        headings = [_("Page"), _("Read"), _("File")]
        super().__init__(
            context,
            _("Pictures of signed sheets"),
            list_of(context.theme, _("Pictures of signed sheets"), headings, stretch=2),
            size=(1100, 660),
            empty=_("No picture is kept: tick “Keep the pictures” when you write the pages that were read."),
        )
        self._number = number
        self._columns: dict[int, tuple[SignatureColumn, ...]] = {}
        self._shown: uuid.UUID | None = None
        self.page = PageView(context.theme)
        self.close_up = check_box(_("Close &up"))
        self.close_up.toggled.connect(self.page.look_closely)
        theme = context.theme
        self.panes = splitter(self.list, self.page, handle=GRID, sizes=(theme.px(480), theme.px(560)))
        foot, _close = self.buttons(leave=_("Close"))
        foot.insertWidget(0, self.close_up)
        self.lay_out(self.empty, grow(self.panes), foot)
        self.follow(Area.SHEETS)

    def reload(self) -> None:
        """Read which are kept."""
        conference = self.context.conference_id

        def work(tx: Transaction) -> tuple[list[KeptPicture], dict[int, tuple[SignatureColumn, ...]]]:
            columns = {each.number: each.columns for each in sheets.list_printed(tx, conference)}
            return sheet_pictures.kept(tx, conference), columns

        self.read_record(work, self._take)

    def _take(self, read: tuple[list[KeptPicture], dict[int, tuple[SignatureColumn, ...]]]) -> None:
        found, self._columns = read
        self._shown = None  # a picture on its way was let go of for this reading
        self.show_rows([each for each in found if self._number in (None, each.number)])

    def texts(self, row: KeptPicture) -> list[str]:
        columns = self._columns.get(row.number, ())
        column = columns[row.column] if row.column is not None and row.column < len(columns) else None
        return [page_of_sheet(row.number, row.page, column), f"{moment_text(row.at)}, {desk_text(row.desk)}", row.file]

    def keep_place(self, before: KeptPicture | None, place: int) -> int:
        return next((n for n, each in enumerate(self.rows) if before and each.id == before.id), place)

    def offer(self) -> None:
        row = self.current()
        self.panes.setVisible(bool(self.rows))
        self.close_up.setVisible(bool(self.rows))
        key = row.id if row is not None else None
        if key == self._shown:
            return
        self._shown = key
        self.page.show_page(None, None)
        if key is not None:
            self.read_once(lambda tx: sheet_pictures.picture(tx, key), self._show)

    def _show(self, jpeg: bytes) -> None:
        if not self.gone:
            self.page.show_page(decoded(jpeg), None)

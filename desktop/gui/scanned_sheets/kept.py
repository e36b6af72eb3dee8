"""Pictures kept of signed sheets: a line for each page, the page itself beside."""

from __future__ import annotations

import uuid

from desktop.domain.areas import Area
from desktop.domain.guide import Topic
from desktop.gui.context import Context
from desktop.gui.scanned_sheets.page_view import PageView
from desktop.gui.scanned_sheets.pictures import decoded
from desktop.gui.theme import GRID
from desktop.gui.widgets.layout import check_box, grow, splitter
from desktop.gui.widgets.list_dialog import ListDialog, list_of
from desktop.i18n import _
from desktop.services import sheet_pictures
from desktop.services.sheet_pictures import KeptPicture
from desktop.wording.formats import desk_text, moment_text


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
        self.read_record(lambda tx: sheet_pictures.kept(tx, conference), self._take)

    def _take(self, found: list[KeptPicture]) -> None:
        self._shown = None  # a picture on its way was let go of for this reading
        self.show_rows([each for each in found if self._number in (None, each.number)])

    def texts(self, row: KeptPicture) -> list[str]:
        where = _("no. {sheet}, page {page}").format(sheet=row.number, page=row.page)
        return [where, f"{moment_text(row.at)}, {desk_text(row.desk)}", row.file]

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

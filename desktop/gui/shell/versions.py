"""What is new in this version, and whether there is a newer one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QTextBrowser

from desktop import __version__, i18n
from desktop.domain import releases as versions
from desktop.domain.guide import Topic
from desktop.domain.releases import FileState, Newness
from desktop.gui.feedback import open_file
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.layout import grow, heading, label
from desktop.i18n import _
from desktop.services import releases
from desktop.wording import releases as words

if TYPE_CHECKING:
    from desktop.domain.progress import IsCancelled, Progress
    from desktop.gui.context import Context
    from desktop.services.releases import Found

_SIZE = (640, 520)
_WIDTH = 400


def offer_news(context: Context, before: str) -> None:
    """Offer in the banner what is new since the version `before`, if that was an older one."""
    try:
        newer = versions.newness(__version__, before) is Newness.NEWER
    except ValueError:
        return
    if newer and releases.news(i18n.language(), before):
        context.feedback.offer(
            words.new_text(__version__), _("What is new"), lambda: NewsDialog(context, before).open()
        )


class NewsDialog(Dialog):
    """What the changelog tells, to be read."""

    guide = Topic.VERSIONS

    def __init__(self, context: Context, since: str = "0") -> None:
        super().__init__(context, _("What is new"), size=_SIZE)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(_("What is new"))
        self.text.setMarkdown(releases.news(i18n.language(), since) or _("Nothing is told of this version."))
        foot, close = self.buttons()
        close.setDefault(True)
        self.lay_out(heading(words.program_text(__version__)), grow(self.text), foot, margins=WIDE, spacing=GRID * 2)


class FoundDialog(Dialog):
    """A newer version, and where its file lies once its checksum is right."""

    guide = Topic.VERSIONS

    def __init__(self, context: Context, found: Found) -> None:
        super().__init__(context, _("Check for a newer version"))
        self.found = found
        told = [
            words.newness_text(found.release, found.newness, __version__),
            words.state_text(found.state, found.name, releases.edition()),
        ]
        self.words = label("\n\n".join(told), wrap=True, selectable=True)
        self.words.setMinimumWidth(context.theme.px(_WIDTH))
        if found.state is FileState.WHOLE:
            foot, filled = self.buttons(accept=_("Open its folder"), slot=self._open, leave=_("Close"))
            filled.setFocus()
        else:
            foot, _filled = self.buttons()
        self.lay_out(heading(_("There is a newer version")), self.words, foot, margins=WIDE, spacing=GRID * 2)

    def _open(self) -> None:
        assert self.found.file is not None
        open_file(self.found.file.parent)
        self.accept()


def show_news(context: Context) -> NewsDialog:
    """What is new in this version, and was in those before."""
    dialog = NewsDialog(context)
    dialog.open()
    return dialog


def check(context: Context) -> None:
    """Look where the office puts newer versions: open the page, or read what the folder tells."""
    place = context.settings.update_place
    if not place:
        context.feedback.offer(words.SENTENCES["release.no_place"](), _("Settings"), lambda: context.run("preferences"))
    elif releases.is_page(place):
        QDesktopServices.openUrl(QUrl(place))
        context.feedback.say(_("Opened {page} in the browser.").format(page=place))
    else:

        def work(progress: Progress, cancelled: IsCancelled) -> Found:
            return releases.look(place, progress=progress, cancelled=cancelled)

        title = _("Looking for a newer version")
        context.operations.plain("release", work, lambda found: _tell(context, found), title=title)


def _tell(context: Context, found: Found) -> None:
    if found.newness is Newness.NEWER:
        FoundDialog(context, found).open()
    else:
        context.feedback.say(words.newness_text(found.release, found.newness, __version__))

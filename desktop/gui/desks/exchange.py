"""What desks that see no common server recorded: written to a file here, taken in from files there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QTreeWidget, QTreeWidgetItem

from desktop import wording
from desktop.domain.backups import Reason
from desktop.domain.errors import AppError
from desktop.domain.guide import Topic
from desktop.domain.merging import MergeReport
from desktop.domain.names import fold
from desktop.gui.context import Context
from desktop.gui.encryption.unlock import unlock
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.layout import button, field_name, grow, heading, muted
from desktop.gui.widgets.list_dialog import list_of
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _, ngettext
from desktop.services.desks import files, merging
from desktop.services.desks.bundles import Bundle
from desktop.services.passphrases import LOCKED
from desktop.wording import attendance
from desktop.wording import desks as words
from desktop.wording.formats import code_text, dotted

SUFFIX = ".desk"


def export_desk(context: Context) -> None:
    """Write what this desk knows of the open conference to a file for another desk."""
    desk = context.operations.database.desk
    name = re.sub(r"[^a-z0-9]+", "-", fold(desk)).strip("-") or "1"
    suggested = Path.home() / f"so-ban-{name}-{dt.datetime.now():%Y%m%d-%H%M}{SUFFIX}"
    chosen, _kind = QFileDialog.getSaveFileName(context.window, _("Save this desk's book"), str(suggested), _kinds())
    if not chosen:
        return
    target = Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(SUFFIX)
    conference = context.conference_id

    def done(counts: dict[str, int]) -> None:
        marks = counts["attendance_mark"]
        sentence = ngettext(
            "Saved {file} with {count} mark: merge it at the other desk.",
            "Saved {file} with {count} marks: merge it at the other desk.",
            marks,
        )
        context.feedback.say(sentence.format(file=target.name, count=marks))

    context.operations.write(
        lambda tx: files.export_file(tx, target, [conference]), done=done, title=_("Writing this desk's book…")
    )


def merge_desks(context: Context) -> MergeDialog | None:
    """Ask for the files that other desks wrote, and take them in."""
    dialog = MergeDialog(context)
    chosen = dialog.ask_for_files()
    if not chosen:
        dialog.deleteLater()
        return None
    dialog.open()
    dialog.merge(chosen)
    return dialog


class MergeDialog(Dialog):
    """Files are taken in one after the other, each whole or not at all; what came of each stands in its row."""

    guide = Topic.DESKS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Merge desk books"), size=(820, 520))
        self.waiting = 0
        """How many files are still to be taken in."""
        self._marks = self._people = self._refused = 0
        self._doubts = 0
        self._why = ""
        """Why the last file that was refused was."""
        what = muted(
            _("Marks and people recorded at other desks are added. Nothing is removed, and no file counts twice.")
        )
        self.banner.close_button.hide()
        self.list = self._list(_("Files merged"), [_("File"), _("Outcome")])
        self.notes = self._list(_("To review"), [_("Who"), _("What")])
        self._notes_heading = field_name(_("To review"))
        self.more = button(_("Merge &more files…"), lambda: self.merge(self.ask_for_files()))
        self.look = button(_("Open “to &review”"), self._open_review)
        lists = (grow(self.list, 2), self._notes_heading, grow(self.notes, 3))
        foot = self.buttons(self.more, self.look)[0]
        self.lay_out(heading(_("Merge desk books")), what, self.banner, *lists, foot, margins=WIDE)
        for later in (self._notes_heading, self.notes, self.look):
            later.hide()

    def _list(self, name: str, headings: list[str]) -> QTreeWidget:
        view = list_of(self.context.theme, name, headings, widths={0: 240})
        view.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
        return view

    def ask_for_files(self) -> list[Path]:
        """The files chosen, none when the user left."""
        start = str(Path.home())
        names, _kind = QFileDialog.getOpenFileNames(self, _("Choose the desks' books"), start, _kinds())
        return [Path(name) for name in names]

    def merge(self, chosen: Sequence[Path]) -> None:
        """Take in files, in the order of their names."""
        for file in sorted(chosen):
            item = QTreeWidgetItem(self.list, [file.name, _("waiting…")])
            tooltip(item, str(file))
            self.waiting += 1
            self._take(file, item)

    def _take(self, file: Path, item: QTreeWidgetItem) -> None:
        """Read a file beside the window, then add what it holds in one go."""
        operations = self.context.operations
        adding_only = operations.database.role != "organizer"

        def failed(error: Exception) -> bool:
            if isinstance(error, AppError) and error.code in LOCKED and unlock(self.context.theme, error, self):
                self._take(file, item)
                return True
            return self._failed(item, error)

        def add(bundle: Bundle) -> None:
            operations.write(
                lambda tx: merging.merge(tx, bundle, adding_only=adding_only),
                done=lambda report: self._merged(item, report),
                failed=failed,
                title=_("Merging {file}…").format(file=file.name),
                backup=Reason.MERGE,
            )

        operations.plain(f"desk.merge {file}", lambda _progress, cancelled: files.read(file, cancelled), add, failed)

    def _merged(self, item: QTreeWidgetItem, report: MergeReport) -> None:
        self._marks += report.new_marks
        self._people += report.new_people
        self._doubts += len(report.doubts)
        self._say_outcome(item, words.merged(report))
        for doubt in report.doubts:
            what = _("{session}: {doubt}").format(session=doubt.session, doubt=attendance.doubt(doubt.doubt))
            self._note(dotted(doubt.full_name, doubt.unit), what)
        for each in report.recoded:
            code = code_text(each.after)
            self._note(each.full_name, _("has the new code {code}: print the badge again").format(code=code))
        for line in (*words.odd_clocks(report), *words.left_out(report)):
            self._note(item.text(0), line)
        self._settle()

    def _failed(self, item: QTreeWidgetItem, error: Exception) -> bool:
        self._refused += 1
        known = isinstance(error, AppError)
        self._why = wording.error(error) if isinstance(error, AppError) else _("not merged")
        self._say_outcome(item, self._why)
        self._settle()
        return known

    def _say_outcome(self, item: QTreeWidgetItem, words: str) -> None:
        item.setText(1, words)
        tooltip(item, words, 1)

    def _note(self, who: str, what: str) -> None:
        item = QTreeWidgetItem(self.notes, [who, what])
        tooltip(item, who)
        tooltip(item, what, 1)
        self._notes_heading.show()
        self.notes.show()

    def _settle(self) -> None:
        """After a file: when it was the last, say what came of them all."""
        self.waiting -= 1
        if self.waiting:
            return
        self._count_cases()
        tone = "bad" if self._refused and not (self._marks or self._people) else "warn" if self._refused else "good"
        parts = [
            ngettext("{count} new mark", "{count} new marks", self._marks).format(count=self._marks),
            ngettext("{count} new attendee", "{count} new attendees", self._people).format(count=self._people),
        ]
        if self._doubts:
            parts.append(ngettext("{count} to review", "{count} to review", self._doubts).format(count=self._doubts))
        if self._refused:
            refused = ngettext("{count} file was not merged", "{count} files were not merged", self._refused)
            parts.append(refused.format(count=self._refused))
        self.banner.tell("\n".join(filter(None, [" · ".join(parts), self._why])), tone)

    def _count_cases(self) -> None:
        """Newcomers may be on the list already, or of a unit that nobody here knows."""
        conference, role = self.context.conference, self.context.operations.database.role
        self.look.setVisible(self._doubts > 0)
        if conference is None:
            return
        key = conference.id

        review = self.context.review
        self.read_once(lambda tx: len(review.cases(tx, key, role)), lambda count: self.look.setVisible(count > 0))

    def _open_review(self) -> None:
        self.accept()
        self.context.run("review")

    def reject(self) -> None:
        """Leave once every file was taken in or refused."""
        if not self.waiting:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.waiting:
            event.ignore()
        else:
            super().closeEvent(event)


def _kinds() -> str:
    books = _("Desk books ({pattern})").format(pattern=f"*{SUFFIX} *.json *.db")
    return ";;".join([books, _("All files ({pattern})").format(pattern="*")])

"""Who issues and signs the papers: once for the office, and where a conference differs; the frame shown as it is typed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QTabWidget, QVBoxLayout

from desktop.domain.documents.frame import SIGNER, Letterhead, in_force
from desktop.domain.errors import AppError
from desktop.domain.guide import Topic
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog_parts import resize_within
from desktop.gui.widgets.form import Form, FormDialog, line, note
from desktop.gui.widgets.layout import STRETCH, column, grow, holder, muted, row, scroll
from desktop.i18n import _
from desktop.papers import frame_preview
from desktop.papers.printing import PdfPreview
from desktop.services import conferences
from desktop.services import letterhead as frame
from desktop.services.conferences import LETTERHEAD
from desktop.services.opening import Transaction
from desktop.wording import error as error_words

_WAIT = 150
_PREVIEW = "letterhead.preview"
_LONGEST, _LONGEST_SYMBOL = 255, 60
_LARGE_TEXT = 1.3
"""From this magnification on two fields have no room side by side."""


class LetterheadDialog(FormDialog):
    """Two tabs of the same fields: this conference's show the office's grey where they are empty."""

    guide = Topic.PAPERS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Letterhead and signer"), _("Save"))
        self.loaded = False
        """Whether the office's texts have come."""
        self.pdf = b""
        self._asked = False
        self._version = 0
        self._office_before: dict[str, str] = {}
        self._conference = context.conference
        columns = 1 if context.theme.scale > _LARGE_TEXT else 2
        self.of_office, self.of_conference = _Fields(self, columns), _Fields(self, columns)
        self.preview = PdfPreview()
        self.preview.setAccessibleName(_("The frame as it will be printed"))
        self._make_tabs()
        self._arrange()
        self._wait = QTimer(self, singleShot=True, interval=_WAIT)
        self._wait.timeout.connect(self._show)
        for fields in (self.of_office, self.of_conference):
            fields.changed.connect(self._typed)
        self.tabs.currentChanged.connect(self._turn)
        self._take_form()
        self.save_button.setEnabled(False)
        self.read_once(frame.office, self._take_office)

    def _make_tabs(self) -> None:
        self.tabs = QTabWidget()
        self._add_tab(
            self.of_office,
            _("The office's"),
            _("On all papers, of every conference that has nothing of its own. Typed once."),
        )
        if self._conference is not None:
            self._add_tab(
                self.of_conference,
                _("Only this conference's"),
                _("Only where this conference differs: what stays empty is taken from the office, shown in grey."),
            )
            self.of_conference.show({name: str(getattr(self._conference, name)) for name in LETTERHEAD})
        else:
            self.of_conference.form.setParent(self)
            self.of_conference.form.hide()

    def _arrange(self) -> None:
        self.area.hide()
        left = holder(column(self.tabs))
        left.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        sides = row(grow(left, 11), grow(self.preview, 9), spacing=GRID * 2)
        outer.insertLayout(outer.indexOf(self.area), sides, 1)

    def _add_tab(self, fields: _Fields, title: str, words: str) -> None:
        inside = column(muted(words), fields.form, STRETCH, margins=(2, GRID, GRID, 2))
        self.tabs.addTab(scroll(inside, sideways=False), title)

    def fit(self) -> None:
        """Wide enough for the fields and the paper beside them."""
        room = QGuiApplication.primaryScreen().availableGeometry()
        resize_within(self, self.context.theme, min(1180, room.width()), 700)

    def _take_form(self) -> None:
        """Errors stand beside the fields of the tab that is shown."""
        self.form = (self.of_conference if self._conference and self.tabs.currentIndex() else self.of_office).form

    def _turn(self) -> None:
        self._take_form()
        if self.loaded:
            self._show()

    # -- what is typed --------------------------------------------------------------------------------------------

    def _take_office(self, found: tuple[int, dict[str, str]]) -> None:
        self._version, self._office_before = found
        self.of_office.show(self._office_before)
        self.loaded = True
        self.save_button.setEnabled(True)
        has_office = any(self._office_before.values())
        own = self._conference is not None and any(self.of_conference.texts().values())
        if self._conference is not None and (own or has_office):
            self.tabs.setCurrentIndex(1)
        first = self.of_conference if self.tabs.currentIndex() else self.of_office
        first.fields["superior_body"].setFocus()
        self._typed()
        self._show()

    def _typed(self) -> None:
        office, own = self.of_office.texts(), self.of_conference.texts()
        self._asked = False
        signs = any(own[name].strip() for name in SIGNER)
        # A signer is taken whole: once the conference names one, nothing grey of the office's signer stays.
        self.of_conference.suggest({name: "" if signs and name in SIGNER else office[name] for name in LETTERHEAD})
        self._wait.start()

    def letterhead(self) -> Letterhead:
        """The frame as typed: the office's, or with this conference's texts over it where its tab is shown."""
        office = self.of_office.texts()
        conference = self._conference
        if conference is None or self.tabs.currentIndex() == 0:
            return Letterhead(date=conference.starts_on if conference else None, **office)
        return Letterhead(date=conference.starts_on, **in_force(self.of_conference.texts(), office))

    def _show(self) -> None:
        self._wait.stop()
        letterhead = self.letterhead()
        self.context.operations.plain(
            _PREVIEW, lambda _progress, _cancelled: frame_preview.pdf(letterhead), self._shown, self._not_shown
        )

    def _shown(self, pdf: bytes) -> None:
        self.pdf = pdf
        if not self._asked:
            self.banner.tell("")
        self.preview.set_pdf(pdf)

    def _not_shown(self, problem: Exception) -> bool:
        """The office's own template of the frame fails: typing goes on."""
        if not isinstance(problem, AppError):
            return False
        self.banner.tell(error_words(problem), "warn")
        return True

    # -- keeping --------------------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Keep what was changed, of the office and of the conference, in one go."""
        office, own, conference = self.of_office.texts(), self.of_conference.texts(), self._conference
        version, before = self._version, self._office_before

        def work(tx: Transaction) -> None:
            if office != before:
                frame.edit_office(tx, version=version, **office)
            if conference is not None and any(own[name] != getattr(conference, name) for name in LETTERHEAD):
                fields: dict[str, Any] = dict(own)
                conferences.edit_conference(tx, conference.id, version=conference.version, **fields)

        self.take(work)

    def reject(self) -> None:
        """Leave; what was typed is dropped only when told twice."""
        if self.loaded and not self.saving and not self._asked and self._differs():
            self._asked = True
            self.banner.tell(_("What was typed is not saved yet. Save it, or press Cancel again to drop it."), "warn")
            return
        super().reject()

    def _differs(self) -> bool:
        own = self.of_conference.texts()
        return self.of_office.texts() != self._office_before or any(
            own[name] != getattr(self._conference, name) for name in LETTERHEAD if self._conference is not None
        )

    def done(self, result: int) -> None:
        """Nobody waits for the preview any more."""
        self._wait.stop()
        self.context.operations.forget(_PREVIEW)
        super().done(result)


class _Fields(QObject):
    """The fields of one letterhead, from the paper's head to its foot."""

    changed = Signal()

    def __init__(self, parent: QObject, columns: int) -> None:
        super().__init__(parent)
        self.form = Form(columns)
        self.fields: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._add("superior_body", _("Superior body"), _example("UBND THÀNH PHỐ HÀ NỘI"), wide=True)
        self._add("issuing_body", _("Issuing body"), _example("UBND QUẬN HAI BÀ TRƯNG"), wide=True)
        self._add("locality", _("Locality, before the date"), _example("Hai Bà Trưng"))
        self._add("symbol", _("Symbol in the number of papers"), _("UBND, as in 05/GM-UBND"))
        self._add("signer_authority", _("Signs for"), _example("TM. ỦY BAN NHÂN DÂN"), wide=True)
        self._add(
            "signer_title",
            _("Signer's office"),
            _example("KT. CHỦ TỊCH, PHÓ CHỦ TỊCH"),
            wide=True,
            hint=_("After KT., TL. or TUQ. both offices with a comma between: each gets its line."),
        )
        self._add("signer_name", _("Signer's name"), _("without an academic title"), wide=True)
        self._add("preparer", _("Prepared by"), _("name under the list"))
        self._add("accountant", _("Accountant"), _("name under lists of payment"))
        self._add("recipients", _("Recipients (Nơi nhận), one a line"), _example("Như trên;\nLưu: VT."), wide=True)

    def _add(self, name: str, label: str, example: str, *, wide: bool = False, hint: str = "") -> None:
        if name == "recipients":
            field: QLineEdit | QPlainTextEdit = note()
            field.setPlaceholderText(example)
            field.setFixedHeight(field.fontMetrics().height() * 4 + 18)
        else:
            field = line("", example)
            field.setMaxLength(_LONGEST_SYMBOL if name == "symbol" else _LONGEST)
        field.textChanged.connect(lambda *_text: self.changed.emit())
        self.fields[name] = field
        self.form.add(name, label, field, wide=wide, hint=hint)

    def texts(self) -> dict[str, str]:
        """What is typed."""
        return {
            name: field.text() if isinstance(field, QLineEdit) else field.toPlainText()
            for name, field in self.fields.items()
        }

    def show(self, texts: dict[str, str]) -> None:
        """Show these texts."""
        for name, field in self.fields.items():
            if isinstance(field, QLineEdit):
                field.setText(texts[name])
                field.setCursorPosition(0)
            else:
                field.setPlainText(texts[name])

    def suggest(self, texts: dict[str, str]) -> None:
        """Show in grey what counts where nothing is typed; "" shows nothing."""
        for name, field in self.fields.items():
            field.setPlaceholderText(texts[name])


def _example(text: str) -> str:
    """The papers' language is Vietnamese: so are the examples."""
    return _("for example: {example}").format(example=text)


def open_letterhead(context: Context) -> LetterheadDialog:
    """Show who issues and signs the papers."""
    dialog = LetterheadDialog(context)
    dialog.open()
    return dialog

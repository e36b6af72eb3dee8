"""The guide's chapter of documents, written from what the program itself says: docs/documents.vi.md and .en.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desktop import i18n
from desktop.domain.documents import fields
from desktop.domain.documents.selection import EVERYONE
from desktop.domain.guide import document_anchor
from desktop.papers import documents, making, render
from desktop.papers.document import AnyDocument
from desktop.services.opening import Database

DOCS = Path(__file__).resolve().parents[1] / "docs"
_DPI = 60

_TITLES = {"vi": "# Giấy tờ in ra", "en": "# Documents on paper"}
_OPENING = {
    "vi": """Trang **In ấn** bày mọi giấy tờ thành thẻ, xếp theo lúc cần đến. Chọn một thẻ: bên trái là tùy chọn và cho ai (tất cả,
nhóm, đơn vị, buổi, người đã chọn), bên phải là trang giấy đúng như khi in. Lưu được một tệp, hoặc mỗi đơn vị một tệp vào thư mục
hay tệp .zip. Điều đã chọn và đã gõ được giữ cho hội nghị. Quốc hiệu, tên cơ quan, số, nơi nhận và người ký lấy từ **Hội nghị › Phần đầu văn
bản và người ký…**. **Sửa lời văn…** đổi từng câu chữ của mỗi loại giấy cho cơ quan mình; lúc nào cũng về lại được câu gốc.

Trên dòng lệnh: `document TÊN HỘINGHỊ -o TỆP`, tùy chọn viết `--set tên=giá trị`. Trang này do chương trình tự viết ra
(`make pictures`).""",
    "en": """The page **Printing** shows every document as a card, by when it is needed. Choose a card: at the left its options and
for whom (everyone, groups, units, sessions, chosen people), at the right the pages as they will be printed. Save one file, or one
for each unit into a folder or a .zip. What was chosen and typed is kept for the conference. The nation's motto, the office, number,
recipients and signer come from **Letterhead and signer…**. **Change the wording…** says any phrase of a document otherwise for your office; the
program's own is always a step away.

On the command line: `document NAME CONFERENCE -o FILE`, options as `--set name=value`. The program writes this page itself
(`make pictures`).""",
}
_MOMENTS = {
    "vi": {"before": "Trước hội nghị", "day": "Trong ngày", "after": "Sau hội nghị"},
    "en": {"before": "Before the conference", "day": "On the day", "after": "After it"},
}
_HEAD = {
    "vi": "| tùy chọn | `--set` | giá trị (đầu tiên là mặc định) |\n| --- | --- | --- |",
    "en": "| option | `--set` | values (the first is the default) |\n| --- | --- | --- |",
}
_FORMATS = {"vi": "Dạng tệp", "en": "Formats"}
_TYPED = {"vi": "chữ", "en": "text"}


def write_guide(database: Database, conference_id: Any, only: str = "") -> None:
    """Write the chapter in both languages, each document's first page beside its words."""
    before = i18n.language()
    for language in i18n.LANGUAGES:
        i18n.install(language)
        if not only:
            (DOCS / f"documents.{language}.md").write_text(chapter(language), encoding="utf-8")
        for document in documents.every():
            if only in document.name:
                _draw(database, conference_id, document, DOCS / "pictures" / language / "documents")
    i18n.install(before)


def chapter(language: str) -> str:
    """The chapter in the language that is installed."""
    return "\n".join(_lines(language)) + "\n"


def _lines(language: str) -> Iterator[str]:
    yield _TITLES[language]
    yield ""
    yield _OPENING[language]
    for moment, title in _MOMENTS[language].items():
        yield f"\n## {title}"
        for document in documents.every():
            if document.moment == moment:
                yield from _section(language, document)


def _section(language: str, document: AnyDocument) -> Iterator[str]:
    title = document.title
    yield f'\n<a id="{document_anchor(document.name)}"></a>'
    yield f"\n### {title}\n"
    yield f"`{document.name}` · {_FORMATS[language]}: {', '.join(document.formats)}\n"
    yield document.words.purpose()
    yield f"\n![{title}](pictures/{language}/documents/{document.name}.png)"
    known = fields.fields_of(document.options)
    if known:
        yield ""
        yield _HEAD[language]
    for name, field in known.items():
        hint = document.words.hint(name)
        label = document.words.option(name) + (f". {hint}" if hint else "")
        yield f"| {label} | `{name}` | {_values(language, document, name, field)} |"


def _values(language: str, document: AnyDocument, name: str, field: fields.Field) -> str:
    default = getattr(document.options(), name)
    match field:
        case fields.Pick(values):
            return "; ".join(f"`{value}` {document.words.choice(name, value)}" for value in values)
        case fields.Number(least, most):
            return f"{default} ({least}–{most})"
        case fields.Flag():
            return "`yes`; `no`" if default else "`no`; `yes`"
        case fields.Day():
            return "23/05/2018"
        case fields.Text():
            return _TYPED[language]


def _draw(database: Database, conference_id: Any, document: AnyDocument, folder: Path) -> None:
    content = database.read(
        lambda tx: document.gather(tx, conference_id, EVERYONE, making.kept(tx, conference_id, document))
    )
    page = QImage.fromData(next(render.pictures(document, content, dpi=_DPI)), "PNG")  # type: ignore[arg-type]
    folder.mkdir(parents=True, exist_ok=True)
    few = page.convertToFormat(QImage.Format.Format_Indexed8, Qt.ImageConversionFlag.ThresholdDither)
    few.save(str(folder / f"{document.name}.png"), "PNG", 0)  # type: ignore[call-overload]

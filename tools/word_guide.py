"""The guide's page of Word forms, written from what the program itself says: docs/word-forms.vi.md and .en.md.

`python -m tools.word_guide` writes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desktop import i18n
from desktop.domain.documents.word import FIELDS
from desktop.papers import documents
from desktop.wording import word_forms

DOCS = Path(__file__).resolve().parents[1] / "docs"

_OPENING = {
    "vi": """# Mẫu Word của cơ quan

Giấy mời, công văn triệu tập và báo cáo kết quả lưu được thành tệp Word. Muốn dùng mẫu của cơ quan mình:

1. Trên trang **In ấn**, chọn văn bản rồi mở **Mẫu Word của cơ quan…**
2. Bấm **Lưu mẫu Word để sửa…**, sửa lời văn trong Word; giữ các ô như `{{ kinh_gui }}` ở chỗ cần điền. Cũng có thể gõ các ô vào
   một tệp .docx sẵn có.
3. Bấm **Chọn tệp Word làm mẫu…** Ô nào gõ sai được nêu kèm đoạn văn chứa nó; mẫu chỉ được dùng khi điền được.
4. Từ đó mọi tệp .docx được lưu theo mẫu này. **Bỏ mẫu riêng** để dùng lại mẫu của chương trình.

Nhiều đơn vị trong một tệp Word: mỗi văn bản bắt đầu trang mới, số trang và số thứ tự tự động tính lại từ 1. Khi đó đầu trang và
chân trang chỉ dùng được các ô chung. Biểu đồ chỉ có trong PDF.

Không nhận tệp có macro (.docm), tệp .doc, tệp có mật khẩu, tệp kèm tệp hay chương trình khác, tệp tự lấy nội dung từ bên ngoài
(mẫu ở nơi khác, ảnh theo địa chỉ, trường như `INCLUDETEXT`, `DDE`, `LINK`); lý do được nêu rõ. Liên kết để bấm thì vẫn dùng được.

Dòng lệnh: `word-form invitation -o mau.docx` lưu mẫu, `word-check mau.docx --document invitation` kiểm tra mẫu.
""",
    "en": """# The office's Word forms

Invitations, official letters that summon and the result report are also saved as Word files. To use a form of your office:

1. On the page **Printing** choose the document and open **The office's own Word file…**
2. Press **Save the Word form to change it…** and change its words in Word; keep fields like `{{ kinh_gui }}` where something is
   to be filled in. Fields may be typed into any .docx that you have.
3. Press **Take a Word file as the form…** A field that is misspelt is told with its paragraph; a form is used only once it can be
   filled.
4. From then on every .docx is saved in this form. **Back to the program's form** gives it up.

Several units in one Word file: each letter begins on a new page, page numbers and Word's own numbering begin at 1. Headers and
footers can then show only what all letters share. Bars are in the PDF alone.

Refused, with the reason: files with macros (.docm), .doc files, those with a password, those that hold other files or programs,
and those that fetch something by themselves (a template elsewhere, a picture by its address, fields like `INCLUDETEXT`, `DDE`,
`LINK`). Links to click on may stay.

On the command line: `word-form invitation -o form.docx` saves the form, `word-check form.docx --document invitation` checks one.
""",
}
_HEAD = {"vi": "| ô | nội dung |\n| --- | --- |", "en": "| field | what it holds |\n| --- | --- |"}


def page(language: str) -> str:
    """The page in the language that is installed."""
    return "\n".join(_lines(language)) + "\n"


def _lines(language: str) -> Iterator[str]:
    yield _OPENING[language]
    yield word_forms.rules()
    for document, fields in FIELDS.items():
        yield f"\n## {documents.title(document)}\n"
        yield _HEAD[language]
        for name in fields:
            yield f"| `{word_forms.typed(document, name)}` | {word_forms.meaning(document, name)} |"


if __name__ == "__main__":
    for language in i18n.LANGUAGES:
        i18n.install(language)
        (DOCS / f"word-forms.{language}.md").write_text(page(language), encoding="utf-8")

"""What a file truly is, told by its content: half the odd files of offices carry another kind's name."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.limits import Limits
from desktop.excel.reading.reply_file import is_reply

SUFFIXES: dict[str, str] = {
    ".xlsx": "xlsx",
    ".xltx": "xlsx",
    ".xlsm": "xlsm",
    ".xltm": "xlsm",
    ".xlsb": "xlsb",
    ".xls": "xls",
    ".xlt": "xls",
    ".ods": "ods",
    ".ots": "ods",
    ".fods": "fods",
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".txt": "csv",
    ".htm": "html",
    ".html": "html",
    ".xml": "xml",
    ".json": "reply",
}
"""The kind a file's name promises."""

HEAD = 64 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_STRAY_CONTROLS = 4
"""So many control characters a short text may hold and be one."""
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta|style|div|center|font|p|br)\b", re.IGNORECASE)
_ROOT_TYPE = re.compile(r"<[^>]*full-path=\"(?!/\")[^>]*>")
_FLAT = "application/vnd.oasis.opendocument.spreadsheet"
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MACROS = "application/vnd.ms-excel"


def kind_of(path: Path, limits: Limits) -> str:
    """xlsx, xlsm, xlsb, ods, fods, xls, html, mhtml, xml, reply or csv; anything else is UnreadableFile with its own code."""
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise UnreadableFile("file.too_large", limit=limits.file_bytes // (1024 * 1024))
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\0"):
        raise UnreadableFile("file.empty" if not head.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe") else "file.damaged")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(path, limits)
    if head.startswith(_OLE):
        return _ole_kind(path)
    if head[0] == 9 and head[1] in (0, 2, 4, 8) and len(head) > 8 and head[2] <= 16:
        return "xls"  # Excel 2 to 5 wrote its records bare
    _refuse_other(head)
    return _text_kind(head)


def _refuse_other(head: bytes) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in head[:1024]:
        raise UnreadableFile("file.pdf")
    if head.startswith(_IMAGES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP") or head[4:8] == b"ftyp":
        raise UnreadableFile("file.image")
    if head.startswith(_ARCHIVES):
        raise UnreadableFile("file.archive")
    if start.startswith(b"{\\rtf"):
        raise UnreadableFile("file.document")


def _zip_kind(path: Path, limits: Limits) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in archive.infolist()}
            if len(names) > limits.parts:
                raise UnreadableFile("file.bomb")
            if "mimetype" in names or "content.xml" in names:
                manifest = _start_of(archive, names.get("meta-inf/manifest.xml"))
                told = _start_of(archive, names.get("mimetype"))
                content = "" if told else _start_of(archive, names.get("content.xml"))
                return _open_document_kind(told or _ROOT_TYPE.sub("", manifest), manifest, content)
            types = _start_of(archive, names.get("[content_types].xml"))
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError) as problem:
        raise UnreadableFile("file.damaged") from problem
    except RuntimeError as problem:  # zipfile's word for a part under a password
        raise UnreadableFile("file.password") from problem
    if "xl/workbook.bin" in names or "sheet.binary.macroenabled" in types.lower():
        return "xlsb"
    if f"{_MACROS}.sheet.macroEnabled" in types or f"{_MACROS}.template.macroEnabled" in types:
        return "xlsm"
    if f"{_MAIN}.sheet.main" in types or f"{_MAIN}.template.main" in types or "xl/workbook.xml" in names:
        return "xlsx"
    if any(name.startswith("xl/worksheets/") for name in names):  # the rest was cut off
        return "xlsx"
    if any(name.startswith(("word/", "ppt/", "visio/")) for name in names):
        raise UnreadableFile("file.document")
    if any(name.startswith("index/") and name.endswith(".iwa") for name in names):
        raise UnreadableFile("file.not_a_workbook")  # Apple Numbers
    raise UnreadableFile("file.archive" if names else "file.damaged")


def _start_of(archive: zipfile.ZipFile, part: zipfile.ZipInfo | None) -> str:
    """A part's first megabyte as text; "" for one that is not there or broken."""
    if part is None:
        return ""
    try:
        with archive.open(part) as stream:
            return stream.read(1024 * 1024).decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return ""


def _open_document_kind(mimetype: str, manifest: str, content: str) -> str:
    if "opendocument.spreadsheet" in mimetype or "<office:spreadsheet" in content:
        if ":encryption-data" in manifest:
            raise UnreadableFile("file.password")
        return "ods"
    raise UnreadableFile("file.document" if "opendocument" in mimetype else "file.archive")


def _ole_kind(path: Path) -> str:
    """By the streams named in the container's directory, whose entries are 128 bytes each."""
    content = path.read_bytes()

    def has(stream: str) -> bool:
        wanted = (stream + "\0").encode("utf-16-le")
        place = content.find(wanted)
        while place >= 0:
            if place % 128 == 0:
                return True
            place = content.find(wanted, place + 1)
        return False

    if has("EncryptedPackage") or has("EncryptionInfo"):
        raise UnreadableFile("file.password")
    if has("Workbook") or has("Book") or has("WORKBOOK") or has("BOOK"):
        return "xls"
    if has("WordDocument") or has("PowerPoint Document"):
        raise UnreadableFile("file.document")
    raise UnreadableFile("file.not_a_workbook" if len(content) > 2048 else "file.damaged")


def _text_kind(head: bytes) -> str:
    text = _rough_text(head)
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        if "urn:schemas-microsoft-com:office:spreadsheet" in text and not _HTML.match(start):
            return "xml"
        if "office:document" in text and (_FLAT in text or "<office:spreadsheet" in text):
            return "fods"
        if _HTML.search(text):
            return "html"
        raise UnreadableFile("file.not_a_workbook")
    if is_reply(start):
        return "reply"
    if start.startswith("ID;P"):  # SYLK: a text, but not one of columns
        raise UnreadableFile("file.not_a_workbook")
    if re.match(r"MIME-Version:|From: <Saved by|Content-Type: multipart", start, re.IGNORECASE):
        return "mhtml"
    unprintable = sum(1 for letter in start if letter < " " and letter not in "\t\r\n\f\x1a\0")  # NULs pad some lists
    if unprintable > max(_STRAY_CONTROLS, len(start) // 100):
        raise UnreadableFile("file.not_a_workbook")
    return "csv"


def _rough_text(head: bytes) -> str:
    """The head as text, good enough to tell its kind."""
    if head.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return head[: len(head) // 4 * 4].decode("utf-32", "replace")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    encoding = encoding_without_mark(head)
    if encoding:
        return head[: len(head) // 4 * 4].decode(encoding, "replace")
    return head.replace(b"\xef\xbb\xbf", b"").decode("latin-1")


def encoding_without_mark(head: bytes) -> str | None:
    """The encoding of text in two or four bytes a letter that lost its mark: Latin letters show NULs at their places."""
    sample = head[:4096]
    quarter, half = max(1, len(sample) // 4), max(1, len(sample) // 2)
    zeros = [sample[place::4].count(0) for place in range(4)]
    if min(zeros[2:]) > quarter * 0.98 - 1 and zeros[0] < quarter * 0.02:
        return "utf-32-le"
    if min(zeros[:2]) > quarter * 0.98 - 1 and zeros[3] < quarter * 0.02:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if odd > half * 0.4 and even < half * 0.02:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.02:
        return "utf-16-be"
    return None

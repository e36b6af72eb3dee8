"""Each class of file that can't be read gives its own code, and the next file still reads."""

from __future__ import annotations

import os
import signal
import zipfile
from pathlib import Path

import openpyxl
import pytest

from desktop import scratch, wording
from desktop.domain.errors import Cancelled, UnreadableFile
from desktop.excel.reading.limits import Limits
from desktop.excel.reading.reader import Reader, expand, read_file


def refusal(reader: Reader, path: Path) -> str:
    with pytest.raises(UnreadableFile) as told:
        reader.read(path)
    assert told.value.details["file"] == path.name
    sentence = wording.error(told.value)
    assert path.name in sentence
    assert "…" not in sentence, "a detail of the sentence is missing"
    return told.value.code


def small_workbook(path: Path, rows: int = 3) -> Path:
    book = openpyxl.Workbook()
    for number in range(rows):
        book.active.append([number + 1, f"Nguyễn Văn {number}"])
    book.save(path)
    return path


def repacked(path: Path, changes: dict[str, bytes | None], target: Path) -> Path:
    """The zip with some parts replaced, added, or (None) left out."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            if name not in changes:
                copy.writestr(name, source.read(name))
        for name, content in changes.items():
            if content is not None:
                copy.writestr(name, content)
    return target


SIGNED = {
    "a.pdf": (b"%PDF-1.7\n1 0 obj", "file.pdf"),
    "b.xlsx": (b"%PDF-1.4\n", "file.pdf"),
    "c.png": (b"\x89PNG\r\n\x1a\n0000", "file.image"),
    "d.jpg": (b"\xff\xd8\xff\xe0aaaa", "file.image"),
    "e.heic": (b"\0\0\0\x18ftypheic", "file.image"),
    "f.rar": (b"Rar!\x1a\x07\0", "file.archive"),
    "g.xls": (b"{\\rtf1\\ansi Danh s", "file.document"),
    "h.csv": (b"", "file.empty"),
    "i.csv": (b"\xef\xbb\xbf \r\n\r\n", "file.empty"),
    "j.xlsx": (b"\0" * 5000, "file.damaged"),
    "k.xlsx": (b"PK\x03\x04" + b"x" * 200, "file.damaged"),
    "l.dat": (bytes(range(1, 32)) * 40, "file.not_a_workbook"),
    "p.csv": (b"ID;PWXL;N;E\r\nC;Y1;X1;K1\r\nE\r\n", "file.not_a_workbook"),
    "m.html": (b"<html><body><p>no table</p></body></html>", "file.no_table"),
    "n.xml": (b"<?xml version='1.0'?><order><item/></order>", "file.not_a_workbook"),
    "o.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file.damaged"),
}


@pytest.mark.parametrize("name", SIGNED)
def test_a_file_that_is_no_workbook_is_named_for_what_it_is(reader: Reader, tmp_path: Path, name: str) -> None:
    content, code = SIGNED[name]
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(reader, path) == code


def test_a_missing_file_a_folder_and_a_lock_file_are_told(reader: Reader, tmp_path: Path) -> None:
    assert refusal(reader, tmp_path / "gone.xlsx") == "file.missing"
    folder = tmp_path / "folder.xlsx"
    folder.mkdir()
    assert expand([folder]) == [folder]  # nothing in it: told, not passed over
    assert refusal(reader, folder) == "file.is_folder"
    lock = small_workbook(tmp_path / "~$list.xlsx")
    assert refusal(reader, lock) == "file.lock"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(reader: Reader, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    assert refusal(reader, tmp_path / "a.csv") == "file.not_a_workbook"


def test_a_file_without_permission_is_told(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = small_workbook(tmp_path / "closed.xlsx")

    def refuse(self: Path, *args: object, **kwargs: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert refusal(reader, path) == "file.permission"


def test_a_document_named_xlsx_is_told(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "letter.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    assert refusal(reader, path) == "file.document"


def test_a_zip_of_files_is_an_archive(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert refusal(reader, path) == "file.archive"


def compound_file(*streams: str) -> bytes:
    """The header and directory of an OLE2 container: enough to tell what it holds."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    directory = b"".join((name + "\0").encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))
    return header + directory + b"\0" * 4096


@pytest.mark.parametrize(
    ("stream", "code"),
    [
        ("EncryptedPackage", "file.password"),
        ("WordDocument", "file.document"),
        ("PowerPoint Document", "file.document"),
        ("Contents", "file.not_a_workbook"),
        ("Workbook", "file.damaged"),
    ],
)
def test_a_compound_file_is_told_by_its_streams(reader: Reader, tmp_path: Path, stream: str, code: str) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(compound_file(stream))
    assert refusal(reader, path) == code


def test_an_open_document_under_a_password_is_told(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest:file-entry><manifest:encryption-data/>")
        archive.writestr("content.xml", os.urandom(300))
    assert refusal(reader, path) == "file.password"


def test_a_zip_under_a_password_is_told(reader: Reader, tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "a.xlsx")
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = content.find(mark)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(mark, at + 4)
    path.write_bytes(content)
    assert refusal(reader, path) == "file.password"


def test_a_tiny_file_that_eats_all_memory_is_told(tmp_path: Path) -> None:
    # A directory chain that never ends: calamine gathers it until the process aborts.
    path = tmp_path / "a.xls"
    header = bytearray(compound_file("Workbook")[:512])
    header[24:28] = b"\x3e\x00\x03\x00"
    header[30:34] = b"\x09\x00\x06\x00"
    header[76:80] = b"\0\0\0\0"
    path.write_bytes(bytes(header) + compound_file("Workbook")[512:900])
    with Reader(Limits(memory=200 * 1024 * 1024)) as reader:
        assert refusal(reader, path) in ("file.crashed", "file.damaged", "file.memory")


def test_an_entity_bomb_is_refused(reader: Reader, tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?>' + b"<!-- " + b"x" * 9000 + b' --><!DOCTYPE sst [<!ENTITY a "aaaa">]><sst>&a;</sst>'
    path = repacked(small_workbook(tmp_path / "a.xlsx"), {"xl/sharedStrings.xml": bomb}, tmp_path / "bomb.xlsx")
    assert refusal(reader, path) == "file.bomb"
    wide = bomb.decode().encode("utf-16")
    path = repacked(tmp_path / "a.xlsx", {"xl/sharedStrings.xml": wide}, tmp_path / "wide.xlsx")
    assert refusal(reader, path) == "file.bomb"


def test_a_zip_bomb_is_refused(reader: Reader, tmp_path: Path) -> None:
    sheet = b"<worksheet>" + b" " * (30 * 1024 * 1024) + b"</worksheet>"
    path = repacked(small_workbook(tmp_path / "a.xlsx"), {"xl/worksheets/sheet1.xml": sheet}, tmp_path / "b.xlsx")
    assert refusal(reader, path) == "file.bomb"


def shared_string_workbook(tmp_path: Path, text: str, rows: int) -> Path:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = f'<sst xmlns="{space}"><si><t>{text}</t></si></sst>'
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, rows + 1))
    sheet = f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'
    path = small_workbook(tmp_path / "a.xlsx")
    return repacked(
        path,
        {"xl/sharedStrings.xml": strings.encode(), "xl/worksheets/sheet1.xml": sheet.encode()},
        tmp_path / "strings.xlsx",
    )


def test_a_shared_string_bomb_is_refused(reader: Reader, tmp_path: Path) -> None:
    # 32 KB of text in a few bytes for each of 6,000 cells.
    path = shared_string_workbook(tmp_path, "x" * 32_000, 6_000)
    assert path.stat().st_size < 100_000
    assert refusal(reader, path) == "file.too_much_text"


def test_too_many_cells_are_refused(tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "a.xlsx", rows=200)
    with pytest.raises(UnreadableFile) as told:
        read_file(path, limits=Limits(cells=100))
    assert told.value.code == "file.too_many_cells"


def test_too_large_a_file_is_refused(tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "a.xlsx")
    with pytest.raises(UnreadableFile) as told:
        read_file(path, limits=Limits(file_bytes=1000))
    assert told.value.code == "file.too_large"


def test_time_runs_out(tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "a.xlsx", rows=15_000)
    with pytest.raises(UnreadableFile) as told:
        read_file(path, limits=Limits(seconds=0.01))
    assert told.value.code == "file.timeout"


def test_cancel_ends_the_reading(tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "a.xlsx", rows=9_000)
    seen: list[int] = []
    with Reader() as reader:
        with pytest.raises(Cancelled):
            reader.read(path, progress=lambda done, total: seen.append(done), cancelled=lambda: bool(seen))
        assert len(reader.read(path).sheets[0].rows) == 9_000


def test_a_reading_process_killed_on_the_way_is_told_and_the_next_file_reads(tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "a.xlsx", rows=9_000)
    with Reader() as reader:

        def kill(done: int, total: int) -> None:
            assert reader.pid is not None
            os.kill(reader.pid, getattr(signal, "SIGKILL", signal.SIGTERM))  # Windows ends it by either

        with pytest.raises(UnreadableFile) as told:
            reader.read(path, progress=kill)
        assert told.value.code in ("file.crashed", "file.memory")
        assert len(reader.read(path).sheets[0].rows) == 9_000


def test_a_refused_file_does_not_cost_the_process(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    with Reader() as reader:
        assert refusal(reader, tmp_path / "a.pdf") == "file.pdf"
        first = reader.pid
        assert first is not None
        reader.read(small_workbook(tmp_path / "a.xlsx"))
        assert reader.pid == first


def test_the_process_is_ended_with_the_reader(tmp_path: Path) -> None:
    with Reader() as reader:
        reader.read(small_workbook(tmp_path / "a.xlsx"))
        number = reader.pid
        assert number is not None
    assert not scratch.is_running(number)

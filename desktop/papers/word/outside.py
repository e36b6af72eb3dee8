"""What Word would fetch, run or take in when it opens a form: remote templates, fields that reach outside, embedded files.

Letters go to other offices with whatever stands in the form, so a form that reaches out is refused whole. What may be in
it is named, not what may not: fields that stay inside of the document, parts of text, pictures and fonts.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop.domain.errors import AppError, UnreadableFile

_XML = frozenset({"xml", "rels", "vml", "svg"})
_SHOWN = frozenset({"png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "odttf"})
"""Pictures, and fonts that travel with the document."""
_CODE = ("macroEnabled", "vbaProject")
"""In a part's content type: it runs."""
_TAKEN_IN = frozenset(
    {
        "OLEObject",
        "altChunk",
        "control",
        "controlShape",
        "mailMerge",
        "object",
        "ocx",
        "schemaLibrary",
        "subDoc",
        "taskpane",
        "webextension",
    }
)
"""Elements that bring a program, another document or a source of data along."""
_FIELDS = (
    "= ADVANCE ASK AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT BARCODE BIBLIOGRAPHY BIDIOUTLINE CITATION COMMENTS COMPARE "
    "CREATEDATE DATE DISPLAYBARCODE DOCPROPERTY DOCVARIABLE EDITTIME EQ FILENAME FILESIZE FILLIN FORMCHECKBOX "
    "FORMDROPDOWN FORMTEXT HYPERLINK IF INDEX INFO KEYWORDS LASTSAVEDBY LISTNUM MERGEFIELD MERGEREC MERGESEQ "
    "NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE PAGEREF PRINTDATE QUOTE REF REVNUM SAVEDATE SECTION SECTIONPAGES SEQ "
    "SET SHAPE STYLEREF SUBJECT SYMBOL TA TC TIME TITLE TOA TOC USERADDRESS USERINITIALS USERNAME XE"
)
"""The fields of ISO/IEC 29500-1, 17.16.5 that show what is in the document or of its user; the others reach outside of it."""
_INSIDE = frozenset(_FIELDS.split())


def check(path: Path) -> None:
    """Raises UnreadableFile: word.macros, word.fetches, word.embedded, word.field, word.damaged."""
    try:
        from lxml import etree
    except ImportError as missing:
        raise AppError("word.missing") from missing
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            ending = info.filename.rpartition(".")[2].lower()
            if info.is_dir() or ending in _SHOWN:
                continue
            if ending not in _XML:
                raise UnreadableFile("word.embedded", what=info.filename)
            try:
                root = etree.fromstring(archive.read(info), parser)
            except (etree.XMLSyntaxError, zipfile.BadZipFile, EOFError, ValueError) as problem:
                raise UnreadableFile("word.damaged") from problem
            _look_through(root)


def _look_through(root: Any) -> None:
    for element in root.iter("{*}*"):
        space, _brace, name = element.tag.rpartition("}")
        if any(each in (element.get("ContentType") or "") for each in _CODE):
            raise UnreadableFile("word.macros")
        if name == "Relationship" and (element.get("TargetMode") or "").lower() == "external":
            if not (element.get("Type") or "").endswith("/hyperlink"):
                raise UnreadableFile("word.fetches", what=element.get("Target") or "")
        elif name in _TAKEN_IN:
            raise UnreadableFile("word.embedded", what=name)
        elif "vml" in space and element.get("src"):  # a picture by its address
            raise UnreadableFile("word.fetches", what=element.get("src"))
        elif space.endswith("/svg"):
            _look_at_picture(element)
    for field in _fields(root):
        name = (field.split() or [""])[0]
        if name.startswith("="):
            name = "="
        if name.upper() not in _INSIDE:
            raise UnreadableFile("word.field", what=" ".join(field.split()))


def _look_at_picture(element: Any) -> None:
    for name, value in element.attrib.items():
        if name.rpartition("}")[2] == "href" and not value.startswith(("#", "data:")):
            raise UnreadableFile("word.fetches", what=value)


def _fields(root: Any) -> Iterator[str]:
    """The instructions of all fields; where another field stands before any word of one, "" is that one's name."""
    open_fields: list[list[str]] = []
    for element in root.iter("{*}fldChar", "{*}instrText", "{*}delInstrText", "{*}fldSimple"):
        name, given = element.tag.rpartition("}")[2], {key.rpartition("}")[2]: each for key, each in element.items()}
        if name == "fldSimple":
            yield given.get("instr", "")
        elif name != "fldChar":
            if not open_fields:  # Word would make nothing of it; another program may
                yield element.text or ""
            elif open_fields[-1] is not _SHOWS:
                open_fields[-1].append(element.text or "")
        elif given.get("fldCharType") == "begin":
            if open_fields and open_fields[-1] is not _SHOWS and not "".join(open_fields[-1]).strip():
                yield ""
            open_fields.append([])
        elif open_fields and open_fields[-1] is not _SHOWS:
            yield from _told(open_fields.pop())
            if given.get("fldCharType") == "separate":
                open_fields.append(_SHOWS)
        elif open_fields:
            open_fields.pop()
    for each in open_fields:
        if each is not _SHOWS:
            yield from _told(each)


_SHOWS: list[str] = []
"""A field whose instruction has ended: what follows is what it shows."""


def _told(pieces: list[str]) -> Iterator[str]:
    words = "".join(pieces)
    if words.strip():  # an empty one does nothing
        yield words

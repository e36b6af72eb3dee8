"""A Word form filled with a document's values: one document, or a letter after the other in one file."""

from __future__ import annotations

import copy
import hashlib
import io
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop.domain.documents.word import OF_ONE_LETTER, FormCheck
from desktop.domain.errors import AppError
from desktop.papers.word import guard, own, reading, rules

Values = Mapping[str, Any]
"""Texts, and lists of lines of texts, by the names of `domain.documents.word`."""

_W = reading._W
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_MOST = 40_000_000
"""Characters of XML that one filled form may grow to."""


def filled(document: str, values: Sequence[Values], *, form: Callable[[], bytes] | None = None) -> bytes:
    """The office's form if there is one, else the program's, filled once for each of `values`, each on pages of its own.

    `form` makes the program's as these values want it, where the one that offices begin from has more in it. Raises AppError: word.unknown_field, word.problem, word.header_of_letters; UnreadableFile for a damaged form.
    """
    path = own.path(document)
    if path.is_file():
        return fill(path, document, values)
    from desktop.papers.word import forms

    made = forms.form(document) if form is None else form()
    return _fill(made, f"{document}.docx", document, values)


def fill(path: Path, document: str, values: Sequence[Values]) -> bytes:
    """A form in a file, filled."""
    guard.check(path)
    return _fill(path.read_bytes(), path.name, document, values)


def _fill(data: bytes, name: str, document: str, values: Sequence[Values]) -> bytes:
    form = reading.held(data, name)
    body = _templates(form, data, name, document)
    cleaned = [_clean(each) for each in values]
    letters = [_tree(form, body, each, name) for each in cleaned]
    for letter in letters[1:]:
        _renumber(form, letter)
        _append(letters[0], letter)
    if len(letters) > 1:
        _start_at_one(letters[0])
    form.fix_docpr_ids(letters[0])
    form.map_tree(letters[0])
    _headers(form, cleaned, name)
    form.is_rendered = True
    made = io.BytesIO()
    form.docx.save(made)
    return made.getvalue()


_known: dict[tuple[bytes, str], Any] = {}
_MOST_KNOWN = 4


def _templates(form: Any, data: bytes, name: str, document: str) -> Any:
    """The body as a template, looked through once: a folder of letters fills one form for each unit."""
    key = hashlib.sha256(data).digest(), document
    if key not in _known:
        _refuse(reading.check_form(form, document), name)
        template = reading.environment().from_string(reading.source(form, form.docx._element.body))
        while len(_known) >= _MOST_KNOWN:
            _known.pop(next(iter(_known)), None)
        _known[key] = template
    return _known[key]


def _refuse(check: FormCheck, name: str) -> None:
    if check.problems:
        first = check.problems[0]
        raise AppError("word.problem", file=name, problem=first.code, where=first.where)
    if check.unknown:
        unknown = check.unknown[0]
        code = "word.unknown_field_meant" if unknown.suggestion else "word.unknown_field"
        raise AppError(code, file=name, value=unknown.name, where=unknown.where, meant=unknown.suggestion)


def _clean(value: Any) -> Any:
    """Texts that XML can hold; a line break becomes a paragraph."""
    if isinstance(value, str):
        return _CONTROL.sub("", value.replace("\t", " ")).replace("\n", "\a")
    if isinstance(value, Mapping):
        return {name: _clean(each) for name, each in value.items()}
    if isinstance(value, Sequence):
        return [_clean(each) for each in value]
    return value


def _rendered(form: Any, template: Any, values: Values, name: str) -> str:
    """The template's text, given up when it grows beyond any paper."""
    pieces, size = [], 0
    for piece in template.generate(values):
        size += len(piece)
        if size > _MOST:
            raise AppError("word.too_long", file=name)
        pieces.append(piece)
    xml: str = form.resolve_listing("".join(pieces))
    return xml


def _tree(form: Any, template: Any, values: Values, name: str) -> Any:
    from lxml import etree

    try:
        tree = etree.fromstring(_rendered(form, template, values, name).encode())
    except etree.XMLSyntaxError as problem:  # a loop that begins in one cell and ends in another
        raise AppError("word.structure", file=name) from problem
    for cell in tree.iter(f"{_W}tc"):  # an instruction alone in a cell leaves none of the paragraphs Word insists on
        if len(cell) == 0 or cell[-1].tag != f"{_W}p":
            etree.SubElement(cell, f"{_W}p")
    rules.settle(tree)
    return tree


# -- several letters in one file --------------------------------------------------------------------------------------


def _append(first: Any, letter: Any) -> None:
    """Put a letter after those in `first`, in a section of its own that counts its pages from 1."""
    from lxml import etree

    section = first[-1] if first[-1].tag == f"{_W}sectPr" else etree.SubElement(first, f"{_W}sectPr")
    ends = copy.deepcopy(section)
    before = section.getprevious()
    if before is None or before.tag != f"{_W}p" or before.find(f"{_W}pPr/{_W}sectPr") is not None:
        before = etree.Element(f"{_W}p")
        section.addprevious(before)
    properties = before.find(f"{_W}pPr")
    if properties is None:
        properties = etree.Element(f"{_W}pPr")
        before.insert(0, properties)
    _page_break(ends)
    change = properties.find(f"{_W}pPrChange")
    if change is not None:
        change.addprevious(ends)
    else:
        properties.append(ends)
    for name in ("bookmarkStart", "bookmarkEnd"):  # a name stands once in a document
        for mark in list(letter.iter(f"{_W}{name}")):
            mark.getparent().remove(mark)
    for each in [child for child in letter if child.tag != f"{_W}sectPr"]:
        section.addprevious(each)


def _start_at_one(body: Any) -> None:
    if body[-1].tag == f"{_W}sectPr":
        _page_break(body[-1])


_AFTER_TYPE = ("pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "docGrid", "titlePg")
_AFTER_NUMBERS = ("cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid")


def _page_break(section: Any) -> None:
    """A section on a new page whose numbers begin at 1, its parts in the order that the schema wants."""
    _put(section, "type", _AFTER_TYPE).set(f"{_W}val", "nextPage")
    _put(section, "pgNumType", _AFTER_NUMBERS).set(f"{_W}start", "1")


def _put(section: Any, name: str, followers: Sequence[str]) -> Any:
    from lxml import etree

    found = section.find(f"{_W}{name}")
    if found is None:
        found = etree.Element(f"{_W}{name}")
        after = next((each for each in section if each.tag in {f"{_W}{tag}" for tag in followers}), None)
        if after is None:
            section.append(found)
        else:
            after.addprevious(found)
    return found


def _renumber(form: Any, letter: Any) -> None:
    """Word's own numbering ("1.", "2.") begins anew in each letter."""
    from lxml import etree

    used = {each.get(f"{_W}val") for each in letter.iter(f"{_W}numId")} - {"0", None}
    if not used:
        return
    numbering = form.docx.part.numbering_part.element
    known = {each.get(f"{_W}numId"): each for each in numbering.iter(f"{_W}num")}
    highest = max((int(key) for key in known if key and key.isdecimal()), default=0)
    anew = {}
    for key in sorted(used & known.keys()):
        highest += 1
        number = copy.deepcopy(known[key])
        number.set(f"{_W}numId", str(highest))
        for override in number.findall(f"{_W}lvlOverride"):
            number.remove(override)
        for level in range(9):
            override = etree.SubElement(number, f"{_W}lvlOverride")
            override.set(f"{_W}ilvl", str(level))
            etree.SubElement(override, f"{_W}startOverride").set(f"{_W}val", "1")
        known[key].addnext(number)
        anew[key] = str(highest)
    for each in letter.iter(f"{_W}numId"):
        each.set(f"{_W}val", anew.get(each.get(f"{_W}val"), each.get(f"{_W}val")))


# -- headers and footers ----------------------------------------------------------------------------------------------


def _headers(form: Any, values: Sequence[Values], name: str) -> None:
    from jinja2 import meta
    from lxml import etree

    environment = reading.environment()
    for key, tree in list(reading.parts(form))[1:]:
        text = reading.source(form, tree)
        if "{{" not in text and "{%" not in text:
            continue
        asked = meta.find_undeclared_variables(environment.parse(text))
        if len(values) > 1 and asked & OF_ONE_LETTER:
            raise AppError("word.header_of_letters", file=name, value=", ".join(sorted(asked & OF_ONE_LETTER)))
        xml = _rendered(form, environment.from_string(text), values[0], name).encode()
        try:
            etree.fromstring(xml)
        except etree.XMLSyntaxError as problem:
            raise AppError("word.structure", file=name) from problem
        form.map_headers_footers_xml(key, xml)

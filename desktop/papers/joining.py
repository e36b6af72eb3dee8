"""PDFs of Typst put together into one, on the disk: however many pages, only their places are held in memory.

Made for what Typst writes (a plain table of objects, each beginning with its number) and for nothing else: a PDF of
another make is refused.
"""

from __future__ import annotations

import re
from typing import IO

_OBJECT = re.compile(rb"(\d+) 0 obj\n")
_NUMBERS = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f\s]+>|\b(\d+) 0 R\b", re.DOTALL)
"""Texts, in which nothing is a reference, and references."""
_TRAILER = re.compile(rb"trailer\n<<.*?/Root (\d+) 0 R(?:/Info (\d+) 0 R)?.*?>>\nstartxref\n(\d+)", re.DOTALL)
_PAGES = re.compile(rb"<</Type/Pages/Count (\d+)")
_TREE = re.compile(rb"/Pages (\d+) 0 R")
_LANGUAGE = re.compile(rb"/Lang\([^)]*\)")
_STREAM = b"stream\n"


class Joined:
    """One PDF that grows by the pages of others; `finish` makes it whole. What is said about the first is kept."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._at = file.write(b"%PDF-1.7\n%\x80\x80\x80\x80\n")
        self._places = [0, 0]  # object 1 is the tree of pages, written last
        self._trees: list[tuple[int, int]] = []
        self._language = b""
        self._info = 0

    def add(self, pdf: bytes) -> None:
        """All pages of a PDF behind those there are. Raises ValueError when Typst did not write it."""
        trailer = _trailer(pdf)
        places = _table(pdf, int(trailer[3]))
        shift = len(self._places) - 1
        ends = dict(zip(sorted(places), [*sorted(places)[1:], int(trailer[3])], strict=True))
        for number, place in enumerate(places, start=1):
            head = _OBJECT.match(pdf, place)
            if head is None or int(head[1]) != number:
                raise ValueError("not a PDF of Typst")
            self._copy(number + shift, pdf[head.end() : ends[place]], shift)
        root = pdf[places[int(trailer[1]) - 1] : ends[places[int(trailer[1]) - 1]]]
        tree, count = _pages(pdf, places, root)
        if not self._trees:
            language = _LANGUAGE.search(root)
            self._language = language[0] if language is not None else b""
            self._info = int(trailer[2] or 0)
        self._trees.append((tree + shift, count))

    def finish(self) -> None:
        """Write what holds the pages together."""
        kids = b" ".join(b"%d 0 R" % number for number, _count in self._trees)
        pages = sum(count for _number, count in self._trees)
        self._places[1] = self._write(b"1 0 obj\n<</Type/Pages/Count %d/Kids[%s]>>\nendobj\n" % (pages, kids))
        root = len(self._places)
        self._places.append(
            self._write(b"%d 0 obj\n<</Type/Catalog/Pages 1 0 R%s>>\nendobj\n" % (root, self._language))
        )
        table = self._at
        self._write(b"xref\n0 %d\n0000000000 65535 f\r\n" % len(self._places))
        for place in self._places[1:]:
            self._write(b"%010d 00000 n\r\n" % place)
        info = b"/Info %d 0 R" % (self._info + 1) if self._info else b""
        self._write(
            b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(self._places), root, info, table)
        )

    def _copy(self, number: int, body: bytes, shift: int) -> None:
        """An object under its new number; the bytes of a stream are left alone."""
        head, stream, rest = body.partition(_STREAM)
        head = _NUMBERS.sub(lambda found: b"%d 0 R" % (int(found[1]) + shift) if found[1] else found[0], head)
        if head.startswith(b"<</Type/Pages/"):
            head = head.replace(b"<</Type/Pages/", b"<</Type/Pages/Parent 1 0 R/", 1)
        self._places.append(self._write(b"%d 0 obj\n%s%s%s" % (number, head, stream, rest)))

    def _write(self, data: bytes) -> int:
        """Write, and return where it begins."""
        place, self._at = self._at, self._at + self._file.write(data)
        return place


def count_of(pdf: bytes) -> int:
    """How many pages a PDF of Typst has. Raises ValueError when Typst did not write it."""
    trailer = _trailer(pdf)
    places = _table(pdf, int(trailer[3]))
    root = places[int(trailer[1]) - 1]
    return _pages(pdf, places, pdf[root : pdf.index(b"endobj", root)])[1]


def _trailer(pdf: bytes) -> re.Match[bytes]:
    trailer = _TRAILER.search(pdf, max(0, len(pdf) - 1024))
    if trailer is None:
        raise ValueError("not a PDF of Typst")
    return trailer


def _pages(pdf: bytes, places: list[int], root: bytes) -> tuple[int, int]:
    """The number of the tree of pages, and how many it holds."""
    tree = _TREE.search(root)
    count = _PAGES.search(pdf, places[int(tree[1]) - 1]) if tree is not None else None
    if tree is None or count is None:
        raise ValueError("not a PDF of Typst")
    return int(tree[1]), int(count[1])


def _table(pdf: bytes, at: int) -> list[int]:
    """Where each object begins, from object 1."""
    lines = pdf[at : pdf.index(b"trailer", at)].split(b"\n")
    if lines[0] != b"xref" or not lines[1].startswith(b"0 "):
        raise ValueError("not a PDF of Typst")
    return [int(line[:10]) for line in lines[3:-1]]

"""One warm reading process for all tests of the reading room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from desktop import wording
from desktop.excel.reading.reader import Reader
from desktop.excel.reading.workbook import Workbook


class TellingReader(Reader):
    """A reader whose every notice must have its words, with all their details."""

    def read(self, *args: Any, **options: Any) -> Workbook:
        book = super().read(*args, **options)
        for notice in [*book.notices, *(notice for sheet in book.sheets for notice in sheet.notices)]:
            sentence = wording.sentence(notice.code, notice.details)
            assert notice.code not in sentence, f"{notice.code} has no sentence"
            assert "…" not in sentence.replace(" …", ""), f"{sentence} lacks a detail"
        return book


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with TellingReader() as running:
        yield running

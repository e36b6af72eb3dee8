"""A full disk is told for what it is, whoever of the program's parts meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from desktop.full_disk import is_full

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
def test_a_sheet_of_a_workbook_that_finds_no_room_is_a_full_disk():
    def write():
        with etree.xmlfile(str(FULL)) as file, file.element("sheet"):
            for _row in range(1000):
                file.write(etree.Element("row", text="x" * 1000))
                file.flush()

    with pytest.raises(etree.SerialisationError) as told:
        write()
    assert is_full(told.value)


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
def test_a_file_that_finds_no_room_is_a_full_disk():
    with pytest.raises(OSError, match="space") as told, FULL.open("wb", buffering=0) as file:
        file.write(b"x")
    assert is_full(told.value)


@pytest.mark.parametrize(
    "error", [OSError(2, "no such file"), ValueError("ENOSPC"), etree.SerialisationError("IO_EIO")]
)
def test_nothing_else_is(error):
    assert not is_full(error)

"""The pages of a sheet as it was printed, for pens and cameras."""

from __future__ import annotations

from typing import Any

import cv2
import pytest

from desktop.papers import render
from desktop.papers.attendance_sheet import DOCUMENT, places
from desktop.papers.document import Json
from tests.papers.samples import sheet
from tests.scans.signed_pages import Printed, printed


@pytest.fixture(scope="session")
def pages() -> list[Printed]:
    """The pages of a sheet of 34 people in five units and two blank lines, two columns to sign in."""
    cv2.setNumThreads(1)
    told: list[Json] = []
    content = sheet(34, units=5, blank_lines=2, number=1, token="12345")

    def placed(_content: Any, answer: Json) -> None:
        told.append(answer)

    pdf = render.pdf(DOCUMENT, content, placed=placed)
    return printed(pdf, places.places(content, told[0]))

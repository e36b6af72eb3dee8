"""The plan of the room: who sits where, and a list of names with their seats."""

from __future__ import annotations

from desktop.papers.document import PEOPLE, Document
from desktop.papers.seat_plan import gather, layout, words
from desktop.papers.seat_plan.options import SeatPlanContent, SeatPlanOptions

DOCUMENT: Document[SeatPlanOptions, SeatPlanContent] = Document(
    name="seat-plan",
    place=100,
    moment="before",
    selects=PEOPLE,
    options=SeatPlanOptions,
    words=words.WORDS,
    gather=gather.gather,
    record=gather.record,
    data=layout.data,
)

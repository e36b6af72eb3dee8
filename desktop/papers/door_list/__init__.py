"""The list in the hand of whoever welcomes at the door: by given name, to be found at a glance."""

from __future__ import annotations

from desktop.papers.document import ALL, Document
from desktop.papers.door_list import gather, layout, tables, words
from desktop.papers.door_list.options import DoorListContent, DoorListOptions

DOCUMENT: Document[DoorListOptions, DoorListContent] = Document(
    name="door-list",
    place=30,
    moment="day",
    selects=ALL,
    options=DoorListOptions,
    words=words.WORDS,
    gather=gather.gather,
    data=layout.data,
    runs=layout.runs,
    listing=tables.listing,
)

"""The attendance record: the sheet after the event, with who was there and what that comes to."""

from __future__ import annotations

from desktop.papers.attendance_record import gather, layout, tables, words
from desktop.papers.attendance_record.options import AttendanceRecordOptions, RecordContent
from desktop.papers.document import ALL, Document

DOCUMENT: Document[AttendanceRecordOptions, RecordContent] = Document(
    name="attendance-record",
    place=20,
    moment="after",
    selects=ALL,
    options=AttendanceRecordOptions,
    words=words.WORDS,
    gather=gather.gather,
    data=layout.data,
    runs=layout.runs,
    listing=tables.listing,
)

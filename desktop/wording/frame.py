"""The words of the official frame (NĐ 30/2020/NĐ-CP, annex I); quốc hiệu and tiêu ngữ are Vietnamese in both languages."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from desktop.domain.agency_lines import agency_lines
from desktop.domain.documents.frame import Annex, Issue, Letterhead
from desktop.domain.names import normalise
from desktop.domain.numerals import roman
from desktop.domain.widths import width_mm
from desktop.i18n import _, language

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DOTS = "…………"

_AGENCY, _SIGNER = (65.0, 12.0), (76.0, 13.0)
"""Who issues and who signs: millimetres of its column, points. One breaking for upright and lying paper, PDF and Word."""

_LABEL = re.compile(r"^(?:số|no\.?)\s*:?\s*(?=[\d/])", re.IGNORECASE)
_LOOSE = re.compile(r"\s*([/-])\s*")
_FOR_ANOTHER = re.compile(r"^\s*(?:KT|TL|TUQ)\s*\.", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;/]")
_NEXT_LINE = re.compile(r"[,;/]\s*(?=(?:KT|TL|TUQ|Q)\s*\.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FrameWords:
    """Every line of the frame, ready to be set."""

    nation: str
    motto: str
    superior: str
    """As is `issuing`: in lines that break before a place ("ỦY BAN NHÂN DÂN / QUẬN HAI BÀ TRƯNG")."""
    issuing: str
    number: str
    """Like Số: 05/GM-UBND; "" for a paper without a number."""
    about: str
    place_and_date: str
    signer_lines: tuple[str, ...]
    signer: str
    recipients_label: str
    recipients: tuple[str, ...]
    sign_here: str


def frame_words(letterhead: Letterhead, issue: Issue | None = None) -> FrameWords:
    """The frame of one paper."""
    issue = issue or Issue(numbered=False)
    recipients = [normalise(line) for line in letterhead.recipients.splitlines()]
    return FrameWords(
        nation=NATION,
        motto=MOTTO,
        superior="\n".join(_lines(normalise(letterhead.superior_body).upper(), *_AGENCY)),
        issuing="\n".join(_lines(normalise(letterhead.issuing_body).upper(), *_AGENCY)),
        number=number_line(letterhead, issue) if issue.numbered else "",
        about=normalise(issue.about),
        place_and_date=place_and_date(normalise(letterhead.locality), issue.date or letterhead.date),
        signer_lines=tuple(part for line in signer_lines(letterhead) for part in _lines(line, *_SIGNER)),
        signer=normalise(letterhead.signer_name),
        recipients_label=_("Recipients:"),
        recipients=tuple(line for line in recipients if line),
        sign_here=_("(Signature and full name)"),
    )


def in_column(frame: FrameWords, room: float) -> FrameWords:
    """The frame with who signs in a column of so many millimetres, where more than two sign side by side."""
    lines = tuple(part for line in frame.signer_lines for part in _lines(line, room, _SIGNER[1]))
    return replace(frame, signer_lines=lines)


def _lines(agency: str, room: float, points: float) -> tuple[str, ...]:
    return agency_lines(agency, lambda line: width_mm(line, points) <= room)


def number_line(letterhead: Letterhead, issue: Issue) -> str:
    """Số: 05/GM-UBND. Numbers under 10 take a zero; one that is not known yet leaves room to be written."""
    return _("No.: {number}").format(number=full_number(letterhead, issue))


def full_number(letterhead: Letterhead, issue: Issue) -> str:
    """05/GM-UBND. A number typed with its symbol ("5/GM-UBND", "Số: 05/GM-UBND") is whole."""
    typed = _LOOSE.sub(r"\1", _LABEL.sub("", normalise(issue.number))).rstrip("/")
    if "/" in typed:
        first, _slash, rest = typed.partition("/")
        return f"{_two_digits(first) or '……'}/{rest}"
    number = _two_digits(typed)
    symbol = "-".join(part for part in (normalise(issue.abbreviation), normalise(letterhead.symbol)) if part)
    return f"{number or '……'}/{symbol}" if symbol else number or "……"


def _two_digits(number: str) -> str:
    return f"{int(number):02d}" if number.isdecimal() else number


def signer_lines(letterhead: Letterhead) -> tuple[str, ...]:
    """TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH: one line each.

    Whoever signs for another (KT., TL., TUQ.) names that office, then below it their own: typed with a comma between.
    """
    lines = _NEXT_LINE.split(normalise(letterhead.signer_authority))
    for title in _NEXT_LINE.split(normalise(letterhead.signer_title)):
        lines += _BETWEEN.split(title, maxsplit=1) if _FOR_ANOTHER.match(title) else [title]
    return tuple(line.strip().upper() for line in lines if line.strip())


def annex_words(annex: Annex) -> tuple[str, str]:
    """Phụ lục I (or Phụ lục), and (Kèm theo Kế hoạch số …); "" for what is not known."""
    number = _("Annex {number}").format(number=roman(annex.number)) if annex.number else _("Annex")
    paper = normalise(annex.paper)
    return number, _("(Enclosed with {paper})").format(paper=paper) if paper else ""


def place_and_date(locality: str, day: dt.date | None) -> str:
    """Hà Nội, ngày 05 tháng 01 năm 2018: days under 10 and months 1 and 2 take a zero, the other months none."""
    pattern = _("{place}, {day}/{month}/{year}")
    if day is None:
        short = DOTS[:2]
        return pattern.format(place=locality or DOTS, day=short, month=short, year=short)
    return pattern.format(place=locality or DOTS, day=f"{day.day:02d}", month=_month(day), year=day.year)


def day_in_words(day: dt.date) -> str:
    """The same without the place: 05 tháng 01 năm 2018."""
    return _("{day}/{month}/{year}").format(day=f"{day.day:02d}", month=_month(day), year=day.year)


def _month(day: dt.date) -> str:
    # The rule is Vietnamese clerks'; an English date is dd/mm/yyyy as everywhere else.
    return f"{day.month:02d}" if day.month < 3 or language() == "en" else str(day.month)

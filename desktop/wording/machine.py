"""What this computer lacks, each in a sentence that says what goes on and what to do."""

from __future__ import annotations

import datetime as dt
import unicodedata

from desktop.i18n import _
from desktop.wording.formats import moment_text


def no_printer() -> str:
    """No printer is set up."""
    return _(
        "This computer has no printer: add one in the system's settings, or save the document as PDF and print it elsewhere."
    )


def no_sound() -> str:
    """Nothing plays sounds."""
    return _(
        "This computer has no loudspeaker: plug one in and switch the sound on again. All that it says stands on the page."
    )


def no_letters() -> str:
    """No typeface has Vietnamese letters: the sentence has none either."""
    words = _(
        "This computer has no typeface with Vietnamese letters: install one (Noto Sans or DejaVu Sans) and start the program "
        "again. The data and files are right nevertheless."
    )
    bare = "".join(each for each in unicodedata.normalize("NFD", words) if not unicodedata.combining(each))
    return bare.replace("đ", "d").replace("Đ", "D")


def temporary_elsewhere(folder: str) -> str:
    """Nothing can be written in the system's temporary folder; `folder` takes its place."""
    return _(
        "Nothing can be written in this computer's temporary folder (locked or full): the program uses {folder} and goes on. "
        "Ask whoever looks after the computer to free it."
    ).format(folder=folder)


def clock_behind(now: dt.datetime, recorded: dt.datetime) -> str:
    """The clock stands before what was recorded already."""
    return _(
        "This computer's clock says {now}, but the data were changed at {recorded}: set the clock, or arrivals get a wrong time."
    ).format(now=moment_text(now), recorded=moment_text(recorded))


def clock_wrong(now: dt.datetime) -> str:
    """The clock stands before the program was made."""
    return _("This computer's clock says {now}: set it before anything is recorded, or it gets a wrong time.").format(
        now=moment_text(now)
    )

"""What the window tells of its data source once it is open, and when the source is no more what was opened."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import __version__, wording
from desktop.domain.errors import AppError
from desktop.i18n import _
from desktop.services import remarks
from desktop.services.opening import clear_away

if TYPE_CHECKING:
    from desktop.domain.progress import IsCancelled, Progress
    from desktop.gui.context import Context
    from desktop.services.remarks import Remark

_TOLD = "told"
_VERSION = "version"
"""Under which names it is remembered what was told, and the version that was opened last."""


def tell(context: Context) -> None:
    """Look beside the window, and tell what there is in the banner."""
    database = context.operations.database

    def work(_progress: Progress, _cancelled: IsCancelled) -> tuple[Remark, ...]:
        clear_away(database)
        return remarks.remarks(database)

    context.operations.plain("remarks", work, partial(_show, context), lambda _error: True)


def _show(context: Context, found: tuple[Remark, ...]) -> None:
    stored = context.remembered(_TOLD)
    told = stored if isinstance(stored, list) else []
    fresh = [remark for remark in found if not remark.once or [remark.code, context.location] not in told]
    context.remember(_TOLD, [*told, *([remark.code, context.location] for remark in fresh if remark.once)])
    if not fresh:
        tell_news(context)
        return
    sentence = " ".join(wording.sentence(remark.code, remark.details) for remark in fresh)
    aside = [remark.aside for remark in fresh if remark.aside is not None]
    if aside:
        context.feedback.offer(sentence, _("Settled"), partial(_settle, aside), tone="warn")
    else:
        context.feedback.warn(sentence)


def tell_news(context: Context) -> None:
    """Say once, in the banner, that this is a newer version than the one before; nothing at the very first start."""
    before = context.remembered(_VERSION)
    context.remember(_VERSION, __version__)
    if isinstance(before, str) and before != __version__:
        from desktop.gui.shell import versions  # seldom

        versions.offer_news(context, before)


def _settle(aside: list[Path]) -> None:
    for file in aside:
        with suppress(OSError):
            remarks.settle(file)


def offer_copy(context: Context, error: Exception) -> None:
    """The data file is gone from its place: what was open is saved in another, which can be opened at once."""
    if isinstance(error, AppError) and error.code == "record.moved":
        copy = str(error.details["copy"])
        sentence = wording.error(error)
        context.feedback.offer(sentence, _("Open it"), lambda: context.shell.open_data(Path(copy)), tone="bad")

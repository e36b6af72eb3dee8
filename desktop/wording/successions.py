"""Successions of units in words."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping

from desktop.domain.successions import Succession, SuccessionKind
from desktop.i18n import _
from desktop.wording.formats import date_text

_KINDS: Mapping[SuccessionKind, Callable[[], str]] = {
    SuccessionKind.MERGE: lambda: _("merged into another unit"),
    SuccessionKind.SPLIT: lambda: _("divided among several units"),
    SuccessionKind.PART: lambda: _("a part went over to another unit"),
    SuccessionKind.RENAME: lambda: _("goes on as a new unit"),
}


def kind_text(kind: SuccessionKind) -> str:
    """How one unit followed another."""
    return _KINDS[kind]()


def line(each: Succession, unit_id: uuid.UUID) -> str:
    """One succession as it is told of a unit: what followed it, or what it followed."""
    day = date_text(each.on) or "–"
    if each.before_id == unit_id:
        return f"{day}: {kind_text(each.kind)}: {each.after}"
    return _("{day}: follows {other} ({kind})").format(day=day, kind=kind_text(each.kind), other=each.before)

"""What the commands about opinions, dialogues and procedures open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.gui.context import Context


def new_round(context: Context) -> object:
    from desktop.gui.opinions.round import open_round

    return open_round(context)


def enter_answers(context: Context) -> object:
    from desktop.gui.opinions.enter import open_enter

    return open_enter(context)


def enter_tally(context: Context) -> object:
    from desktop.gui.opinions.tally import open_tally

    return open_tally(context)


def import_answers(context: Context, paths: Sequence[Path] = ()) -> object:
    from desktop.gui.opinions.take import take_answers

    return take_answers(context, paths)


def read_papers(context: Context, paths: Sequence[Path] = ()) -> object:
    from desktop.gui.opinion_scans.dialog import open_scans

    return open_scans(context, paths)


def new_dialogue(context: Context) -> object:
    from desktop.gui.dialogues.forms import open_dialogue

    return open_dialogue(context)


def new_proposal(context: Context) -> object:
    from desktop.gui.procedures.form import open_proposal

    return open_proposal(context)


def limits(context: Context) -> object:
    from desktop.gui.opinions.limits import open_limits

    return open_limits(context)

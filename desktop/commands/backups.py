"""backup | backups | restore: backups of the data file, with or without a window on it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import paths
from desktop.commands import output
from desktop.commands.subcommands import Subcommands, add
from desktop.domain.backups import Reason
from desktop.i18n import _
from desktop.settings import Settings
from desktop.wording.backups import holds_text, lost_text, reason_text, size_text
from desktop.wording.formats import moment_text

if TYPE_CHECKING:
    from desktop.services.backups import Backup


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    add(commands, "backup", back_up, _("back up the data file now"), json=True)
    add(commands, "backups", show, _("the backups of the data file, and what restoring each would lose"), json=True)
    again = add(commands, "restore", restore, _("let the data file hold again what a backup holds"))
    again.add_argument("backup", metavar=_("NAME"), help=_("name of the backup, as “backups” shows it, or a data file"))


def _data_file(args: argparse.Namespace, settings: Settings) -> Path:
    from desktop.services import backups

    return backups.data_file(args.data or settings.data_file or paths.default_database())


def back_up(args: argparse.Namespace) -> int:
    """Back up the data file now."""
    from desktop.services import backups

    settings = Settings.load()
    path = _data_file(args, settings)
    made = backups.look_into(backups.make(path, Reason.ASKED), path)
    if args.json:
        output.document(_plain(made))
    else:
        output.result(made.name)
        output.say(str(made.path.parent))
    if not backups.carry(path, settings.backup_folder):
        output.say(_absent(settings))
    return 0


def show(args: argparse.Namespace) -> int:
    """The backups of the data file."""
    from desktop.services import backups

    settings = Settings.load()
    path = _data_file(args, settings)
    with output.progress(_("Looking into the backups")) as progress:
        found = backups.list_backups(path, settings.backup_folder, progress)
    if args.json:
        output.document([_plain(each) for each in found])
        return 0
    headings = (_("Backup"), _("Made"), _("Why"), _("Holds"), _("Would be lost"), _("File size"))
    output.table([headings, *(_row(each) for each in found)] if found else [])
    if not found:
        output.say(_("There is no backup of {file} yet: “tap-huan backup” makes one.").format(file=path.name))
    return 0


def _row(each: Backup) -> tuple[str, ...]:
    holds = holds_text(each.holds) if each.good and each.holds is not None else _("damaged")
    lost = lost_text(each.lost) if each.good else "–"
    made_at = moment_text(each.made_at, seconds=True)
    return each.name, made_at, reason_text(each.reason), holds, lost, size_text(each.size)


def _plain(each: Backup) -> dict[str, object]:
    holds = each.holds
    return {
        "name": each.name,
        "made_at": each.made_at.isoformat(),
        "conferences": holds.conferences if holds else None,
        "attendees": holds.attendees if holds else None,
        "marks": holds.marks if holds else None,
        "size": each.size,
        "good": each.good,
    }


def _absent(settings: Settings) -> str:
    from desktop.wording import sentence

    return sentence("backup.second_absent", {"file": settings.backup_folder})


def restore(args: argparse.Namespace) -> int:
    """Let the data file hold again what a backup holds."""
    from desktop.services import backups
    from desktop.services.opening import default_desk

    settings = Settings.load()
    path = _data_file(args, settings)
    source = backups.find(path, args.backup, settings.backup_folder)
    done = backups.restore(path, source, desk=settings.desk or default_desk())
    output.result(done.name)
    if done.before is not None:
        output.say(_("Undo: tap-huan restore {name}").format(name=done.before.name))
    if done.aside is not None:
        output.say(_("The damaged file is kept as {file}.").format(file=done.aside.name))
    return 0

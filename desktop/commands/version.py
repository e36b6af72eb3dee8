"""version: which version this is, whether a folder holds a newer one, what is new."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from desktop import __version__, i18n
from desktop.commands import output
from desktop.commands.subcommands import Subcommands, add
from desktop.domain.errors import InvalidInput
from desktop.i18n import _
from desktop.settings import Settings

if TYPE_CHECKING:
    from desktop.services.releases import Found


def add_to(commands: Subcommands) -> None:
    """Add it to the command line."""
    told = add(commands, "version", run, _("which version this is, and whether there is a newer one"), json=True)
    told.add_argument(
        "--check",
        metavar=_("FOLDER"),
        nargs="?",
        const="",
        help=_("look into the folder that holds newer versions (else the one of the settings)"),
    )
    told.add_argument(
        "--news", metavar=_("VERSION"), nargs="?", const="0", help=_("what is new, or only since this version")
    )


def run(args: argparse.Namespace) -> int:
    """Tell; 1 when the file of a newer version is not the one that was handed out."""
    from desktop.services import releases

    if args.news is not None:
        from desktop.domain.releases import number

        try:
            number(args.news)
        except ValueError as error:
            raise InvalidInput("release.no_version", value=args.news) from error
        output.result(releases.news(i18n.language(), args.news))
        return 0
    if args.check is None:
        if args.json:
            output.document({"version": __version__, "edition": releases.edition().value})
        else:
            output.result(f"tap-huan {__version__}")
        return 0
    place = args.check or Settings.load().update_place
    if releases.is_page(place):
        output.say(_("Newer versions are on a page: {page}").format(page=place))
        return 0
    with output.progress(_("Looking for a newer version")) as progress:
        found = releases.look(place, progress=progress)
    return _tell(found, args)


def _tell(found: Found, args: argparse.Namespace) -> int:
    from desktop.domain.releases import FileState, Newness
    from desktop.services import releases
    from desktop.wording import releases as words

    newer = found.newness is Newness.NEWER
    if args.json:
        output.document(
            {
                "version": __version__,
                "there": found.release.version,
                "released": found.release.released,
                "newness": found.newness.value,
                "file": found.name,
                "state": found.state.value,
            }
        )
    else:
        output.result(words.newness_text(found.release, found.newness, __version__))
        if newer:
            output.say(words.state_text(found.state, found.name, releases.edition()))
        if found.file is not None:
            output.result(str(found.file))
    return 1 if found.state is FileState.CHANGED else 0

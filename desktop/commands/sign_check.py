"""sign-check: the signatures of a PDF; needs no data file."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands import output
from desktop.commands.subcommands import Subcommands, add
from desktop.domain.errors import UnreadableFile
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.domain.signatures import Signature


def add_to(commands: Subcommands) -> None:
    """Add it to the command line."""
    checked = add(commands, "sign-check", run, _("check the signatures of a PDF that comes back"), json=True)
    checked.add_argument("file", metavar="FILE.pdf", help=_("signed PDF"))
    checked.add_argument(
        "--root",
        metavar=_("FILE"),
        action="append",
        default=[],
        help=_("certificate (.cer, .crt, .pem) to trust beside those kept; may be given several times"),
    )


def run(args: argparse.Namespace) -> int:
    """Tell of each signature; 0 only when the file is whole and every signature trusted."""
    from desktop.services.signatures import checking, roots
    from desktop.wording import signatures as words

    path = Path(args.file)
    trusted = [*roots.trusted(), *(checking.read_certificate(Path(each)) for each in args.root)]
    try:
        found = checking.check(path, trusted)
    except UnreadableFile as problem:
        if not args.json:
            raise
        told = output.message(problem.code, problem.details)
        output.document({"file": path.name, "good": False, "signatures": [], **told})
        return 1
    if args.json:
        output.document(
            {
                "file": found.name,
                "good": found.good,
                "message": words.verdict(found),
                "revocation_checked": False,
                "signatures": [_plain(each) for each in found.signatures],
            }
        )
        return 0 if found.good else 1
    for number, each in enumerate(found.signatures):
        if number:
            output.result()
        output.table(words.lines(each))
    output.say(words.verdict(found))
    if found.signatures:
        output.say(words.not_checked())
    return 0 if found.good else 1


def _plain(one: Signature) -> dict[str, object]:
    from desktop.wording import signatures as words

    stamp = one.timestamp
    return {
        "signer": one.signer,
        "organisation": one.organisation,
        "issuer": one.issuer,
        "over_document": one.over_document,
        "claimed_at": _iso(one.claimed_at),
        "timestamp": {"at": _iso(stamp.at), "by": stamp.by, "trusted": stamp.trusted} if stamp else None,
        "intact": one.intact,
        "after": str(one.after),
        "trusted": one.trusted,
        "trust": str(one.trust),
        "valid_until": _iso(one.valid_until),
        "good": one.good,
        "message": "; ".join((words.whole(one), words.trust(one))),
    }


def _iso(moment: dt.datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None

"""certificate-check and certificate-key: the signed code of a certificate, and the office's key it is checked with."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands import output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.domain.certificate_code import is_certificate
from desktop.domain.errors import UnreadableFile
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.papers.certificates.standing import Looked
    from desktop.services.certificate_codes.keys import PublicKey
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    checked = add_on_database(
        commands, "certificate-check", check, _("check the code of a certificate: genuine or changed"), json=True
    )
    checked.add_argument(
        "what",
        metavar=_("TEXT_OR_PICTURE"),
        help=_("text of the QR code, a picture of it, or - for the standard input"),
    )
    checked.add_argument(
        "--key",
        metavar=_("FILE"),
        action="append",
        default=[],
        help=_("public key of another office, as its certificate-key writes it; may be given several times"),
    )
    key = add_on_database(
        commands, "certificate-key", show_key, _("the office's public key and its fingerprint"), json=True
    )
    key.add_argument("-o", "--output", metavar="FILE.pem", default="", help=_("write the public key"))
    key.add_argument(
        "--page", metavar="FILE.html", default="", help=_("write a page that checks certificates without the program")
    )


def check(database: Database, args: argparse.Namespace) -> int:
    """Judge every certificate's code in the text or picture; 0 only when all are genuine and none is revoked or replaced."""
    from desktop.papers.certificates import standing
    from desktop.services.certificate_codes import keys

    others = [keys.from_file(Path(each)) for each in args.key]
    texts = _texts(args.what)
    organizer = database.role == "organizer"
    found = database.read(lambda tx: standing.look(tx, texts, others, with_register=organizer))
    good = all(one.good for one in found)
    if args.json:
        told = [_plain(one) for one in found]
        output.document(told[0] if len(told) == 1 else {**_worst(told), "certificates": told})
        return 0 if good else 1
    for number, one in enumerate(found):
        if number:
            output.result()
        _tell(one)
    return 0 if good else 1


def _texts(what: str) -> list[str]:
    """The codes to judge: the text itself, or those in a picture; what is no certificate's only when nothing else is there."""
    from desktop.papers import code_pictures
    from desktop.papers.certificates import standing

    if what == "-":
        return [sys.stdin.read()]
    if is_certificate(what) or not (_is_file(what) or Path(what).suffix.lower() in _PICTURES):
        return [what]
    try:
        found = code_pictures.codes_in(Path(what))
    except UnreadableFile as problem:
        text = _text_of(Path(what))
        if not is_certificate(text):
            output.say(output.message(problem.code, problem.details)["message"])
        return [text]
    return standing.certificates_first(found) or [""]


_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif")
"""A name with such an ending is meant as a file, there or not."""
_LONGEST = 16 * 1024


def _text_of(path: Path) -> str:
    """What a small file of text says; "" for another file, or none."""
    try:
        return path.read_text(encoding="utf-8-sig") if path.stat().st_size <= _LONGEST else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _is_file(what: str) -> bool:
    try:
        return Path(what).is_file()
    except (OSError, ValueError):  # longer than a name may be, or with a NUL in it
        return False


def _tell(one: Looked) -> None:
    from desktop.wording import certificate_codes as words

    output.result(words.verdict_text(one.checked.verdict))
    if one.checked.code is not None:
        output.table(words.lines(one.checked.code))
    if one.standing is not None:
        output.say(words.standing_text(one.standing.state, one.standing.details))


def _plain(one: Looked) -> dict[str, Any]:
    from desktop.wording import certificate_codes as words

    code, key, where = one.checked.code, one.checked.key, one.standing
    day = code.issued_on if code is not None else None
    return {
        "verdict": str(one.checked.verdict),
        "good": one.good,
        "message": words.verdict_text(one.checked.verdict),
        "number": code.number if code is not None else None,
        "full_name": code.full_name if code is not None else None,
        "issued_on": day.isoformat() if day is not None else None,
        "key": code.key_id if code is not None else None,
        "fingerprint": key.fingerprint if key is not None else None,
        "standing": where.state if where is not None else None,
        "standing_message": words.standing_text(where.state, where.details) if where is not None else "",
    }


def _worst(told: list[dict[str, Any]]) -> dict[str, Any]:
    """The first that is not good stands for all."""
    return next((each for each in told if not each["good"]), told[0])


def show_key(database: Database, args: argparse.Namespace) -> int:
    """Tell the fingerprint; write the public key and the page, when asked to. An office without a key gets one."""
    from desktop.papers import check_page
    from desktop.papers.certificates import standing
    from desktop.services.certificate_codes import keys
    from desktop.whole_file import write_whole

    def work(tx: Transaction) -> tuple[PublicKey, str]:
        return keys.public(tx) or keys.private(tx)[1], standing.office(tx)

    known = database.read(keys.public)
    key, office = database.read(work) if known is not None else database.write(work)
    files = []
    for name, text in ((args.output, key.pem), (args.page, args.page and check_page.page(key, office))):
        if name:
            write_whole(Path(name), text.encode())
            files.append(name)
    if args.json:
        output.document({"id": key.id, "fingerprint": key.fingerprint, "public_key": key.pem, "files": files})
        return 0
    output.result(key.fingerprint)
    for name in files:
        output.say(_("Wrote {file}.").format(file=name))
    return 0

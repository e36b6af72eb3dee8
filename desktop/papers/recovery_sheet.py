"""The sheet that opens an encrypted data file when its passphrase is forgotten or its key file lost: printed, kept in a safe."""

from __future__ import annotations

import datetime as dt
import io

from desktop.i18n import _
from desktop.papers import render
from desktop.wording.formats import date_text


def pdf(file: str, recovery_key: str) -> bytes:
    """The recovery sheet of the data file of this name, as PDF."""
    groups = recovery_key.split("-")
    data: dict[str, object] = {
        "title": _("Recovery sheet"),
        "about": _("This sheet opens the encrypted data file of Tập Huấn named below."),
        "facts": [[_("Data file"), file], [_("Made on"), date_text(dt.date.today())]],
        "key_title": _("Recovery key"),
        "groups": groups,
        "square": _square(recovery_key),
        "use_title": _("When it is needed"),
        "use": [
            _("The passphrase is forgotten: type the recovery key where the passphrase is asked for."),
            _("The key file beside the data (….seal.json) is lost: the recovery key opens the data without it."),
            _("Then choose a new passphrase: File › Change the passphrase…"),
        ],
        "keep_title": _("How to keep it"),
        "keep": [
            _("Keep this sheet in a safe, apart from the computer and its backups."),
            _("Whoever holds it can read all personal data in the file: never photograph it or send it."),
            _(
                "Without the passphrase and without this sheet nobody can open the data, not even the makers of the program."
            ),
        ],
        "kept_by": _("Kept by"),
        "place": _("Place"),
        "signature": _("Signature"),
    }
    return render.compiled("recovery-sheet.typ", data)


def _square(text: str) -> str:
    import segno

    made = io.BytesIO()
    segno.make(text, error="m", micro=False).save(made, kind="svg", border=0, xmldecl=False)
    return made.getvalue().decode()

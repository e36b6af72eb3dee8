"""How the form of proposals is signed."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.documents import fields


@dataclass(frozen=True, slots=True)
class ProcedureFormOptions:
    """How the form is laid out."""

    signature: bool = fields.flag(True)

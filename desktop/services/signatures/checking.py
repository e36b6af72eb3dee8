"""A signed PDF checked: by the roots the office has added, and more if given. Nothing is fetched; revocation stays unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop.domain.errors import AppError, UnreadableFile
from desktop.domain.progress import IsCancelled
from desktop.domain.signatures import After, Root, Signature, SignedFile, Timestamp, Trust
from desktop.isolated.job import Failure
from desktop.isolated.runner import Runner
from desktop.services.signatures.job import JOB, Request

SECONDS = 60.0
_MEMORY = 1024**3
LARGEST = 200 * 1024 * 1024
"""Of a signed PDF, in bytes."""
_LARGEST_CERTIFICATE = 1024 * 1024


def check(path: Path, roots: Sequence[bytes], *, cancelled: IsCancelled = lambda: False) -> SignedFile:
    """The signatures of a PDF; `roots` are files of the certificates trusted.

    Raises UnreadableFile when it can't be checked, AppError("signed.missing") without pyHanko.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableFile("signed.too_large", file=path.name, limit=LARGEST // 1024**2)
    except OSError as problem:
        raise UnreadableFile("signed.not_there", file=path.name) from problem
    found = _asked(("check", str(path.absolute()), list(roots)), "signatures", path.name, cancelled)
    return SignedFile(path.name, tuple(_signature(each) for each in found))


def certificates(files: Sequence[tuple[str, bytes]]) -> list[Root]:
    """The certificates of files, each given by its name and bytes. Raises UnreadableFile("signed.not_certificate")."""
    return [
        Root(
            str(each["name"]),
            str(each["organisation"]),
            dt.datetime.fromtimestamp(float(each["valid_until"]), dt.UTC),
            str(each["fingerprint"]),
            bytes(each["pem"]),
        )
        for name, data in files
        for each in _asked(("certificates", "", [data]), "certificates", name)
    ]


def read_certificate(path: Path) -> bytes:
    """A file of certificates as it is, once it proved to be one. Raises UnreadableFile."""
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST_CERTIFICATE else b""
    except OSError as problem:
        raise UnreadableFile("signed.not_there", file=path.name) from problem
    certificates([(path.name, data)])
    return data


_runner: Runner[Request] = Runner(JOB)


def _asked(request: Request, wanted: str, file: str, cancelled: IsCancelled = lambda: False) -> list[dict[str, Any]]:
    answers: list[tuple[Any, ...]] = []

    def failed(failure: Failure) -> UnreadableFile:
        code = "signed.damaged" if failure is Failure.CRASHED else "signed.too_hard"
        return UnreadableFile(code, file=file)

    _runner.run(request, answers.append, seconds=SECONDS, memory=_MEMORY, failed=failed, cancelled=cancelled)
    tag, content = answers[0]
    if tag == wanted:
        return list(content)
    if content == "missing":
        raise AppError("signed.missing")
    raise UnreadableFile(f"signed.{content}", file=file)


def _signature(one: dict[str, Any]) -> Signature:
    stamp = one.get("stamp")
    return Signature(
        signer=str(one.get("name", "")),
        organisation=str(one.get("organisation", "")),
        issuer=str(one.get("issuer", "")),
        claimed_at=_moment(one.get("claimed_at")),
        timestamp=Timestamp(dt.datetime.fromtimestamp(stamp[0], dt.UTC), str(stamp[1]), bool(stamp[2]))
        if stamp is not None
        else None,
        intact=bool(one["intact"]),
        after=After(one["after"]),
        trust=Trust(one.get("trust", Trust.BROKEN)),
        valid_until=_moment(one.get("valid_until")),
        over_document=bool(one["over_document"]),
    )


def _moment(seconds: float | None) -> dt.datetime | None:
    return None if seconds is None else dt.datetime.fromtimestamp(seconds, dt.UTC)

"""The job of the child process that reads signed PDFs and certificates; nothing in them can make it fetch anything."""

from __future__ import annotations

from desktop.isolated import frames
from desktop.isolated.job import Job, Send, Work

Request = tuple[str, str, list[bytes]]
"""("check", path of the PDF, files of certificates trusted) or ("certificates", "", files of certificates).

The answer is ("signatures", [each as a dictionary]), ("certificates", [each as a dictionary]) or ("refused", why).
"""


def _start() -> Work[Request]:
    try:
        from desktop.services.signatures import judging  # noqa: F401 - here, once: every request needs it
    except ModuleNotFoundError:
        return _missing
    return _serve


def _missing(_request: Request, send: Send) -> bool:
    send(frames.pack(("refused", "missing")))
    return False


def _serve(request: Request, send: Send) -> bool:
    from desktop.services.signatures import certificates, judging

    kind, path, files = request
    try:
        known = [each for file in files for each in certificates.read(file)]
        if kind == "check":
            send(frames.pack(("signatures", judging.signatures(path, known))))
        else:
            send(frames.pack(("certificates", [certificates.about(each) for each in known])))
    except certificates.Refused as why:
        send(frames.pack(("refused", str(why))))
    return kind == "check"  # what a hostile file left behind is not kept for the next


JOB = Job(__name__, _start, copied=True)

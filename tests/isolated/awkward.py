"""A job that does whatever a test asks of it."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Callable

from desktop.isolated import frames
from desktop.isolated.job import Job, Send

Request = tuple[str, object]


def start() -> Callable[[Request, Send], bool]:
    print("starting")  # noqa: T201
    served = 0

    def serve(request: Request, send: Send) -> bool:
        nonlocal served
        served += 1
        wish, value = request
        match wish:
            case "crash":
                os.abort()
            case "fail":
                raise RuntimeError("a library's own")
            case "eat":
                kept = []
                while True:
                    kept.append(b"x" * 10_000_000)
            case "sleep":
                send(frames.pack(("asleep",)))
                time.sleep(60)
            case "wait":
                send(frames.pack((os.getpid(),)))
                time.sleep(60)
            case "die":
                os.kill(os.getpid(), int(str(value)))
            case "spin":
                while True:
                    pass
            case "noise":
                print("noise")  # noqa: T201
                assert sys.__stdout__ is not None
                sys.__stdout__.write("noise")
                os.write(1, b"noise")
                ctypes.CDLL(None if os.name == "posix" else "ucrtbase").puts(b"noise")
            case "hear":
                send(frames.pack((sys.stdin.read(), os.read(0, 10))))
            case "environment":
                send(frames.pack((dict(os.environ),)))
            case "modules":
                import zipfile

                send(frames.pack((zipfile.__file__,)))
        send(frames.pack((served, value)))
        return wish == "grow"

    return serve


JOB = Job(__name__, start)

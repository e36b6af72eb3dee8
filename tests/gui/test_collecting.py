"""The collector of cycles rests while much is read for a small answer, and never stays at rest."""

from __future__ import annotations

import gc
import threading
from typing import Any

import pytest

from desktop.gui.collecting import Rest, resting
from desktop.services import overview, reviewing
from tests.gui.review.test_queue import Reviewer, reviewer

__all__ = ["reviewer"]


def test_it_works_again_after_the_last_rest_has_ended_on_whatever_thread() -> None:
    first = Rest()

    def elsewhere() -> None:
        with resting():
            assert not gc.isenabled()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert not gc.isenabled()
    first.end()
    first.end()
    assert gc.isenabled()


def test_a_failure_ends_the_rest() -> None:
    with pytest.raises(ValueError, match="broken"), resting():
        raise ValueError("broken")
    assert gc.isenabled()


def test_the_queue_and_the_overview_behind_it_are_read_without_it(
    reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, set[bool]] = {"cases": set(), "overview": set()}
    for module, name in ((reviewing, "cases"), (overview, "overview")):
        real = getattr(module, name)

        def watched(*given: Any, _real: Any = real, _name: str = name, **more: Any) -> Any:
            seen[_name].add(gc.isenabled())
            return _real(*given, **more)

        monkeypatch.setattr(module, name, watched)
    reviewer.walk_in("Lê Văn Một", "Phường Bạch Đằgn")
    queue = reviewer.open()
    reviewer.window.show_page("overview")
    page: Any = reviewer.window.page
    page.make_stale(page.areas)
    reviewer.settle()
    assert seen == {"cases": {False}, "overview": {False}}
    assert gc.isenabled()
    queue.reject()

"""The collector of cycles rests while a large plan is looked at, and never stays at rest."""

from __future__ import annotations

import gc

from desktop.gui.collecting import Rest


def test_it_works_again_after_the_last_rest_has_ended_whatever_the_order() -> None:
    first, second = Rest(), Rest()
    first.end()
    first.end()
    assert not gc.isenabled()
    second.end()
    assert gc.isenabled()

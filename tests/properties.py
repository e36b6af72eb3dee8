"""How the property tests (Hypothesis) run: in `make test` the same everywhere, in `make fuzz` at random and long.

A newcomer's `make test` must not be red because of an example that nobody has met before: it always tries the same ones,
and none of them is judged by the clock. `make fuzz` looks for new ones; what it finds becomes an `@example`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.internal.conjecture import providers

USUAL = 100
"""How many examples a test tries in a round of `make fuzz EXAMPLES=100` unless it says otherwise."""
_TRIED, _LEAST = 40, 10
"""`make test` tries so many of each hundred, at least ten: the same ones every time, so that more find little new."""

# A build machine only says that a rule is broken and by what: making the example small can take minutes.
_FINDING = [Phase.explicit, Phase.reuse, Phase.generate, Phase.target]
_SHRINKING = [*_FINDING, Phase.shrink]

settings.register_profile(
    "same", max_examples=USUAL, deadline=None, derandomize=True, print_blob=True,
    phases=_FINDING if os.environ.get("CI") else _SHRINKING,
)  # fmt: skip
settings.register_profile("fuzz", max_examples=USUAL, deadline=None, print_blob=True, phases=_SHRINKING)


def begin(fuzz: int | None) -> None:
    """Settle how the tests run that are imported from here on; `fuzz`: how many random examples each tries, or None."""
    settings.load_profile("same" if fuzz is None else "fuzz")
    if fuzz is None:
        # Hypothesis also draws constants out of the source of whatever is loaded: that depends on what has run before.
        providers._get_local_constants = lambda: providers._local_constants


def settle(items: Iterable[pytest.Item], fuzz: int | None) -> None:
    """What holds of every property test, also where it has settings of its own."""
    tests: set[Any] = {getattr(item, "obj", None) for item in items}
    for test in tests:
        if getattr(test, "is_hypothesis_test", False):
            test._hypothesis_internal_use_settings = settled(test._hypothesis_internal_use_settings, fuzz)


def settled(own: settings, fuzz: int | None) -> settings:
    """These settings without a look at the clock; under `fuzz` with more examples, fewer where each takes long."""
    return settings(
        own,
        deadline=None,
        max_examples=_tried(own.max_examples) if fuzz is None else max(1, own.max_examples * fuzz // USUAL),
        suppress_health_check={*own.suppress_health_check, HealthCheck.too_slow},
    )


def _tried(examples: int) -> int:
    return min(examples, max(_LEAST, examples * _TRIED // USUAL))

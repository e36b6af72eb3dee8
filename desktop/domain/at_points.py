"""Where people are, and who follows a session: what a start needs to know of points (the rest: `domain.points`)."""

from __future__ import annotations

import uuid
from collections.abc import Collection

PointId = uuid.UUID | None
"""A point; None is the main hall."""


def takes_part(points: Collection[PointId], point: PointId) -> bool:
    """Whether people of a point follow a session for which these points are named; none named: all follow it."""
    return not points or point in points

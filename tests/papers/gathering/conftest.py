"""What gathering begins with: the conference of the services' tests."""

from __future__ import annotations

from tests.services.conftest import conference

__all__ = ["conference"]

"""The same job, each request of which is done in a copy of the child."""

from __future__ import annotations

from desktop.isolated.job import Job
from tests.isolated import awkward

JOB = Job(__name__, awkward.start, copied=True)

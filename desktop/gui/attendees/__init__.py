"""The list of attendees: its page, each person, what is done to several at once."""

import uuid

NOBODY = uuid.UUID(int=0)
"""Stands for "no role group" in the filter."""

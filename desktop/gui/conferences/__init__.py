"""Conferences: the overview, their details and role groups, the first start."""

"""Proposals about administrative procedures."""

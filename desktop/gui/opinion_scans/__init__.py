"""Filled questionnaires from photographs and scans: looked through by key, answers in words typed, confirmed."""

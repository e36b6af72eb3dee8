"""The record of years: who was trained when, for how long, and the figures of any span of time.

A reported period is only read. Its conferences are refused by the journal as closed ones are, until a correction is
opened with its reason (`desktop/services/training/periods.py::open_correction`); days of it take no session unseen
(`desktop/services/training/locks.py::refuse_day`).
"""

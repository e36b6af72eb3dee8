"""The record of years: the figures of any span of days, and what stands behind each."""

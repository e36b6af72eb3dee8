"""The record of years: who was trained when, for how long, and the figures of any span of time."""

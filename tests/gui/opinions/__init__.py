"""Tests of the tabs after the conference: opinions, dialogues, procedures."""

"""Dialogues with the people, their questions and their days."""

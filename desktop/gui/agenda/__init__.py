"""The agenda: its page and a training session."""

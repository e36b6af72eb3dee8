"""The seat plan and its editor."""

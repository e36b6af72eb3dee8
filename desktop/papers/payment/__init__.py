"""The list of payment."""

"""The seat plan."""

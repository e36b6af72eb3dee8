"""The invitation."""

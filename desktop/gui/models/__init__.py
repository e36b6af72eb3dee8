"""Qt models, fed frozen dataclasses."""

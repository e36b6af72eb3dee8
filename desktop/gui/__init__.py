"""The window: asks services, shows results."""

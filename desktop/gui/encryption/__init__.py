"""The data file encrypted at rest: opening it, choosing and changing its passphrase, the recovery sheet."""

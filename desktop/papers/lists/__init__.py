"""The list of the registered, the annex of quotas, the list of documents received."""

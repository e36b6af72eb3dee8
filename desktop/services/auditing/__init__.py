"""The audit: every way in which people's data left, chained with the journal so that no line can change unseen."""

"""What somebody should review: one queue of cases, settled one after the other."""

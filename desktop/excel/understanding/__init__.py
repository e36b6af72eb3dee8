"""From cells to people: where a sheet's lists stand, what its columns hold, and what each row is."""

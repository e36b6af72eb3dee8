"""After the conference: the board of units and tasks, and what is said of each."""

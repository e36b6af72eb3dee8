"""Points of a conference: the board, what each is like, who sits there, what is asked of those who owe pages."""

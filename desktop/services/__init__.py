"""What an organizer can do, one function each."""

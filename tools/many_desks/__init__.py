"""Many desks driven for good: eight at one door, three windows on one screen, and strangers on the network (`make desks`)."""

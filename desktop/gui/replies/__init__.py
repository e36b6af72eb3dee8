"""Before the conference: how the invited units reply, who is to be reminded, and what goes out to them."""

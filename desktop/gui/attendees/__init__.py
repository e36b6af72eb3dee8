"""The list of attendees: its page, each person, what is done to several at once."""

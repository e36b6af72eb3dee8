"""A whole conference tidied at once: what could be written better is proposed, chosen, and changed in one step."""

from desktop.services.tidying.applying import apply
from desktop.services.tidying.proposing import proposals
from desktop.services.tidying.refusing import ask_again, refuse, refused

__all__ = ["apply", "ask_again", "proposals", "refuse", "refused"]

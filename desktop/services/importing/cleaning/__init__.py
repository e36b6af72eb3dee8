"""From the cells of a row to clean text by field, with everything that was odd about them."""

from desktop.services.importing.cleaning.row import clean
from desktop.services.importing.cleaning.several import people_of
from desktop.services.importing.cleaning.text import as_text

__all__ = ["as_text", "clean", "people_of"]

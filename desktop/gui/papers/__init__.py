"""Documents: their cards, options and pages, the printer, the office's own templates."""

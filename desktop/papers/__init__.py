"""Content to Typst template to PDF to preview or printer."""

"""Word files: the program's own form, made in code, or the office's, filled in by docxtpl.

guard: files that are not opened · reading: what a form asks for · filling: a form and its values · making: the pieces of
the program's own forms · forms: those forms · own: the office's form kept in the data folder.

docxtpl, python-docx and Jinja are imported when a Word file is made, and missed in words.

Word says what paper says: one content, one wording; `tests/papers/test_word_says_the_same.py` compares the texts of
both.
"""

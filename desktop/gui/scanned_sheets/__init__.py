"""Photographs and scans of signed sheets: read, looked through, confirmed.

review: what the pictures and somebody's keys come to, without Qt · pictures: pages and strips of them · strips: the list of cells ·
page_view: the whole page · pages: which pages came, and which did not · dialog: all of it, from the files to the confirmation.
"""

"""What documents of an office have in common before they are laid out.

fields: their options · selection: for whom · people: who stands on them, under which headings · frame: the official frame ·
tallies: counts of attendance · templates, word: what an office may change. Each document has a folder in `desktop.papers`.
"""

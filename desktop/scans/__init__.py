"""Pictures of signed pages become verdicts: which page it is, where it lies in the picture, which cells are signed.

pictures: a file's bytes → grey pictures · codes: the small squares in them · laying: a page of the picture, flat on the page as
it was printed · ink: what stands in each cell to sign in · straight: the page as a picture to look at.

Nothing here knows the record, and names are never read: a cell is signed, blank, or somebody has to look at it.
"""

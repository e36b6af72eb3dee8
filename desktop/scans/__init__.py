"""Pictures of signed pages become verdicts: which page it is, where it lies in the picture, which cells are signed.

pictures: a file's bytes → grey pictures · codes: the small squares in them · laying: a page of the picture, flat on the page as
it was printed · ink: what stands in each cell to sign in · straight: the page as a picture to look at.

Nothing here knows the record, and names are never read: a cell is signed, blank, or somebody has to look at it.

A photographed page is laid on the page as printed (`desktop/scans/laying.py::lay`): the square says which page it is,
the ruling kept with the sheet where it lies. Without a readable square the sheets are laid out once more and the page's
own words decide, or nobody does (`desktop/scans/matching.py::match`). Ink is judged by strokes
(`desktop/scans/ink.py::judge`); what they are, a signature or perhaps a mark for somebody away, a small network tells
(`desktop/scans/signature.py::odds`), which learnt it from drawn hands (`tools/handwriting`). Names are never read, a
doubt is asked.
"""

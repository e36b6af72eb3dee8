"""Points of a conference beside its main hall: who sits where, which sessions they follow, which of their pages came back.

belonging: at which point somebody sits · following: which points follow a session · keeping: points, their units, and words about
single people · board: how each point stands · pages: pages that came as pictures · reporting: texts for points whose pages
are missing · merging: what another desk's file says.

Where somebody sits is worked out (`desktop/services/points/belonging.py::point_of`): where they were put by hand, else
where their unit sits, else in the main hall, which has no row and is None wherever a point may stand. Which pages of a
point's sheet came is told in one place (`desktop/domain/points.py::pages_come`); a sheet is a point's when it was made
for that point alone.
"""

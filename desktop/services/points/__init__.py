"""Points of a conference beside its main hall: who sits where, which sessions they follow, which of their pages came back.

belonging: at which point somebody sits · following: which points follow a session · keeping: points, their units, and words about
single people · board: how each point stands · pages: pages that came as pictures · reporting: texts for points whose pages
are missing · merging: what another desk's file says.
"""

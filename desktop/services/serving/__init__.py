"""Many desks without a server of the office's: the organizer's computer runs one while the door is open.

The conference moves in from its data file and back into it; where it is stands in one small file (`where`).
"""

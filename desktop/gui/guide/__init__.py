"""The user guide in a window of its own, and F1 that opens it at the page or dialog in front.

F1 leads to the guide. Every page and dialog names its place there (`desktop/domain/guide.py::Topic`), an anchor in the
files of `docs`, which are read by chapters (`desktop/domain/guide.py::Guide`) and packed with the program.
"""

"""Teaches the reader of signed sheets to tell a signature from a mark that says that somebody is away.

`python -m tools.handwriting FOLDER` draws some 200,000 cells as people fill them in, photographs them, lets the reader find the
ink in them, trains the small network of `desktop/scans/signature.py` on them and writes its weights into the project. It wants
`pip install torch onnx fonttools scikit-image` and npm: the typefaces are fetched into FOLDER and never become part of the
project. Nothing here reads a picture of a real sheet, and no test of the reader draws with it: `tests.photographed` and
`tests.scans`, by which the reader is judged, have hands of their own.
"""

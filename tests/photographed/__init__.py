"""Signed sheets as people photograph and scan them, made by somebody who had not seen the reader, and what it says of them.

`python -m tests.photographed --pages 300 --seed 1` prints sheets of several conferences with the program, signs them
(`pens`, `writing`, `signing`), photographs (`camera`, `light`) or scans them (`scanner`), reads them with
`scan-sheets --json` and prints how often that was right (`judging`). Nothing here knows how the reader works: the cells'
places come from `sheets --places`, all else from the printed pages.
"""

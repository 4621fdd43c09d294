"""Map photos to the inks of an e-paper display: python examples/given_palette.py PHOTO..."""

import sys
from pathlib import Path

import colorquant as cq

INKS = cq.Palette(["#000", "#fff", "#008000", "#00f", "#f00", "#ff0", "#ff8000"])

for photo in map(Path, sys.argv[1:]):
    INKS.apply(photo).save(f"{photo.stem}-inks.png")

"""Map photos onto the inks of an e-paper display: python examples/given_palette.py PHOTO..."""

import sys
from pathlib import Path

import colorquant as cq

INKS = cq.Palette(
    [
        (0, 0, 0),
        (255, 255, 255),
        (0, 128, 0),
        (0, 0, 255),
        (255, 0, 0),
        (255, 255, 0),
        (255, 128, 0),
    ]
)

for photo in map(Path, sys.argv[1:]):
    INKS.apply(photo).save(f"{photo.stem}-inks.png")

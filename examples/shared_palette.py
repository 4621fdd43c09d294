"""Reduce many photos to one palette of 256 colors: python examples/shared_palette.py PHOTO...

The photos are read one at a time, once to count their colors and once to map them.
"""

import sys
from pathlib import Path

import colorquant as cq

photos = [Path(name) for name in sys.argv[1:]]

quantizer = cq.Quantizer(256, shared_palette=True)

for photo, reduced in zip(photos, quantizer.quantize_all(photos), strict=True):
    reduced.save(f"{photo.stem}-reduced.png")

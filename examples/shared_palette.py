"""Reduce many photos to one palette of 256 colours: python examples/shared_palette.py PHOTO...

A fit sees nothing but the histogram, and histograms add: no two photos are ever in memory together.
"""

import sys
from pathlib import Path

import colorquant as cq

first, *rest = map(Path, sys.argv[1:])

histogram = cq.ColorHistogram.from_image(first)
for photo in rest:
    histogram = histogram + cq.ColorHistogram.from_image(photo)

palette = cq.KMeans(256).fit(histogram)

for photo in (first, *rest):
    palette.apply(photo).save(f"{photo.stem}-reduced.png")

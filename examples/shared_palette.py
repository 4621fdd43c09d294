"""Reduce many photos to one palette of 256 colors: python examples/shared_palette.py PHOTO...

A fit sees nothing but the histogram, and histograms add: no two photos are ever in memory together.
"""

import sys
from pathlib import Path

import colorquant as cq

photos = [Path(name) for name in sys.argv[1:]]

palette = cq.KMeans(256).fit(cq.ColorHistogram.from_images(photos))

for photo in photos:
    palette.apply(photo).save(f"{photo.stem}-reduced.png")

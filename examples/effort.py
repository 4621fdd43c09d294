"""Compare the efforts of a fit: python examples/effort.py PHOTO..."""

import sys

import colorquant as cq

COLORS = 32

for photo in sys.argv[1:]:
    histogram = cq.ColorHistogram.from_image(photo)
    for effort in ("fast", "balanced", "best"):
        palette = cq.KMeans(COLORS, effort=effort).fit(histogram)
        reduced = palette.apply(photo, dither="none")
        print(f"{photo}: {effort}: distortion {reduced.distortion:.3f}, PSNR {reduced.psnr:.2f} dB")

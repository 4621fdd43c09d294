"""What a better search for the palette buys: python examples/effort.py PHOTO..."""

import sys

import colorquant as cq

COLORS = 32

for photo in sys.argv[1:]:
    histogram = cq.ColorHistogram.from_image(photo)
    for effort in ("fast", "balanced", "best"):
        palette = cq.KMeans(COLORS, effort=effort).fit(histogram)
        reduced = palette.apply(photo)
        print(f"{photo}: {effort}: distortion {reduced.distortion:.3f}, PSNR {reduced.psnr:.2f} dB")

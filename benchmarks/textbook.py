"""The textbook example as a script, to be timed as a whole process.

It takes the steps of scikit-learn's "Color Quantization using K-Means" example: fit K-Means on
1,000 pixels of china.jpg, map every pixel to its nearest center, do the same with a random
codebook, and show both beside the original.

The example is by Robert Layton, Olivier Grisel and Mathieu Blondel; copyright the scikit-learn
developers, BSD-3-Clause. It shows three figures on screen; here they are the panels of one file.

Usage: python textbook.py N FIGURE
"""

import sys
from time import perf_counter

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import load_sample_image
from sklearn.metrics import pairwise_distances_argmin
from sklearn.utils import shuffle

n_colors, figure_path = int(sys.argv[1]), sys.argv[2]

photo = np.array(load_sample_image("china.jpg"), dtype=np.float64) / 255
pixels = photo.reshape(-1, 3)

print("Fitting K-Means on a small sample of the pixels")
start = perf_counter()
sample = shuffle(pixels, random_state=0, n_samples=1_000)
kmeans = KMeans(n_clusters=n_colors, random_state=0).fit(sample)
print(f"done in {perf_counter() - start:.3f} s")

print("Mapping the whole image (K-Means)")
start = perf_counter()
labels = kmeans.predict(pixels)
print(f"done in {perf_counter() - start:.3f} s")

print("Mapping the whole image (random)")
start = perf_counter()
codebook = shuffle(pixels, random_state=0, n_samples=n_colors)
random_labels = pairwise_distances_argmin(codebook, pixels, axis=0)
print(f"done in {perf_counter() - start:.3f} s")

panels = {
    "Original image (96,615 colors)": photo,
    f"Quantized image ({n_colors} colors, K-Means)": kmeans.cluster_centers_[labels],
    f"Quantized image ({n_colors} colors, Random)": codebook[random_labels],
}
figure, axes = plt.subplots(1, len(panels), figsize=(18, 5))
for axis, (title, panel) in zip(axes, panels.items(), strict=True):
    axis.imshow(panel.reshape(photo.shape))
    axis.set_title(title)
    axis.axis("off")
figure.savefig(figure_path)

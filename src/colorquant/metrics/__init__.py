"""Numbers that say how far one image is from another."""

from colorquant.metrics.bands import banding
from colorquant.metrics.blurred import blurred_mse
from colorquant.metrics.delta_e import (
    DifferenceMap,
    delta_e_2000,
    delta_e_2000_lab,
    delta_e_map,
    differences_over_backgrounds,
    lab_over,
    max_delta_e_2000,
)
from colorquant.metrics.spatial_cielab import scielab
from colorquant.metrics.squared_error import distortion, psnr, psnr_of_distortion

__all__ = [
    "DifferenceMap",
    "banding",
    "blurred_mse",
    "delta_e_2000",
    "delta_e_2000_lab",
    "delta_e_map",
    "differences_over_backgrounds",
    "distortion",
    "lab_over",
    "max_delta_e_2000",
    "psnr",
    "psnr_of_distortion",
    "scielab",
]

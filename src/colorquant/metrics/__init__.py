"""Numbers that say how far one image is from another."""

from colorquant.metrics.banding import banding
from colorquant.metrics.delta_e import delta_e_2000, delta_e_2000_lab
from colorquant.metrics.delta_e_map import DifferenceMap, delta_e_map
from colorquant.metrics.low_passed import blurred_mse
from colorquant.metrics.spatial_cielab import scielab
from colorquant.metrics.squared_error import distortion, psnr, psnr_of_distortion
from colorquant.metrics.worst_delta_e import max_delta_e_2000

__all__ = [
    "DifferenceMap",
    "banding",
    "blurred_mse",
    "delta_e_2000",
    "delta_e_2000_lab",
    "delta_e_map",
    "distortion",
    "max_delta_e_2000",
    "psnr",
    "psnr_of_distortion",
    "scielab",
]

"""Numbers that say how far one image is from another."""

from colorquant.metrics.banding import band_height
from colorquant.metrics.delta_e import delta_e_2000, delta_e_2000_of_lab
from colorquant.metrics.delta_e_map import DifferenceMap, map_delta_e_2000
from colorquant.metrics.low_passed import low_passed_distortion
from colorquant.metrics.spatial_cielab import low_passed_delta_e
from colorquant.metrics.squared_error import distortion, psnr, psnr_of_distortion
from colorquant.metrics.worst_delta_e import worst_delta_e_2000

__all__ = [
    "DifferenceMap",
    "band_height",
    "delta_e_2000",
    "delta_e_2000_of_lab",
    "distortion",
    "low_passed_delta_e",
    "low_passed_distortion",
    "map_delta_e_2000",
    "psnr",
    "psnr_of_distortion",
    "worst_delta_e_2000",
]

"""Numbers that say how far one image is from another."""

from colorquant.metrics.delta_e import delta_e_2000, delta_e_2000_of_lab
from colorquant.metrics.squared_error import distortion, psnr, psnr_of_distortion
from colorquant.metrics.worst_delta_e import worst_delta_e_2000

__all__ = [
    "delta_e_2000",
    "delta_e_2000_of_lab",
    "distortion",
    "psnr",
    "psnr_of_distortion",
    "worst_delta_e_2000",
]

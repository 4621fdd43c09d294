"""Numbers that say how far one image is from another."""

from colorquant.metrics.squared_error import distortion, psnr, psnr_of_distortion

__all__ = ["distortion", "psnr", "psnr_of_distortion"]

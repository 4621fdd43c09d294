"""What several pages share; img-comparison-slider 8.0.7 is here as it was published."""

from colorquant.web.assets import read_asset

__all__ = ["read_asset"]

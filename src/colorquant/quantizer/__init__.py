"""The one plan: its options, what conflicts, how it runs, and how it is written down."""

from colorquant.quantizer.conflicts import check_conflicts, in_the_users_words
from colorquant.quantizer.functions import quantize, quantize_to_target
from colorquant.quantizer.quantizer import DEFAULT_N, Options, Quality, Quantizer
from colorquant.quantizer.source import as_arguments, as_options, as_query, from_query

__all__ = [
    "DEFAULT_N",
    "Options",
    "Quality",
    "Quantizer",
    "as_arguments",
    "as_options",
    "as_query",
    "check_conflicts",
    "from_query",
    "in_the_users_words",
    "quantize",
    "quantize_to_target",
]

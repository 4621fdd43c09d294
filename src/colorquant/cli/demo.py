"""``colorquant demo``: the comparison, on a photo that everyone can have."""

from typing import Any

import click

from colorquant.cli.compare import comparison_options, run_comparison
from colorquant.cli.messages import examples


@click.command(
    short_help="Run the comparison on a sample photo.",
    epilog=examples("colorquant demo", "colorquant demo -k 16 -o china-16.png"),
)
@comparison_options
def demo(**options: Any) -> None:
    """Run "colorquant compare" on scikit-learn's sample photo of the Summer Palace.

    The photo, china.jpg, comes with scikit-learn: pip install "colorquant[demo]".
    """
    from colorquant.cli.sample_photo import find_sample_photo

    run_comparison(find_sample_photo(), **options)

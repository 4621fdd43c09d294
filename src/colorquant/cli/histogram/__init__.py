"""``colorquant histogram``: colors counted once, kept in files, and added up."""

import click

from colorquant.cli.messages import examples
from colorquant.cli.verb_group import VerbGroup

VERBS = {
    "count": "colorquant.cli.histogram.count",
    "merge": "colorquant.cli.histogram.merge",
    "info": "colorquant.cli.histogram.info",
}


@click.group(
    cls=VerbGroup,
    verbs=VERBS,
    default="count",
    invoke_without_command=True,
    short_help="Count colors into files that add up.",
    epilog=examples(
        "colorquant histogram *.jpg -o photos.npz",
        "colorquant histogram merge photos.npz more.npz -o all.npz",
        "colorquant palette fit all.npz -k 256 -o all.gpl",
    ),
)
@click.pass_context
def histogram(ctx: click.Context) -> None:
    """Count the colors of images into .npz files, add these up, and tell what they hold.

    Without one of the verbs below, count is meant; a file of such a name is ./count.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())

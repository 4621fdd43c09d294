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
    short_help="Save color counts that can be merged later.",
    epilog=examples(
        "colorquant histogram *.jpg -o photos.npz",
        "colorquant histogram merge photos.npz more.npz -o all.npz",
        "colorquant palette fit all.npz -k 256 -o all.gpl",
    ),
)
@click.pass_context
def histogram(ctx: click.Context) -> None:
    """Save the color counts of images as .npz files, merge these, and show what is in them.

    The default command is count; write a file named count as ./count.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())

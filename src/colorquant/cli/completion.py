"""``colorquant completion``: what teaches a shell to complete the command line."""

from typing import Any

import click

from colorquant.cli.messages import examples
from colorquant.cli.values import one_of

_SHELLS = ("bash", "zsh", "fish")


@click.command(
    short_help="Print a completion script for the shell.",
    epilog=examples(
        'colorquant completion bash  # in ~/.bashrc: eval "$(colorquant completion bash)"',
        'colorquant completion zsh   # in ~/.zshrc: eval "$(colorquant completion zsh)"',
        "colorquant completion fish > ~/.config/fish/completions/colorquant.fish",
    ),
)
@click.argument("shell", metavar="SHELL", type=one_of(lambda: _SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: Any) -> None:
    """Print a script that completes commands, options and files in SHELL: bash, zsh or fish."""
    from click.shell_completion import get_completion_class

    scripted = get_completion_class(shell)
    assert scripted is not None, "click knows the shells above"
    # The name under which click looks for the shell's questions, and the command's own.
    script = scripted(ctx.find_root().command, {}, "colorquant", "_COLORQUANT_COMPLETE")
    click.echo(script.source())

"""The command line: parse, print and exit codes; no algorithm."""

from colorquant.cli.group import main

__all__ = ["main"]

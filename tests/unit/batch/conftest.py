"""The photos of the command line's tests."""

from tests.cli.conftest import album, photo, pixels

__all__ = ["album", "photo", "pixels"]

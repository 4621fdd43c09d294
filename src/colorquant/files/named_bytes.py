"""A file in memory that has a name."""

import io


class NamedBytes(io.BytesIO):
    """Bytes in memory that messages call by the name of where they come from or go to.

    Parameters
    ----------
    name
        What messages call it.
    data
        What it begins with.
    """

    def __init__(self, name: str, data: bytes = b"") -> None:
        super().__init__(data)
        self.name = name

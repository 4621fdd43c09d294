"""What of the metadata a format does not hold, in words."""

from collections.abc import Collection

from colorquant.files.metadata import Metadata

_NAMES = {"exif": "Exif", "xmp": "XMP", "dpi": "resolution"}


def metadata_left_out(
    metadata: Metadata, limit: str, *, held: Collection[str] = (), texts: Collection[str] = ()
) -> list[str]:
    """Return one sentence, or none if everything is held.

    Parameters
    ----------
    metadata
        What there is. The profile is not counted.
    limit
        What the sentence begins with, such as ``"a BMP holds no metadata but the resolution"``.
    held
        Which of ``"exif"``, ``"xmp"`` and ``"dpi"`` the format holds.
    texts
        The keywords of the texts that it holds.
    """
    names = [name for kind, name in _NAMES.items() if kind not in held and getattr(metadata, kind)]
    names += [f"the text {key!r}" for key in metadata.text if key not in texts]
    return [f"{limit}; left out: {', '.join(names)}"] if names else []

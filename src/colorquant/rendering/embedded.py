"""Files inside a page."""

from base64 import b64encode


def data_uri(data: bytes, media_type: str = "image/png") -> str:
    """Return an address that holds a file.

    Parameters
    ----------
    data
        The file.
    media_type
        What it is.

    Returns
    -------
    str
        Safe inside an attribute of HTML.
    """
    return f"data:{media_type};base64,{b64encode(data).decode('ascii')}"

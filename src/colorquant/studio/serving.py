"""From files to an open page: the socket, the server and the browser."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from colorquant.errors import InvalidOptionError
from colorquant.studio.app import make_app
from colorquant.studio.limits import Limits
from colorquant.studio.routes import Given

USUAL_PORT = 8649
_LOOPBACK = "127.0.0.1"
_FAREWELL = 2  # seconds that requests under way get when the studio stops


def serve(
    *,
    given: Given = (),
    port: int | None = None,
    token: str | None = None,
    limits: Limits | None = None,
    say: Callable[[str], object] = print,
    open_browser: bool = True,
) -> None:
    """Serve the studio to this machine until it is interrupted.

    Parameters
    ----------
    given
        The files that each page begins with.
    port
        Where to listen; None for `USUAL_PORT`, or any other if that is taken.
    token
        What a page has to know; None for a random one.
    limits
        What is too much; None for the usual.
    say
        Told the address.
    open_browser
        Whether to open it.

    Raises
    ------
    InvalidOptionError
        If the port is taken.
    """
    listener = _listen(port)
    port = listener.getsockname()[1]
    token = token or secrets.token_urlsafe(24)
    app = make_app(port=port, token=token, given=given, limits=limits)
    config = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=_FAREWELL,
    )
    address = f"http://{_LOOPBACK}:{port}/#token={token}"
    say(address)
    if open_browser:
        webbrowser.open(address)  # its request waits in the socket, which is open
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _listen(port: int | None) -> socket.socket:
    if port is not None:
        return _bound(port)
    try:
        return _bound(USUAL_PORT)
    except InvalidOptionError:
        return _bound(0)


def _bound(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((_LOOPBACK, port))
    except OSError as error:
        listener.close()
        raise InvalidOptionError(
            f"port {port:,} cannot be listened at: {error.strerror}; allowed is a free one"
        ) from error
    listener.listen(128)
    return listener

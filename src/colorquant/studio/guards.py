"""Who may ask, and what a page may do: checked before anything else is looked at."""

from __future__ import annotations

import hmac

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_HEADER = "x-studio-token"

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
}


class Guards:
    """Lets nobody in but the studio's own page.

    A page of another site may have a browser send requests to this machine, under a name of its
    own that leads here (DNS rebinding) or straight. The first is told by its Host, the second by
    its Origin, and neither knows the token.

    Parameters
    ----------
    app
        What is guarded.
    port
        That the studio listens at.
    token
        What the page has to know for everything below ``/api/``.
    """

    def __init__(self, app: ASGIApp, *, port: int, token: str) -> None:
        self._app = app
        self._token = token.encode()
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse to."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # nothing else is spoken here; the server closes the connection
        refusal = self._refusal(scope["path"], Headers(scope=scope))
        answer = self._app if refusal is None else JSONResponse({"message": refusal}, 403)
        await answer(scope, receive, _with_headers(send))

    def _refusal(self, path: str, headers: Headers) -> str | None:
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self._hosts:
            return "the studio answers to 127.0.0.1 and localhost only"
        if origin is not None and origin.removeprefix("http://") not in self._hosts:
            return "the studio answers to its own page only, not to another site's"
        if not path.startswith("/api/"):
            return None
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return "the studio answers to its own page only, not to another site's"
        token = headers.get(TOKEN_HEADER, "").encode()
        if not hmac.compare_digest(token, self._token):
            return "the token is not that of this studio; open the address that it printed"
        return None


def _with_headers(send: Send) -> Send:
    async def send_guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(_HEADERS)
        await send(message)

    return send_guarded

"""The studio as an ASGI application: routes, guards, and what is said when something is wrong."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import anyio
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from colorquant.errors import ColorQuantError
from colorquant.studio.guards import Guards
from colorquant.studio.limits import BusyError, LimitError, Limits
from colorquant.studio.pages import Pages, UnknownError
from colorquant.studio.routes import Given, Routes
from colorquant.studio.work import Superseded, Work
from colorquant.web import read_asset

_STATIC = Path(__file__).parent / "static"
_SWEEP = 5.0  # seconds between looks for pages that have gone

_STATUS: dict[type[Exception], int] = {
    UnknownError: 404,
    LimitError: 413,
    BusyError: 503,
    ColorQuantError: 400,
}


def make_app(
    *, port: int, token: str, given: Given = (), limits: Limits | None = None
) -> Starlette:
    """Return the studio.

    Parameters
    ----------
    port
        Where it will listen; requests to any other are refused.
    token
        What a page has to know.
    given
        The files that each page begins with.
    limits
        What is too much; None for the usual.
    """
    limits = limits or Limits()
    pages, work = Pages(limits), Work(limits)
    routes = Routes(pages, work, limits, given)

    @contextlib.asynccontextmanager
    async def sweeping(app: Starlette) -> AsyncIterator[None]:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_sweep, pages, work)
            yield
            tasks.cancel_scope.cancel()

    app = Starlette(
        routes=[
            *routes.all(),
            Route("/img-comparison-slider.js", _slider),
            Mount("/", StaticFiles(directory=_STATIC, html=True)),
        ],
        middleware=[Middleware(Guards, port=port, token=token)],
        exception_handlers={
            **dict.fromkeys(_STATUS, _refuse),
            Superseded: _superseded,
            Exception: _failed,
        },
        lifespan=sweeping,
    )
    app.state.pages = pages
    return app


async def _sweep(pages: Pages, work: Work) -> None:
    while True:
        await anyio.sleep(_SWEEP)
        for name in pages.drop_silent():
            work.stop_page(name)


async def _slider(request: Request) -> Response:
    return Response(read_asset("img-comparison-slider.js"), media_type="text/javascript")


async def _refuse(request: Request, error: Exception) -> Response:
    """Say in one sentence what is wrong."""
    status = next(status for kind, status in _STATUS.items() if isinstance(error, kind))
    return JSONResponse({"message": str(error)}, status)


async def _superseded(request: Request, error: Exception) -> Response:
    return JSONResponse({"message": "a newer request took the place of this one"}, 409)


async def _failed(request: Request, error: Exception) -> Response:
    """Keep the studio alive, whatever happens."""
    what = "there is not enough memory" if isinstance(error, MemoryError) else "something failed"
    return JSONResponse({"message": f"{what}: {type(error).__name__}"}, 500)

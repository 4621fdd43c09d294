"""The requests of a page and what serves them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from colorquant._progress import Progress
from colorquant.errors import InvalidOptionError
from colorquant.metrics import delta_e_map
from colorquant.palette import IndexedImage
from colorquant.quantizer import Quantizer
from colorquant.rendering import draw_error_map
from colorquant.studio import downloads, results
from colorquant.studio.limits import Limits
from colorquant.studio.pages import Page, Pages, UnknownError
from colorquant.studio.recipe import Recipe, as_command, as_python
from colorquant.studio.report import make_image_report
from colorquant.studio.requests import body_of, mask_of, name_of_file, plan_of, view_of
from colorquant.studio.responses import canvas_response, file_response, finite, summary_of
from colorquant.studio.session_image import SessionImage
from colorquant.studio.views import View
from colorquant.studio.work import Work

Result = TypeVar("Result")

Given = Sequence[tuple[str, bytes]]
"""The files of the command line: their names and what they hold."""

LAYERS = ("moving", "result", "error")
"""What a view shows: a quick preview, the result, or where it differs from the original."""

_TOP_OF_ERRORS = 10.0  # CIEDE2000 drawn in the last color of an error map
_MEDIA_TYPES = {"png": "image/png", "gif": "image/gif", "webp": "image/webp"}


@dataclass
class Routes:
    """Handlers of all requests of pages.

    Parameters
    ----------
    pages, work
        The open pages, and where the work is done.
    limits
        The largest uploads and views.
    given
        The files each page starts with.
    """

    pages: Pages
    work: Work
    limits: Limits
    given: Given

    def all(self) -> list[Route]:
        """Return the routes, all below ``/api``."""
        page, image = "/api/pages/{page}", "/api/pages/{page}/images/{image}"
        return [
            _route("GET", "/api/given", self.list_given),
            _route("GET", "/api/given/{number:int}", self.send_given),
            _route("POST", page, self.keep_alive),
            _route("DELETE", page, self.drop_page),
            _route("PUT", image, self.add_image),
            _route("DELETE", image, self.drop_image),
            _route("PUT", f"{image}/mask", self.set_mask),
            _route("DELETE", f"{image}/mask", self.drop_mask),
            _route("GET", f"{image}/mask", self.send_mask),
            _route("GET", f"{image}/original", self.show_original),
            _route("GET", f"{image}/pixel", self.show_pixel),
            _route("GET", f"{image}/result", self.show_result),
            _route("GET", f"{image}/file", self.send_file),
            _route("GET", f"{image}/palette", self.send_palette),
            _route("GET", f"{image}/report", self.send_report),
        ]

    async def list_given(self, request: Request) -> Response:
        """List the files given on the command line, and what the controls offer."""
        return JSONResponse({"given": [name for name, _ in self.given], **_choices()})

    async def send_given(self, request: Request) -> Response:
        """Send one of these files."""
        number = request.path_params["number"]
        if number >= len(self.given):
            raise UnknownError(f"no file {number} was given")
        return Response(self.given[number][1], media_type="application/octet-stream")

    async def keep_alive(self, request: Request) -> Response:
        """Note that a page is still open, and list the images it has."""
        page = self._page(request)
        return JSONResponse({"images": list(page.images)})

    async def drop_page(self, request: Request) -> Response:
        """Drop a page that closes, with its images."""
        self.work.stop_page(request.path_params["page"])
        self.pages.drop(request.path_params["page"])
        return Response(status_code=204)

    async def add_image(self, request: Request) -> Response:
        """Add an image file that was dropped, pasted or chosen."""
        page, image = self._page(request), request.path_params["image"]
        self.pages.check_room(page, image)
        name = name_of_file(request)
        data = await body_of(request, self.limits.upload_bytes, name)
        held = await self.work.do(
            (request.path_params["page"], "take", image),
            lambda progress: SessionImage.of_file(name, data, self.limits),
        )
        self.pages.add(page, image, held)
        width, height = held.size
        has_alpha = held.source.pixels.shape[2:] == (4,)
        summary = {"name": name, "width": width, "height": height, "alpha": has_alpha}
        return JSONResponse(
            {**summary, "colors": len(held.histogram), "bytes": held.file_size}, status_code=201
        )

    async def drop_image(self, request: Request) -> Response:
        """Drop an image."""
        self._page(request).images.pop(request.path_params["image"], None)
        return Response(status_code=204)

    async def set_mask(self, request: Request) -> Response:
        """Set the painted mask."""
        held = self._image(request)
        levels = await mask_of(request, self.limits.view_pixels)
        await self._do(request, "mask", lambda progress: held.paint(levels))
        return Response(status_code=204)

    async def drop_mask(self, request: Request) -> Response:
        """Remove the painted mask."""
        held = self._image(request)
        await self._do(request, "mask", lambda progress: held.paint(None))
        return Response(status_code=204)

    async def send_mask(self, request: Request) -> Response:
        """Send the painted mask as a file."""
        held = self._image(request)
        data = await self._do(request, "file", lambda progress: downloads.mask_file(held))
        return file_response(data, downloads.mask_name(held.name), "image/png")

    async def show_original(self, request: Request) -> Response:
        """Send a view of the original image."""
        held, view = self._image(request), view_of(request, self.limits.view_pixels)
        original = await self._do(
            request,
            "original",
            lambda progress: held.views.get(view, lambda: view.of_pixels(held.source.pixels)),
        )
        return canvas_response(original, {})

    async def show_pixel(self, request: Request) -> Response:
        """Send a small view of an image, for picking colors, without waiting for other work."""
        held, view = self._image(request), view_of(request, 16)
        return canvas_response(view.of_pixels(held.source.pixels), {})

    async def show_result(self, request: Request) -> Response:
        """Send a view of the quantized image, its palette and measures."""
        page, held = self._page(request), self._image(request)
        plan = plan_of(request)
        layer = request.query_params.get("layer", "result")
        if layer not in LAYERS:
            raise InvalidOptionError(f"layer is {layer!r}; allowed are {', '.join(LAYERS)}")
        max_pixels = self.limits.error_pixels if layer == "error" else self.limits.view_pixels
        view = view_of(request, max_pixels)
        images, name = dict(page.images), request.path_params["image"]

        def work_out(progress: Progress) -> Response:
            begin = perf_counter()
            if layer == "moving":
                mapped = results.preview(images, name, plan, view, progress=progress)
                return canvas_response(mapped.to_array(), summary_of(mapped, begin))
            result = results.quantized(images, name, plan, progress=progress)
            summary = {
                **summary_of(result, begin),
                "psnr": finite(result.psnr),
                "optimal": result.palette.optimal,
            }
            if layer == "result":
                recipe = _recipe(page, held, plan)
                summary |= {
                    "command": as_command(recipe),
                    "python": as_python(recipe),
                }
                return canvas_response(results.view_pixels(result, view), summary)
            return _error_map(held, result, view, summary)

        return await self._do(request, "result", work_out)

    async def send_file(self, request: Request) -> Response:
        """Send the quantized image as a file; the query names the format."""
        page, held, plan = self._page(request), self._image(request), plan_of(request)
        images, name = dict(page.images), request.path_params["image"]
        format = plan.format or "png"

        def work_out(progress: Progress) -> bytes:
            result = results.quantized(images, name, plan, progress=progress)
            return result.encode(format)

        data = await self._do(request, "file", work_out)
        file_name = downloads.name_for(held.name, format)
        return file_response(data, file_name, _MEDIA_TYPES[format])

    async def send_palette(self, request: Request) -> Response:
        """Send the palette as a file; ``as`` names the format."""
        page, held, plan = self._page(request), self._image(request), plan_of(request)
        images, name = dict(page.images), request.path_params["image"]
        suffix = request.query_params.get("as", "gpl")

        def work_out(progress: Progress) -> bytes:
            result = results.quantized(images, name, plan, progress=progress)
            return downloads.palette_file(result.palette, held.name, suffix)

        data = await self._do(request, "file", work_out)
        file_name = downloads.name_for(held.name, suffix)
        return file_response(data, file_name, "application/octet-stream")

    async def send_report(self, request: Request) -> Response:
        """Send a report on the image, with as many colors as the result has."""
        page, held, plan = self._page(request), self._image(request), plan_of(request)
        images, name = dict(page.images), request.path_params["image"]

        def work_out(progress: Progress) -> bytes:
            found = results.quantized(images, name, plan, progress=progress)
            return make_image_report(held, len(found.palette), plan, progress=progress)

        data = await self._do(request, "file", work_out)
        return file_response(data, downloads.name_for(held.name, "html"), "text/html")

    def _page(self, request: Request) -> Page:
        return self.pages.of(request.path_params["page"])

    def _image(self, request: Request) -> SessionImage:
        return self._page(request).image(request.path_params["image"])

    async def _do(self, request: Request, kind: str, piece: Callable[[Progress], Result]) -> Result:
        """Do work for a page; a newer request of the same kind replaces it."""
        return await self.work.do((request.path_params["page"], kind), piece)


def _route(method: str, path: str, answer: Callable[[Request], Awaitable[Response]]) -> Route:
    return Route(path, answer, methods=[method])


def _recipe(page: Page, held: SessionImage, plan: Quantizer) -> Recipe:
    images = list(page.images.values()) if plan.shared_palette else [held]
    names = [each.name for each in images]
    return Recipe(plan=plan, names=names, masked=held.mask is not None)


def _error_map(
    held: SessionImage, result: IndexedImage, view: View, summary: dict[str, Any]
) -> Response:
    original = view.of_pixels(held.source.pixels)
    found = delta_e_map(original, results.view_pixels(result, view))
    indices, colors = draw_error_map(found.values, _TOP_OF_ERRORS)
    return canvas_response(colors[indices], {**summary, "mean": found.mean, "worst": found.worst})


def _choices() -> dict[str, Any]:
    """Return the names that the controls offer."""
    from colorquant.color import SPACES
    from colorquant.dithering import DITHERERS, NONE
    from colorquant.palette import ORDERS

    return {
        "spaces": list(SPACES),
        "dithers": [NONE, *DITHERERS],
        "sorts": list(ORDERS),
        "palettes": list(downloads.PALETTE_SUFFIXES),
    }

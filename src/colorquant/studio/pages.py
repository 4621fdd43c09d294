"""Open pages and the images that each holds: all of it goes when the page does."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import monotonic

from colorquant.errors import ColorQuantError, InvalidOptionError
from colorquant.studio.limits import LimitError, Limits
from colorquant.studio.session_image import SessionImage

_NAME = re.compile(r"[0-9A-Za-z-]{1,64}")


class UnknownError(ColorQuantError):
    """A page or image that the studio does not hold, perhaps no longer."""


class Page:
    """A page in a browser's tab: its images by their names, in order."""

    def __init__(self, now: float) -> None:
        self.heard = now
        self.images: dict[str, SessionImage] = {}

    @property
    def pixel_count(self) -> int:
        """How many pixels all its images have."""
        return sum(image.pixel_count for image in self.images.values())

    def image(self, name: str) -> SessionImage:
        """Return an image, or say that it is not there."""
        if name not in self.images:
            raise UnknownError(f"the studio holds no image {name!r} of this page; send it again")
        return self.images[name]


class Pages:
    """All pages that are open.

    Parameters
    ----------
    limits
        How many, and how much they hold.
    clock
        Seconds that never go back.
    """

    def __init__(self, limits: Limits, clock: Callable[[], float] = monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._pages: dict[str, Page] = {}

    def __len__(self) -> int:
        return len(self._pages)

    def of(self, name: str) -> Page:
        """Return a page that says something, which may be new.

        Raises
        ------
        InvalidOptionError
            If that cannot be the name of one.
        LimitError
            If too many are open.
        """
        if not _NAME.fullmatch(name):
            raise InvalidOptionError("a page's name is 1 to 64 letters, digits and hyphens")
        if name not in self._pages:
            self.drop_silent()
            if len(self._pages) >= self._limits.pages:
                raise LimitError(
                    f"{len(self._pages):,} pages of the studio are open; "
                    f"allowed are {self._limits.pages:,}: close one"
                )
            self._pages[name] = Page(self._clock())
        page = self._pages[name]
        page.heard = self._clock()
        return page

    def add(self, page: Page, name: str, image: SessionImage) -> None:
        """Let a page hold an image, perhaps in place of another of this name.

        Raises
        ------
        LimitError
            If it holds enough.
        """
        self.check_room(page, name)
        old = page.images.get(name)
        more = image.pixel_count - (old.pixel_count if old else 0)
        everywhere = sum(each.pixel_count for each in self._pages.values())
        if page.pixel_count + more > self._limits.page_pixels:
            raise LimitError(
                f"the images of this page would have {page.pixel_count + more:,} pixels; "
                f"allowed are {self._limits.page_pixels:,}: remove one"
            )
        if everywhere + more > self._limits.all_pixels:
            raise LimitError(
                f"the images of all pages would have {everywhere + more:,} pixels; "
                f"allowed are {self._limits.all_pixels:,}: close a page"
            )
        page.images[name] = image

    def check_room(self, page: Page, name: str) -> None:
        """Make sure that one more image is allowed, before it is read."""
        if not _NAME.fullmatch(name):
            raise InvalidOptionError("an image's name is 1 to 64 letters, digits and hyphens")
        if name not in page.images and len(page.images) >= self._limits.images:
            raise LimitError(
                f"the page has {len(page.images):,} images; "
                f"allowed are {self._limits.images:,}: remove one"
            )

    def drop(self, name: str) -> None:
        """Forget a page and all that it holds."""
        self._pages.pop(name, None)

    def drop_silent(self) -> list[str]:
        """Forget the pages that have said nothing for long, and return their names."""
        latest = self._clock() - self._limits.silence
        silent = [name for name, page in self._pages.items() if page.heard < latest]
        for name in silent:
            self.drop(name)
        return silent

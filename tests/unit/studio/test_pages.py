"""Pages: what each holds is bounded, and goes with it."""

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.studio import hold

from colorquant.errors import InvalidOptionError
from colorquant.studio.limits import LimitError, Limits
from colorquant.studio.pages import Pages, UnknownError


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_page_is_there_once_it_says_something() -> None:
    pages = Pages(Limits())

    assert pages.of("a") is pages.of("a")
    assert len(pages) == 1


def test_a_page_that_closes_is_forgotten_with_its_images(small: NDArray[np.uint8]) -> None:
    pages = Pages(Limits())
    pages.add(pages.of("a"), "one", hold(small))

    pages.drop("a")

    assert len(pages) == 0
    with pytest.raises(UnknownError, match="send it again"):
        pages.of("a").image("one")


def test_a_page_that_is_silent_for_long_is_forgotten() -> None:
    clock = Clock()
    pages = Pages(Limits(silence=10), clock)
    pages.of("silent")
    pages.of("alive")
    clock.now = 9.0
    pages.of("alive")
    clock.now = 11.0

    assert pages.drop_silent() == ["silent"]
    assert len(pages) == 1


def test_too_many_pages_are_refused_until_one_goes() -> None:
    pages = Pages(Limits(pages=1))
    pages.of("a")

    with pytest.raises(LimitError, match="close one"):
        pages.of("b")

    pages.drop("a")
    pages.of("b")


def test_too_many_images_of_a_page_are_refused(small: NDArray[np.uint8]) -> None:
    pages = Pages(Limits(images=1))
    page = pages.of("a")
    pages.add(page, "one", hold(small))
    pages.add(page, "one", hold(small))  # in its place

    with pytest.raises(LimitError, match="remove one"):
        pages.check_room(page, "two")


@pytest.mark.parametrize(
    ("limits", "message"),
    [(Limits(page_pixels=1000), "1,536 pixels"), (Limits(all_pixels=1000), "close a page")],
)
def test_too_many_pixels_are_refused(
    limits: Limits, message: str, small: NDArray[np.uint8]
) -> None:
    pages = Pages(limits)
    page = pages.of("a")
    pages.add(page, "one", hold(small))

    with pytest.raises(LimitError, match=message):
        pages.add(page, "two", hold(small))

    assert list(page.images) == ["one"]


@pytest.mark.parametrize("name", ["", "../a", "a" * 65, "a b"])
def test_what_is_no_name_is_refused(name: str) -> None:
    pages = Pages(Limits())

    with pytest.raises(InvalidOptionError):
        pages.of(name)
    with pytest.raises(InvalidOptionError):
        pages.check_room(pages.of("a"), name)
